import Foundation
import Testing
import TransparencyLog
import VerificationDomain

@testable import RecordStore

@Suite("The schema is brought up to date in one step, or not at all")
struct MigrationTests {
    private func code(_ fixture: StoreFixture, faults: FaultInjection = .none) async -> StoreError.Code? {
        await storeErrorCode { try await fixture.open(faults: faults).close() }
    }

    private func readOnlyCode(_ fixture: StoreFixture) async -> StoreError.Code? {
        await storeErrorCode { try await RecordStore.openReadOnly(fixture.configuration()).close() }
    }

    private func change(_ fixture: StoreFixture, _ statements: [StaticString]) async throws {
        let database = try SQLiteDatabase.open(fixture.databasePath)
        try await database.write { connection in for statement in statements { try connection.execute(statement) } }
        try await database.close()
    }

    private func numbers(_ fixture: StoreFixture) async throws -> [Int64] {
        let database = try SQLiteDatabase.open(fixture.databasePath)
        let numbers = try await database.read { connection in
            try connection.rows("SELECT number FROM schema_migration ORDER BY number").map { try $0.integer("number") }
        }
        try await database.close()
        return numbers
    }

    /// A store of the schema before `number`, with a case, a reply and published rows in it.
    private func older(_ fixture: StoreFixture) async throws -> NewCase {
        let store = try await fixture.open()
        let new = try Examples.newCase(fixture)
        try await store.cases.create(new, audit: Examples.created)
        _ = try await store.publisher(key: fixture.logKey).publish()
        try await store.close()
        try await change(
            fixture,
            [
                "DROP TABLE submission", "DROP TABLE case_lease", "DROP TABLE audit_opening",
                "DROP TABLE accepted_registry", "DROP TABLE report_print",
                "DELETE FROM schema_migration WHERE number > 3",
            ]
        )
        return new
    }

    private let all = (1...Int64(Migration.all.count)).map { $0 }

    @Test("an older store with data in it is brought up to date, and keeps and gains everything")
    func olderWithData() async throws {
        let fixture = try StoreFixture()
        let new = try await older(fixture)
        #expect(try await numbers(fixture) == [1, 2, 3])
        let store = try await fixture.open()
        #expect(try await store.cases.load(new.identifier)?.household == new.household)
        #expect(try await store.log.state().size == 1)
        let now = fixture.clock.now()
        #expect(try await store.leases.take(new.identifier, until: now.adding(seconds: 60), at: now)?.token == 1)
        _ = try await Examples.storePicture(of: new.identifier, store, fixture)
        #expect(try await store.cases.opening(.picture, version: 1, of: new.identifier) != nil)
        _ = try await store.publisher(key: fixture.logKey).publish()
        #expect(try fixture.verify().checkpoint?.checkpoint.size == 2)
        try await store.close()
        #expect(try await numbers(fixture) == all)
    }

    @Test("a store of an older schema is not opened for reading only, and stays as it is")
    func olderReadOnly() async throws {
        let fixture = try StoreFixture()
        _ = try await older(fixture)
        #expect(await readOnlyCode(fixture) == .olderSchema)
        #expect(try await numbers(fixture) == [1, 2, 3])
    }

    @Test("a newer schema is refused, for writing and for reading")
    func newer() async throws {
        let fixture = try StoreFixture()
        try await fixture.open().close()
        let database = try SQLiteDatabase.open(fixture.databasePath)
        let next = Migration.all.count + 1
        try await database.write { connection in
            try connection.execute(
                "INSERT INTO schema_migration (number, name, applied_at) VALUES (?, 'later', 0)",
                [.integer(next)]
            )
        }
        try await database.close()
        #expect(await code(fixture) == .newerSchema)
        #expect(await readOnlyCode(fixture) == .newerSchema)
    }

    @Test("numbers with a gap, or that do not begin with 1, are refused")
    func gaps() async throws {
        for statement: StaticString in [
            "DELETE FROM schema_migration WHERE number = 2", "DELETE FROM schema_migration WHERE number = 1",
            "UPDATE schema_migration SET number = -1 WHERE number = 1",
        ] {
            let fixture = try StoreFixture()
            try await fixture.open().close()
            try await change(fixture, [statement])
            #expect(await code(fixture) == .corrupt)
            #expect(await readOnlyCode(fixture) == .corrupt)
        }
    }

    @Test(
        "a death around the commit of a migration leaves the old schema or the new one, with the data",
        arguments: [FaultPoint.beforeCommit, .afterCommit]
    )
    func death(point: FaultPoint) async throws {
        let fixture = try StoreFixture()
        let new = try await older(fixture)
        let trap = DeathTrap()
        trap.arm(point)
        await #expect(throws: SimulatedDeath(point: point)) { try await fixture.open(faults: trap.faults) }
        #expect(try await numbers(fixture) == (point == .beforeCommit ? [1, 2, 3] : all))
        let store = try await fixture.open()
        #expect(try await store.cases.load(new.identifier)?.household == new.household)
        #expect(try await store.log.state().size == 1)
        try await store.close()
        #expect(try await numbers(fixture) == all)
    }

    @Test("a migration that fails in its middle takes the ones before it back")
    func failingStep() async throws {
        struct Failed: Error {}
        let fixture = try StoreFixture()
        _ = try await older(fixture)
        let failing = Migration(number: 5, name: "fails") { connection in
            try connection.createTable("half", columns: "id INTEGER PRIMARY KEY")
            throw Failed()
        }
        let database = try SQLiteDatabase.open(fixture.databasePath)
        let runner = MigrationRunner(Array(Migration.all.prefix(4)) + [failing])
        await #expect(throws: Failed.self) { try await runner.run(database, at: fixture.clock.now()) }
        let tables = try await database.read { try $0.tableNames() }
        #expect(!tables.contains("half") && !tables.contains("report_print"))
        try await database.close()
        #expect(try await numbers(fixture) == [1, 2, 3])
    }

    @Test("the steps are numbered from 1 without a gap")
    func numbering() { #expect(Migration.all.map(\.number) == Array(1...Migration.all.count)) }
}
