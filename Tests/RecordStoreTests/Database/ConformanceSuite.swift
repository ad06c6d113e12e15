import RecordStore
import Testing

/// The contract of `SQLDatabase`, run on every driver.
struct ConformanceSuite: Sendable {
    /// Opens the same, at first empty, database.
    let open: @Sendable () throws -> any SQLDatabase

    private struct Refused: Error, Equatable {}

    func run() async throws {
        try await keepsWhatWasWritten()
        try await takesBackWhatThrew()
        try await passesErrorsThrough()
        try await readsOneMoment()
        try await keepsTypes()
        try await keepsReferences()
        try await refusesAfterClose()
    }

    private func prepared(_ name: StaticString) async throws -> any SQLDatabase {
        let database = try open()
        try await database.write {
            try $0.createTable(name, columns: "id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE, bytes BLOB")
        }
        return database
    }

    private func keepsWhatWasWritten() async throws {
        let database = try await prepared("kept")
        let changed = try await database.write {
            try $0.execute("INSERT INTO kept (id, value, bytes) VALUES (?, ?, ?)", [1, "一", .bytes([0, 255])])
        }
        #expect(changed == 1)
        try await database.close()
        let again = try open()
        let row = try await again.read { try $0.row("SELECT * FROM kept WHERE id = ?", [1]) }
        #expect(try row?.text("value") == "一")
        #expect(try row?.bytes("bytes") == [0, 255])
        #expect(try await again.read { try $0.tableNames().contains("kept") })
        try await again.close()
    }

    private func takesBackWhatThrew() async throws {
        let database = try await prepared("taken_back")
        await #expect(throws: StoreError(.constraint, "")) {
            try await database.write {
                try $0.execute("INSERT INTO taken_back (id, value) VALUES (1, 'a')")
                try $0.execute("INSERT INTO taken_back (id, value) VALUES (2, 'a')")
            }
        }
        #expect(try await database.read { try $0.rows("SELECT * FROM taken_back").isEmpty })
        try await database.close()
    }

    private func passesErrorsThrough() async throws {
        let database = try open()
        await #expect(throws: Refused()) { try await database.write { _ in throw Refused() } }
        await #expect(throws: Refused()) { try await database.read { _ in throw Refused() } }
        try await database.close()
    }

    private func readsOneMoment() async throws {
        let database = try await prepared("moment")
        let seen = try await database.write { connection in
            try connection.execute("INSERT INTO moment (id, value) VALUES (1, 'a')")
            return try connection.rows("SELECT * FROM moment").count
        }
        #expect(seen == 1)
        #expect(try await database.read { try $0.rows("SELECT * FROM moment").count } == 1)
        await #expect(throws: StoreError.self) {
            try await database.read { try $0.execute("INSERT INTO moment (id, value) VALUES (2, 'b')") }
        }
        #expect(try await database.read { try $0.rows("SELECT * FROM moment").count } == 1)
        try await database.close()
    }

    private func keepsTypes() async throws {
        let database = try await prepared("typed")
        await #expect(throws: StoreError(.constraint, "")) {
            try await database.write { try $0.execute("INSERT INTO typed (id, value) VALUES (1, ?)", [.bytes([1])]) }
        }
        try await database.write {
            try $0.execute("INSERT INTO typed (id, value) VALUES (?, ?)", [.integer(.max), ""])
        }
        let row = try await database.read { try $0.row("SELECT * FROM typed") }
        #expect(try row?.integer("id") == .max)
        #expect(try row?.text("value") == "")
        #expect(try row?.value("bytes") == .null)
        #expect(throws: StoreError(.damagedRow, "")) { try row?.integer("value") }
        #expect(throws: StoreError(.damagedRow, "")) { try row?.text("absent") }
        try await database.close()
    }

    private func keepsReferences() async throws {
        let database = try await prepared("parent")
        try await database.write {
            try $0.createTable("child", columns: "parent_id INTEGER NOT NULL REFERENCES parent (id)")
        }
        await #expect(throws: StoreError(.constraint, "")) {
            try await database.write { try $0.execute("INSERT INTO child (parent_id) VALUES (7)") }
        }
        try await database.close()
    }

    private func refusesAfterClose() async throws {
        let database = try open()
        try await database.close()
        await #expect(throws: StoreError(.closed, "")) { try await database.read { _ in } }
        await #expect(throws: StoreError(.closed, "")) { try await database.write { _ in } }
    }
}

@Suite("Every driver keeps the contract of the SQL port")
struct ConformanceTests {
    @Test("SQLite")
    func sqlite() async throws {
        let fixture = try StoreFixture()
        let path = fixture.databasePath
        try await ConformanceSuite { try SQLiteDatabase.open(path) }.run()
    }
}
