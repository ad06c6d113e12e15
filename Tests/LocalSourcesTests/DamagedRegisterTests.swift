import Foundation
import GRDB
import LocalSources
import Synchronization
import Testing
import VerificationDomain

@Suite("A register that fails is unavailable, never empty")
struct DamagedRegisterTests {
    private func fixture() throws -> RegisterFixture {
        let fixture = try RegisterFixture()
        try fixture.table("ck", DepositRegister.columns, rows: [DepositRegister.row()])
        return fixture
    }

    private func status(_ database: RegisterDatabase) async throws -> OutcomeStatus {
        await database.lookUp(try TestPerson.request(), at: TestPerson.time).outcome.status
    }

    @Test("a table that goes away")
    func tableDropped() async throws {
        let fixture = try fixture()
        let database = try fixture.database(DepositRegister.mapping)
        #expect(try await status(database) == .found)
        try await DatabaseQueue(path: fixture.path).write { try $0.execute(sql: "DROP TABLE ck") }
        #expect(try await status(database) == .unavailable(.sourceDown))
    }

    @Test("a column that goes away does not turn into a text of its own name")
    func columnRenamed() async throws {
        let fixture = try fixture()
        let database = try fixture.database(DepositRegister.mapping)
        try await DatabaseQueue(path: fixture.path).write {
            try $0.execute(sql: "ALTER TABLE ck RENAME COLUMN ye TO je")
        }
        #expect(try await status(database) == .unavailable(.sourceDown))
    }

    @Test("a file that is overwritten with garbage while it is open")
    func garbage() async throws {
        let fixture = try fixture()
        let database = try fixture.database(DepositRegister.mapping)
        #expect(try await status(database) == .found)
        let handle = try #require(FileHandle(forWritingAtPath: fixture.path))
        let size = try handle.seekToEnd()
        try handle.seek(toOffset: 0)
        try handle.write(contentsOf: Data(repeating: 0xA5, count: Int(size)))
        try handle.close()
        #expect(try await status(database) == .unavailable(.sourceDown))
    }

    @Test("a file that is taken away, and comes back")
    func removed() async throws {
        let fixture = try fixture()
        let database = try fixture.database(DepositRegister.mapping)
        let aside = fixture.path + ".aside"
        try FileManager.default.moveItem(atPath: fixture.path, toPath: aside)
        #expect(try await status(database) == .unavailable(.sourceDown))
        try FileManager.default.moveItem(atPath: aside, toPath: fixture.path)
        #expect(try await status(database) == .found)
    }

    @Test("a newer file that is moved over the old one is read from then on")
    func replaced() async throws {
        let fixture = try fixture()
        let database = try fixture.database(DepositRegister.mapping)
        #expect(try await status(database) == .found)
        let newer = fixture.path + ".new"
        try fixture.table("ck", DepositRegister.columns, rows: [], in: newer)
        try FileManager.default.removeItem(atPath: fixture.path)
        try FileManager.default.moveItem(atPath: newer, toPath: fixture.path)
        #expect(try await status(database) == .none)
    }

    @Test("a file that another process keeps locked")
    func locked() async throws {
        let fixture = try fixture()
        let database = try fixture.database(DepositRegister.mapping)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let writer = try DatabaseQueue(path: fixture.path, configuration: configuration)
        try await writer.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        #expect(try await status(database) == .unavailable(.sourceDown))
        try await writer.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        #expect(try await status(database) == .found)
    }

    @Test("a look-up whose time is over says so, and disarms its deadline when it ends in time")
    func timedOut() async throws {
        let fixture = try fixture()
        let over = LookUpDeadline { _, action in
            action()
            return {}
        }
        #expect(
            try await status(try fixture.database(DepositRegister.mapping, deadline: over)) == .unavailable(.timedOut)
        )
        let disarmed = Mutex(0)
        let never = LookUpDeadline { _, _ in { disarmed.withLock { $0 += 1 } } }
        #expect(try await status(try fixture.database(DepositRegister.mapping, deadline: never)) == .found)
        #expect(disarmed.withLock { $0 } == 1)
    }

    @Test("one bad register of an item takes the item with it, and no other item")
    func oneOfTwo() async throws {
        let fixture = try fixture()
        try fixture.table("ck2", DepositRegister.columns, rows: [DepositRegister.row(amount: "很多")])
        try fixture.table("zq", DepositRegister.columns, rows: [])
        let second = DepositRegister.mapping.replacing("table: ck", with: "table: ck2")
        let third = DepositRegister.mapping.replacing("table: ck", with: "table: zq")
            .replacing("item: deposit", with: "item: securities")
        let database = try fixture.database([DepositRegister.mapping, second, third].joined(separator: "\n"))
        #expect(try await status(database) == .unavailable(.sourceDown))
        let other = await database.lookUp(try TestPerson.request(.securities), at: TestPerson.time)
        #expect(other.outcome.status == .none)
    }

    @Test("tables of a region's own making are read: numbers, nulls and views")
    func foreignTypes() async throws {
        let fixture = try RegisterFixture()
        try await DatabaseQueue(path: fixture.path).write { database in
            try database.execute(
                sql: """
                    CREATE TABLE accounts (sfzh TEXT, xm TEXT, zh INTEGER, ye REAL, rq TEXT, bz BLOB);
                    INSERT INTO accounts VALUES ('319999196002030019', ' 陆建民 ', 10000001, 3812.5, NULL, x'00');
                    CREATE VIEW ck AS SELECT * FROM accounts;
                    """
            )
        }
        let database = try fixture.database(DepositRegister.mapping)
        let finding = await database.lookUp(try TestPerson.request(), at: TestPerson.time)
        #expect(finding.records.first?.value == .exact(Money(fen: 381_250)))
        #expect(finding.records.first?.keys == [RecordKey(.bankAccount, "QHBK:10000001")])
        #expect(finding.records.first?.owner.nameText == "陆建民")
        let blob = try fixture.database(DepositRegister.mapping.replacing("{zh}", with: "{bz}"))
        #expect(try await status(blob) == .unavailable(.sourceDown))
    }

    @Test("looking up writes nothing")
    func readOnly() async throws {
        let fixture = try fixture()
        let before = try Data(contentsOf: URL(filePath: fixture.path))
        _ = try await status(try fixture.database(DepositRegister.mapping))
        #expect(try Data(contentsOf: URL(filePath: fixture.path)) == before)
    }

    @Test("a view that uses what SQLite does not hold for harmless is not read: the file comes from elsewhere")
    func untrustedView() async throws {
        let fixture = try RegisterFixture()
        try fixture.table("accounts", DepositRegister.columns, rows: [DepositRegister.row()])
        try await DatabaseQueue(path: fixture.path).write { database in
            try database.execute(sql: "CREATE VIEW ck AS SELECT accounts.* FROM accounts, pragma_user_version")
        }
        #expect(throws: RegisterError(.database, at: "", "")) { try fixture.database(DepositRegister.mapping) }
    }
}
