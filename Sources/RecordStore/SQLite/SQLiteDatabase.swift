internal import GRDB
import Synchronization

/// The embedded database: one file in WAL mode, several readers, one writer that commits in groups.
///
/// A commit is on the disk when it returns (`synchronous = FULL`, checked at every opening, because GRDB sets NORMAL by
/// itself when it turns WAL mode on). Deleted content is overwritten (`secure_delete`).
public final class SQLiteDatabase: SQLDatabase {
    public let isReadOnly: Bool
    private let pool: DatabasePool
    private let commits: GroupCommit

    /// Opens for writing; makes the file (0600) and its folder (0700) when they are missing.
    ///
    /// Throws `exposed`, `cannotOpen`, `corrupt`, `locked` or `diskFull`.
    public static func open(_ path: String, options: SQLiteOptions = SQLiteOptions()) throws -> SQLiteDatabase {
        try open(path, options: options, durability: "PRAGMA synchronous = FULL")
    }

    /// `durability` is another statement only where a test shows that a setting which did not take is refused.
    static func open(
        _ path: String,
        options: SQLiteOptions,
        durability: StaticString
    ) throws -> SQLiteDatabase {
        try SQLiteFile.prepare(path)
        return try StoreError.mapping {
            let pool = try DatabasePool(path: path, configuration: configuration(options, isReadOnly: false))
            try pool.writeWithoutTransaction { database in
                // After opening: DatabasePool runs `synchronous = NORMAL` behind prepareDatabase.
                try database.execute(sql: durability.description)
                if let limit = options.maximumPageCount {
                    try database.execute(sql: "PRAGMA max_page_count = \(limit)")
                }
                try check(database)
            }
            return SQLiteDatabase(pool, isReadOnly: false, faults: options.faults)
        }
    }

    /// Opens an existing file for reading, as verification does beside a running service.
    public static func openReadOnly(
        _ path: String,
        options: SQLiteOptions = SQLiteOptions()
    ) throws -> SQLiteDatabase {
        try SQLiteFile.check(path)
        return try StoreError.mapping {
            let pool = try DatabasePool(path: path, configuration: configuration(options, isReadOnly: true))
            // Reads the header, so that a file of another kind shows here and not at the first use.
            _ = try pool.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM sqlite_master") }
            return SQLiteDatabase(pool, isReadOnly: true, faults: options.faults)
        }
    }

    private init(_ pool: DatabasePool, isReadOnly: Bool, faults: FaultInjection) {
        self.pool = pool
        self.isReadOnly = isReadOnly
        commits = GroupCommit(faults: faults)
    }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        guard !commits.isClosed else { throw StoreError(.closed, "store database") }
        return try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { access in
                continuation.resume(
                    with: Swift.Result {
                        try StoreError.mapping { try body(SQLiteConnection(database: access.get())) }
                    }
                )
            }
        }
    }

    @discardableResult
    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        guard !isReadOnly else { throw StoreError(.readOnly, "store database") }
        return try await withCheckedThrowingContinuation { continuation in
            let request = WriteRequest(body) { continuation.resume(with: $0) }
            guard commits.enqueue(request) else { return }
            pool.asyncWriteWithoutTransaction { [commits] in commits.drain($0) }
        }
    }

    public func attach(_ observer: any CommitObserver) { commits.attach(observer) }

    /// Writes that wait for the running commit.
    var waitingWrites: Int { commits.waitingCount }

    public func close() async throws {
        commits.close()
        // The barrier waits for the running batch; GRDB refuses to close while statements run.
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            pool.asyncBarrierWriteWithoutTransaction { [isReadOnly] access in
                // GRDB closes its readers last, and SQLite lets no reader empty the WAL. Refused while another process
                // reads: the WAL then stays, whole, for the next opening.
                if !isReadOnly { _ = try? access.get().checkpoint(.truncate) }
                continuation.resume()
            }
        }
        try StoreError.mapping { try pool.close() }
    }

    private static func configuration(_ options: SQLiteOptions, isReadOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.label = "store"
        configuration.readonly = isReadOnly
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = options.readerCount
        configuration.busyMode = .timeout(options.busyTimeoutSeconds)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            try database.execute(sql: "PRAGMA cell_size_check = ON")
            if !isReadOnly { _ = try Int.fetchOne(database, sql: "PRAGMA secure_delete = ON") }
        }
        return configuration
    }

    /// Reads back what durability and erasure rest on; a setting that did not take is a refusal to start.
    private static func check(_ database: Database) throws {
        let expectations: [(pragma: String, value: String)] = [
            ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("secure_delete", "1"),
        ]
        for (pragma, expected) in expectations {
            let found = try String.fetchOne(database, sql: "PRAGMA \(pragma)")
            guard found == expected else {
                throw StoreError(.statement, "PRAGMA \(pragma)", detail: "expected \(expected), found \(found ?? "-")")
            }
        }
    }
}
