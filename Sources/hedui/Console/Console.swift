import Foundation
import Synchronization

/// Where commands write: results to standard output, everything for the eye only to standard error.
///
/// Writing goes through file handles, one whole text at a time, so that lines of several legs never interleave.
final class Console: Sendable {
    static let standard = Console()

    private let lock = Mutex(())
    /// Progress lines are redrawn in place only on a terminal.
    let isTerminal = isatty(STDERR_FILENO) == 1

    /// One line of the command's result.
    func line(_ text: String = "") { write(text + "\n", to: .standardOutput) }

    /// One line beside the result: progress, warnings, errors.
    func note(_ text: String) { write(text + "\n", to: .standardError) }

    /// Raw text beside the result, for progress that redraws itself.
    func progress(_ text: String) { write(text, to: .standardError) }

    private func write(_ text: String, to handle: FileHandle) {
        lock.withLock { _ in try? handle.write(contentsOf: Data(text.utf8)) }
    }
}
