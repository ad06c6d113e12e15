internal import VerificationDomain

/// Brings the schema up to date and refuses one from the future.
struct MigrationRunner: Sendable {
    let migrations: [Migration]

    init(_ migrations: [Migration] = Migration.all) { self.migrations = migrations }

    /// Runs what is missing, all in one transaction: a store has either the old schema or the new one.
    ///
    /// Two processes that open the store together run one after another; the second finds nothing to do.
    /// Dies before the commit: the old schema; dies after it: the new one.
    func run(_ database: any SQLDatabase, at time: Timestamp) async throws {
        let migrations = migrations
        try await database.write { connection in
            let tables = try connection.tableNames()
            if !tables.contains("schema_migration") {
                guard tables.isEmpty else { throw StoreError(.corrupt, "store database", detail: "tables of others") }
                try connection.createTable(
                    "schema_migration",
                    columns: "number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL"
                )
            }
            let last = try Self.lastNumber(connection)
            guard last <= migrations.count else { throw StoreError(.newerSchema, "store database") }
            for migration in migrations.dropFirst(last) {
                try migration.run(connection)
                try connection.execute(
                    "INSERT INTO schema_migration (number, name, applied_at) VALUES (?, ?, ?)",
                    [.integer(migration.number), .text(migration.name), .integer(time.milliseconds)]
                )
            }
        }
    }

    /// Checks a store that may not be changed.
    func check(_ database: any SQLDatabase) async throws {
        let count = migrations.count
        try await database.read { connection in
            guard try connection.tableNames().contains("schema_migration") else {
                throw StoreError(.corrupt, "store database", detail: "no schema_migration")
            }
            let last = try Self.lastNumber(connection)
            guard last <= count else { throw StoreError(.newerSchema, "store database") }
            guard last == count else { throw StoreError(.olderSchema, "store database") }
        }
    }

    private static func lastNumber(_ connection: any SQLConnection) throws -> Int {
        let numbers = try connection.rows("SELECT number FROM schema_migration ORDER BY number")
            .map { Int(try $0.integer("number")) }
        guard numbers == Array(1..<numbers.count + 1) else { throw StoreError(.corrupt, "table schema_migration") }
        return numbers.last ?? 0
    }
}
