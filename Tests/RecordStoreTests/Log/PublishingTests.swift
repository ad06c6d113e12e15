import Foundation
import OpenSSLCrypto
import RecordStore
import Testing
import TransparencyLog
import VerificationDomain

@Suite("The published log follows the outbox, whatever dies in between")
struct PublishingTests {
    private func record(_ count: Int, _ store: RecordStore) async throws {
        try await store.audit.record((0..<count).map { _ in AuditDraft(.login) })
    }

    @Test("what was recorded is sealed, published and verified, tile after tile")
    func growth() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let publisher = try store.publisher(key: fixture.logKey)
        #expect(try await publisher.publish() == nil)
        for (added, total) in [(1, 1), (255, 256), (1, 257), (1300, 1557)] {
            try await record(added, store)
            let note = try #require(try await publisher.publish())
            #expect(try Checkpoint(body: note.text).size == total)
            let result = try fixture.verify()
            #expect(result.holds, "\(result.findings)")
            #expect(result.checkpoint?.checkpoint.size == total)
        }
        #expect(try await store.audit.unsealedCount() == 0)
        #expect(try await store.log.checkpoints().count == 4)
        try await store.log.checkState()
        let again = try await publisher.publish()
        #expect(again == (try await store.log.latestCheckpoint()))
        let checkpoint = try #require(try fixture.verify().checkpoint)
        #expect(try await store.log.compare(with: checkpoint, tiles: store.tiles).isEmpty)
        let proof = try await store.log.proof(of: 300, checkpoint: checkpoint)
        #expect(proof.index == 300)
    }

    /// Partial tiles that lie in the published folder, by their paths.
    private func partials(_ fixture: StoreFixture) throws -> Set<String> {
        let paths = FileManager.default.enumerator(atPath: fixture.tileFolder)?.compactMap { $0 as? String } ?? []
        return Set(paths.filter { $0.contains(".p/") })
    }

    @Test("partial tiles stay for every published size until the full tile is there, and then all of them go")
    func partialTiles() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let publisher = try store.publisher(key: fixture.logKey)
        for size in 1...300 {
            try await record(1, store)
            _ = try await publisher.publish()
            let first = size < 256 ? 1...size : 257...max(257, size)
            let (tile, widths) = size < 256 ? ("000", Array(first)) : ("001", size == 256 ? [] : Array(first))
            var expected = Set(
                widths.flatMap { ["tile/0/\(tile).p/\($0 & 0xFF)", "tile/entries/\(tile).p/\($0 & 0xFF)"] }
            )
            if size >= 256 { expected.insert("tile/1/000.p/1") }
            #expect(try partials(fixture) == expected, "at size \(size)")
        }
        #expect(!FileManager.default.fileExists(atPath: "\(fixture.tileFolder)/tile/0/000.p"))
        #expect(try fixture.verify().holds)
        // What an older version left behind goes when the tiles are made again.
        let stale = "\(fixture.tileFolder)/tile/0/000.p"
        try FileManager.default.createDirectory(atPath: stale, withIntermediateDirectories: false)
        try Data([1]).write(to: URL(filePath: "\(stale)/9"))
        _ = try await publisher.rebuildTiles()
        #expect(!FileManager.default.fileExists(atPath: stale))
    }

    @Test("a checkpoint that was published before the full tile verifies after its partial tiles went")
    func oldCheckpoint() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let publisher = try store.publisher(key: fixture.logKey)
        try await record(200, store)
        let old = try #require(try await publisher.publish())
        try await record(100, store)
        _ = try await publisher.publish()
        #expect(try partials(fixture).allSatisfy { !$0.contains("000.p/2") })
        try Data(old.bytes).write(to: URL(filePath: "\(fixture.tileFolder)/checkpoint"))
        let result = try fixture.verify()
        #expect(result.holds, "\(result.findings)")
        #expect(result.checkpoint?.checkpoint.size == 200)
    }

    /// Publishes once, dies at one occurrence of `point` during the second time, and publishes again with what a new
    /// process finds. Goes on with the next occurrence until there is none.
    @Test(
        "a death at any point, however often it was passed before, is followed by the same log",
        arguments: FaultPoint.allCases
    )
    func deaths(point: FaultPoint) async throws {
        var occurrence = 0
        repeat { occurrence += 1 } while try await dies(at: point, occurrence: occurrence)
        // Two commits: the seal and the checkpoint's row. Eight files: five tiles, the promise, the note, the
        // checkpoint. Everything else happens once.
        let expected =
            switch point {
            case .beforeCommit, .afterCommit: 2
            case .beforeFileWrite, .afterFileSync, .afterFileRename: 8
            default: 1
            }
        #expect(occurrence - 1 == expected, "\(point) was reached another number of times")
    }

    /// `false` when the point was not reached that often.
    private func dies(at point: FaultPoint, occurrence: Int) async throws -> Bool {
        let fixture = try StoreFixture()
        let trap = DeathTrap()
        let store = try await fixture.open(faults: trap.faults)
        try await record(3, store)
        _ = try await store.publisher(key: fixture.logKey).publish()
        try await record(260, store)
        trap.arm(point, occurrence: occurrence)
        do {
            _ = try await store.publisher(key: fixture.logKey).publish()
            return false
        } catch let death as SimulatedDeath {
            #expect(death.point == point)
        }
        // Until the checkpoint is published, the old one still verifies.
        #expect(try fixture.verify().holds)
        try await finish(fixture, "after \(point) \(occurrence)")
        return true
    }

    /// A fresh process publishes what waits: all 263 rows, once, under one promise.
    private func finish(_ fixture: StoreFixture, _ comment: Comment) async throws {
        let survivor = try await fixture.open()
        _ = try await survivor.publisher(key: fixture.logKey).publish()
        let result = try fixture.verify()
        #expect(result.holds, comment)
        #expect(result.checkpoint?.checkpoint.size == 263, comment)
        #expect(try partials(fixture).allSatisfy { !$0.contains("000.p") || $0.contains("tile/1/") }, comment)
        #expect(try await survivor.log.checkpoints().count == 2, comment)
        #expect(try survivor.signerState.load().note != nil, comment)
        try await survivor.log.checkState()
        try await survivor.close()
    }

    @Test("a death between promise and signature binds to that tree, which the next process signs")
    func deathOfTheKey() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        try await record(3, store)
        _ = try await store.publisher(key: fixture.logKey).publish()
        try await record(260, store)
        let dying = DyingSigner(fixture.logKey)
        await #expect(throws: DyingSigner.Died.self) { try await store.publisher(key: dying).publish() }
        let promise = try store.signerState.load()
        #expect(promise.checkpoint.size == 263)
        #expect(promise.note == nil)
        #expect(try fixture.verify().checkpoint?.checkpoint.size == 3)
        try await finish(fixture, "after the key died")
    }

    @Test("a death anywhere in the opening of a new store is followed by one that seals and signs")
    func opening() async throws {
        for point in [
            FaultPoint.beforeCommit, .afterCommit, .beforeFileWrite, .afterFileSync, .afterFileRename,
        ] {
            var occurrence = 0
            repeat { occurrence += 1 } while try await opens(dyingAt: point, occurrence: occurrence)
            // Three commits: schema, key checks, state row. One file: the signer's state.
            #expect(occurrence - 1 == ([.beforeCommit, .afterCommit].contains(point) ? 3 : 1), "\(point)")
        }
    }

    private func opens(dyingAt point: FaultPoint, occurrence: Int) async throws -> Bool {
        let fixture = try StoreFixture()
        let trap = DeathTrap()
        trap.arm(point, occurrence: occurrence)
        var hasDied = false
        do { try await fixture.open(faults: trap.faults).close() } catch is SimulatedDeath { hasDied = true }
        let survivor = try await fixture.open()
        try await record(2, survivor)
        _ = try await survivor.publisher(key: fixture.logKey).publish()
        #expect(try fixture.verify().checkpoint?.checkpoint.size == 2, "after \(point) \(occurrence)")
        try await survivor.close()
        return hasDied
    }

    @Test(
        "before its commit a seal left nothing, after it everything",
        arguments: [FaultPoint.beforeCommit, .afterCommit]
    )
    func sealing(point: FaultPoint) async throws {
        let fixture = try StoreFixture()
        let trap = DeathTrap()
        let store = try await fixture.open(faults: trap.faults)
        try await record(5, store)
        trap.arm(point)
        await #expect(throws: SimulatedDeath(point: point)) { try await store.log.seal() }
        let survivor = try await fixture.open()
        let isSealed = point == .afterCommit
        #expect(try await survivor.log.state().size == (isSealed ? 5 : 0))
        #expect(try await survivor.audit.unsealedCount() == (isSealed ? 0 : 5))
        try await survivor.log.checkState()
    }

    @Test("one seal takes at most 1024 rows, whatever it is asked for")
    func sealLimit() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        try await record(1030, store)
        #expect(try await store.log.seal(maximumRows: 5000) == 1024)
        #expect(try await store.log.seal() == 6)
        #expect(try await store.log.seal() == 0)
    }

    @Test("many sealers at once lose nothing and seal nothing twice")
    func concurrentSealers() async throws {
        let fixture = try StoreFixture()
        let stores = [try await fixture.open(), try await fixture.open()]
        try await record(500, stores[0])
        try await record(500, stores[1])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 { group.addTask { try await stores[number % 2].log.seal(maximumRows: 50) } }
            try await group.waitForAll()
        }
        #expect(try await stores[0].log.state().size == 1000)
        #expect(try await stores[0].audit.unsealedCount() == 0)
        try await stores[0].log.checkState()
        _ = try await stores[0].publisher(key: fixture.logKey).publish()
        #expect(try fixture.verify().holds)
    }

    @Test("writes and commits that failed leave no gap in the count")
    func noGaps() async throws {
        struct Refused: Error {}
        let fixture = try StoreFixture()
        let trap = DeathTrap()
        let store = try await fixture.open(faults: trap.faults)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                let drafts = [AuditDraft(.login), AuditDraft(.logout)]
                // Every third request fails at its second row.
                let broken = AuditDraft(.login) { $0.details = ["amount": .integer(.max)] }
                group.addTask {
                    _ = try? await store.audit.record(number.isMultiple(of: 3) ? [drafts[0], broken] : drafts)
                }
            }
        }
        trap.arm(.beforeCommit)
        await #expect(throws: SimulatedDeath.self) { try await record(2, store) }
        try await record(1, store)
        #expect(store.audit.lane.lastNumber == 81)
        _ = try await store.publisher(key: fixture.logKey).publish()
        let result = try fixture.verify()
        #expect(result.holds, "\(result.findings)")
        #expect(result.checkpoint?.checkpoint.size == 81)
    }

    @Test("only one process publishes at a time")
    func onePublisher() async throws {
        let fixture = try StoreFixture()
        let path = fixture.databasePath + ".publisher-lock"
        let store = try await fixture.open()
        try await record(1, store)
        let descriptor = open(path, O_CREAT | O_RDWR, 0o600)
        #expect(flock(descriptor, LOCK_EX) == 0)
        let publisher = try store.publisher(key: fixture.logKey)
        #expect(await storeErrorCode { try await publisher.publish() } == .publisherBusy)
        close(descriptor)
        #expect(try await publisher.publish() != nil)
    }
}
