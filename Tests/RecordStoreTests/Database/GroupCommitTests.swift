import Dispatch
import Synchronization
import Testing
import VerificationDomain

@testable import RecordStore

@Suite("The one writer commits in groups, and one failing write fails alone")
struct GroupCommitTests {
    private final class CommitCount: CommitObserver {
        let commits = Mutex(0)
        func requestBegan() {}
        func requestTakenBack() {}
        func batchCommitted() { commits.withLock { $0 += 1 } }
        func batchTakenBack() {}
    }

    private struct Refused: Error {}

    private final class Flag: Sendable {
        private let value = Mutex(false)
        var isRaised: Bool { value.withLock { $0 } }
        func raise() { value.withLock { $0 = true } }
    }

    /// A database whose writer stands still in its first write until `release` is called.
    private struct HeldWriter {
        let database: SQLiteDatabase
        let gate = DispatchSemaphore(value: 0)
        let entered = Flag()

        func hold() -> Task<Void, any Error> {
            Task { [database, gate, entered] in
                try await database.write { _ in
                    entered.raise()
                    gate.wait()
                }
            }
        }

        func waitUntilEntered() async { while !entered.isRaised { await Task.yield() } }
        func waitUntilQueued(_ count: Int) async { while database.waitingWrites < count { await Task.yield() } }
    }

    private func open(_ fixture: StoreFixture, maximumPageCount: Int? = nil) async throws -> SQLiteDatabase {
        let database = try SQLiteDatabase.open(
            fixture.databasePath,
            options: SQLiteOptions(maximumPageCount: maximumPageCount)
        )
        try await database.write { try $0.createTable("item", columns: "id INTEGER PRIMARY KEY, filler BLOB") }
        return database
    }

    private func insert(_ number: Int, failing: Bool, _ database: SQLiteDatabase) -> Task<Bool, Never> {
        Task {
            do {
                try await database.write { connection in
                    try connection.execute("INSERT INTO item (id) VALUES (?)", [.integer(number)])
                    if failing { throw Refused() }
                }
                return true
            } catch {
                return false
            }
        }
    }

    private func numbers(_ database: SQLiteDatabase) async throws -> [Int64] {
        try await database.read { try $0.rows("SELECT id FROM item ORDER BY id").map { try $0.integer("id") } }
    }

    @Test("what arrives during a commit goes into the next one, and a failing write leaves its neighbours")
    func isolation() async throws {
        let fixture = try StoreFixture()
        let database = try await open(fixture)
        let count = CommitCount()
        database.attach(count)
        let held = HeldWriter(database: database)
        let first = held.hold()
        await held.waitUntilEntered()
        let writes = (1...9).map { insert($0, failing: $0.isMultiple(of: 3), database) }
        await held.waitUntilQueued(9)
        held.gate.signal()
        try await first.value
        var results: [Bool] = []
        for write in writes { results.append(await write.value) }
        #expect(results == (1...9).map { !$0.isMultiple(of: 3) })
        #expect(try await numbers(database) == [1, 2, 4, 5, 7, 8])
        #expect(count.commits.withLock { $0 } == 2)
    }

    @Test("a write that fills the disk fails alone, and nothing of it stays")
    func fullDisk() async throws {
        let fixture = try StoreFixture()
        let database = try await open(fixture, maximumPageCount: 64)
        let held = HeldWriter(database: database)
        let first = held.hold()
        await held.waitUntilEntered()
        let small = insert(1, failing: false, database)
        let large = Task {
            await storeErrorCode {
                try await database.write { connection in
                    try connection.execute("INSERT INTO item (id) VALUES (2)")
                    let filler = [UInt8](repeating: 7, count: 1_000_000)
                    try connection.execute("INSERT INTO item (id, filler) VALUES (3, ?)", [.bytes(filler)])
                }
            }
        }
        let last = insert(4, failing: false, database)
        await held.waitUntilQueued(3)
        held.gate.signal()
        try await first.value
        #expect(await small.value)
        #expect(await large.value == .diskFull)
        #expect(await last.value)
        #expect(try await numbers(database) == [1, 4])
    }

    @Test("one commit takes at most 256 writes, however many wait")
    func batchLimit() async throws {
        let fixture = try StoreFixture()
        let database = try await open(fixture)
        let count = CommitCount()
        database.attach(count)
        let held = HeldWriter(database: database)
        let first = held.hold()
        await held.waitUntilEntered()
        let writes = (1...513).map { insert($0, failing: false, database) }
        await held.waitUntilQueued(513)
        held.gate.signal()
        try await first.value
        for write in writes { #expect(await write.value) }
        // The held one, twice 256, and the last one.
        #expect(count.commits.withLock { $0 } == 4)
    }

    @Test("more writes than one batch holds are all committed, in their order")
    func manyBatches() async throws {
        let fixture = try StoreFixture()
        let database = try await open(fixture)
        await withTaskGroup(of: Void.self) { group in
            for number in 1...600 { group.addTask { _ = await insert(number, failing: false, database).value } }
        }
        #expect(try await numbers(database).count == 600)
    }
}
