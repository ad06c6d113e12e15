import Foundation
internal import GRDB
import Synchronization

/// The registers' SQLite file, open for reading only.
///
/// A region often brings its registers up to date by moving a new file over the old one. An open connection would go on
/// reading the old one for ever, so each use looks whether the path still leads to the file that is open.
final class RegisterFile: Sendable {
    private struct Identity: Equatable {
        let device: UInt64
        let number: UInt64
    }

    private struct Opened {
        let identity: Identity
        let pool: DatabasePool
    }

    private let path: String
    private let limits: RegisterLimits
    private let opened: Mutex<Opened?> = Mutex(nil)

    init(path: String, limits: RegisterLimits) {
        self.path = path
        self.limits = limits
    }

    /// The readers of the file that the path leads to now. Throws `RegisterError.database`.
    func pool() throws(RegisterError) -> DatabasePool {
        let identity = try identity()
        do {
            return try opened.withLock { opened in
                if let opened, opened.identity == identity { return opened.pool }
                // Readers of the old file finish with it; it closes behind the last of them.
                let pool = try DatabasePool(path: path, configuration: configuration)
                opened = Opened(identity: identity, pool: pool)
                return pool
            }
        } catch {
            throw Self.unreadable
        }
    }

    private static var unreadable: RegisterError {
        RegisterError(.database, at: "registers", "the database cannot be opened; check the path and its permissions")
    }

    private func identity() throws(RegisterError) -> Identity {
        // At every look-up: FileManager takes ten times as long for the same two numbers.
        var status = stat()
        guard stat(path, &status) == 0 else { throw Self.unreadable }
        return Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    }

    private var configuration: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.label = "registers"
        configuration.maximumReaderCount = limits.readerCount
        let lockWait = limits.lockWaitMilliseconds
        configuration.prepareDatabase { database in
            // A pool's readers have a wait of their own, which only the pragma changes.
            try database.execute(sql: "PRAGMA busy_timeout = \(lockWait)")
            // The file comes from elsewhere: no function with side effects may hide in one of its views or triggers.
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
        }
        return configuration
    }
}
