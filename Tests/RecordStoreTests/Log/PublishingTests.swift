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

    /// Publishes once, dies at `point` during the second time, and publishes again with what a new process finds.
    @Test(
        "a death at any point is followed by the same log",
        arguments: FaultPoint.allCases
    )
    func deaths(point: FaultPoint) async throws {
        let fixture = try StoreFixture()
        let trap = DeathTrap()
        let store = try await fixture.open(faults: trap.faults)
        try await record(3, store)
        _ = try await store.publisher(key: fixture.logKey).publish()
        try await record(260, store)
        trap.arm(point)
        await #expect(throws: SimulatedDeath(point: point)) {
            try await store.publisher(key: fixture.logKey).publish()
        }
        // Until the checkpoint is published, the old one still verifies.
        #expect(try fixture.verify().holds)
        let survivor = try await fixture.open()
        _ = try await survivor.publisher(key: fixture.logKey).publish()
        let result = try fixture.verify()
        #expect(result.holds, "\(result.findings)")
        #expect(result.checkpoint?.checkpoint.size == 263)
        try await survivor.log.checkState()
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
