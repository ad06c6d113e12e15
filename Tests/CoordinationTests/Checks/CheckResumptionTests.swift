import ExchangeProtocol
import RecordStore
import TestSupport
import Testing
import VerificationDomain

@testable import Coordination

@Suite("A check whose process dies is finished by the next one as if nothing had happened")
struct CheckResumptionTests {
    /// One opening, four steps of each answered leg and five of the promised one, three of the failed one, and three
    /// for picture, number and report.
    static let stepCount = 1 + 4 + 5 + 4 + 3 + 3

    @Test(
        "dead at any durable step: the same picture, no region under two query identifiers, no answer lost",
        arguments: 1...stepCount,
        DyingLedger.Moment.allCases
    )
    func anyStep(step: Int, moment: DyingLedger.Moment) async throws {
        let undisturbed = try await InterruptionBench().run().report
        let bench = try await InterruptionBench()
        let dying = DyingLedger(bench.stored.newLedger(), dyingAt: step, moment)
        await #expect(throws: (any Error).self) { try await bench.run(dying: dying) }
        #expect(dying.hasDied)
        bench.waitForLease()
        let report = try await bench.finished(step: step, moment)
        guard let report else { return }
        #expect(report.pictureDigest == undisturbed.pictureDigest)
        #expect(report.legs.map(\.state) == undisturbed.legs.map(\.state))
        #expect(report.legs.map(\.statement) == undisturbed.legs.map(\.statement))
        for leg in report.legs {
            let sent = bench.deliveries.all(of: leg.region)
            #expect(Set(sent.map(\.bytes)).count == 1, "\(leg.region)")
            #expect(sent.allSatisfy { $0.query.identifier == leg.queryIdentifier }, "\(leg.region)")
        }
        let loaded = try await bench.stored.ledger.load(report.identification.caseIdentifier)
        #expect(try bench.bench.replaying().replay(loaded).pictureDigest == undisturbed.pictureDigest)
        #expect(try await bench.service().resumeNext() == nil)
    }

    @Test("a process that dies again and again, a step or two further each time, still gets to the same picture")
    func againAndAgain() async throws {
        let undisturbed = try await InterruptionBench().run().report
        let bench = try await InterruptionBench()
        await #expect(throws: DyingLedger.Died.self) {
            try await bench.run(dying: DyingLedger(bench.stored.newLedger(), dyingAt: 2, .afterStoring))
        }
        var report: VerificationReport?
        // Taking over is a step too, and so is asking for the report number again: two steps of the check at most.
        for _ in 0..<Self.stepCount where report == nil {
            bench.waitForLease()
            let dying = DyingLedger(bench.stored.newLedger(), dyingAt: 4, .beforeStoring)
            report = try? await bench.service(dying: dying).resumeNext()?.report
        }
        #expect(report?.pictureDigest == undisturbed.pictureDigest)
    }

    @Test("a leg that had ended is not asked again")
    func endedLegs() async throws {
        let bench = try await InterruptionBench()
        let merge = Self.stepCount - 2
        await #expect(throws: DyingLedger.Died.self) {
            try await bench.run(dying: DyingLedger(bench.stored.newLedger(), dyingAt: merge, .beforeStoring))
        }
        bench.waitForLease()
        let issued = try #require(try await bench.service().resumeNext())
        for leg in issued.report.legs { #expect(bench.deliveries.all(of: leg.region).count == 1) }
    }

    @Test("a query that has run out is not sent again: its leg has timed out, and the report is partial")
    func expiredQuery() async throws {
        let bench = try await InterruptionBench()
        await #expect(throws: DyingLedger.Died.self) {
            try await bench.run(dying: DyingLedger(bench.stored.newLedger(), dyingAt: 1, .afterStoring))
        }
        bench.bench.clock.advance(seconds: 86_400)
        let issued = try #require(try await bench.service().resumeNext())
        #expect(issued.report.legs.allSatisfy { $0.state == .timedOut })
        #expect(issued.report.isPartial)
        for leg in issued.report.legs { #expect(bench.deliveries.all(of: leg.region).isEmpty) }
    }
}

extension InterruptionBench {
    /// The report that the next process comes to; `nil` where there is nothing to finish, after checking why.
    fileprivate func finished(step: Int, _ moment: DyingLedger.Moment) async throws -> VerificationReport? {
        switch (step, moment) {
        case (1, .beforeStoring):
            // Nothing was stored, so nothing may have been sent.
            #expect(try await cases().isEmpty)
            for region in ProvinceCode.yangtzeDelta { #expect(deliveries.all(of: region).isEmpty) }
            #expect(try await service().resumeNext() == nil)
            return nil
        case (CheckResumptionTests.stepCount, .afterStoring):
            #expect(try await service().resumeNext() == nil)
            let identifier = try #require(try await cases().first)
            #expect(try await stored.ledger.load(identifier).report != nil)
            return nil
        default: return try await service().resumeNext()?.report
        }
    }
}
