import Foundation
import RecordStore
import Testing
import TransparencyLog
import VerificationDomain

@Suite("A process that dies leaves a step done in full or not at all")
struct CrashTests {
    /// Takes a leg's step with the death at `point`, then looks at what a fresh process finds.
    private func die(at point: FaultPoint) async throws -> (
        threw: Bool, state: StoredLegState?, evidence: Int, rows: Int
    ) {
        let fixture = try StoreFixture()
        let copy = fixture.folder + "-copy"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        let trap = DeathTrap { _ in try fixture.copyDisk(to: copy) }
        let store = try await fixture.open(faults: trap.faults)
        let created = try Examples.newCase(fixture, legs: [.jiangsu])
        try await store.cases.create(created, audit: Examples.created)
        let leg = created.legs[0].queryIdentifier
        trap.arm(point)
        let step = LegTransition(
            leg,
            from: .created,
            to: .signed,
            at: fixture.clock.now(),
            evidence: [Examples.evidence(.query, "query", fixture)],
            audit: [Examples.asked(created.identifier)]
        )
        let code = await storeErrorCode { try await store.legs.take(step) }
        var threw = code != nil
        if code == nil { threw = try await store.legs.load(leg)?.state == .signed }
        // The copy holds database, WAL and shared memory as they were at that moment.
        let survivor = try await fixture.open { $0.path = $0.path.replacing(fixture.folder, with: copy) }
        let result = (
            threw, try await survivor.legs.load(leg)?.state, try await survivor.evidence.all(ofLeg: leg).count,
            try await survivor.audit.unsealedCount()
        )
        try await survivor.close()
        return result
    }

    @Test("failed and not written: before the commit nothing is there")
    func beforeCommit() async throws {
        let result = try await die(at: .beforeCommit)
        #expect(result.state == .created)
        #expect(result.evidence == 0)
        #expect(result.rows == 1)
    }

    @Test("failed but written: after the commit everything is there")
    func afterCommit() async throws {
        let result = try await die(at: .afterCommit)
        #expect(result.state == .signed)
        #expect(result.evidence == 1)
        #expect(result.rows == 2)
    }

    @Test("the caller learns of neither as a success")
    func callersError() async throws {
        for point in [FaultPoint.beforeCommit, .afterCommit] {
            let fixture = try StoreFixture()
            let trap = DeathTrap()
            let store = try await fixture.open(faults: trap.faults)
            trap.arm(point)
            await #expect(throws: SimulatedDeath(point: point)) {
                try await store.audit.record([AuditDraft(.nodeStarted)])
            }
        }
    }

    @Test("after a commit of open outcome nothing more is written until the store is opened again")
    func halted() async throws {
        let fixture = try StoreFixture()
        let trap = DeathTrap()
        let store = try await fixture.open(faults: trap.faults)
        trap.arm(.afterCommit)
        await #expect(throws: SimulatedDeath.self) { try await store.audit.record([AuditDraft(.nodeStarted)]) }
        #expect(
            await storeErrorCode { try await store.audit.record([AuditDraft(.login)]) } == .commitOutcomeUnknown
        )
        #expect(try await store.audit.unsealedCount() == 1)
        try await store.close()
        let again = try await fixture.open()
        try await again.audit.record([AuditDraft(.login)])
        #expect(try await again.audit.unsealedCount() == 2)
    }

    @Test("a WAL that was left behind is taken up, and one without its last bytes loses only the last commit")
    func leftWAL() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        for _ in 0..<5 { try await store.audit.record([AuditDraft(.login)]) }
        let whole = fixture.folder + "-whole"
        let cut = fixture.folder + "-cut"
        defer { for copy in [whole, cut] { try? FileManager.default.removeItem(atPath: copy) } }
        for copy in [whole, cut] { try fixture.copyDisk(to: copy) }
        let wal = "\(cut)/data/store.sqlite-wal"
        let size = try #require(try FileManager.default.attributesOfItem(atPath: wal)[.size] as? Int)
        let handle = try FileHandle(forUpdating: URL(filePath: wal))
        try handle.truncate(atOffset: UInt64(size - 10))
        try handle.close()
        try FileManager.default.removeItem(atPath: "\(cut)/data/store.sqlite-shm")
        for (copy, expected) in [(whole, 5), (cut, 4)] {
            let survivor = try await fixture.open { $0.path = $0.path.replacing(fixture.folder, with: copy) }
            #expect(try await survivor.audit.unsealedCount() == expected)
            try await survivor.close()
        }
    }

    @Test("two stores on one file write beside each other without losing a row or a number")
    func twoWriters() async throws {
        let fixture = try StoreFixture()
        let first = try await fixture.open()
        let second = try await fixture.open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for store in [first, second] {
                for _ in 0..<100 { group.addTask { try await store.audit.record([AuditDraft(.login)]) } }
            }
            try await group.waitForAll()
        }
        #expect(first.audit.lane.lastNumber == 100)
        #expect(second.audit.lane.lastNumber == 100)
        #expect(first.audit.lane.node != second.audit.lane.node)
        #expect(try await first.audit.unsealedCount() == 200)
    }
}
