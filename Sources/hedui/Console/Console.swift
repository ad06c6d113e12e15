import Foundation
import Synchronization

/// Where commands write: results to standard output, everything for the eye only to standard error.
///
/// Writing goes through file handles, one whole text at a time, so that lines of several legs never interleave.
final class Console: Sendable {
    static let standard = Console()

    /// Whether some of the result was lost: a full disk, a closed output.
    private let isIncomplete = Mutex(false)

    /// One line of the command's result.
    func line(_ text: String = "") { bytes(Array((text + "\n").utf8)) }

    /// A result that is a file's content: exactly these bytes, without a line end of ours.
    func bytes(_ bytes: [UInt8]) {
        isIncomplete.withLock { incomplete in
            do {
                try FileHandle.standardOutput.write(contentsOf: Data(bytes))
            } catch {
                incomplete = true
            }
        }
    }

    /// One line beside the result: progress, warnings, errors. Nobody can be told when it is lost.
    func note(_ text: String) {
        isIncomplete.withLock { _ in try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8)) }
    }

    /// - Throws: `CommandFailure` when some of the result was lost: who reads it must not take it for all of it.
    func checkOutput() throws {
        guard isIncomplete.withLock({ !$0 }) else {
            throw CommandFailure(
                .cannotWrite,
                "standard output: cannot be written, and the result is incomplete: check where it goes and free space"
            )
        }
    }
}
