import ExchangeProtocol
import RecordStore
import TestSupport
import Testing
import VerificationDomain

@testable import Coordination

@Suite("The same submission makes the same case, and exactly one set of legs", .timeLimit(.minutes(20)))
struct CheckSubmissionTests {
    private let key = SubmissionKey("SH-2026-11-24/000123")!

    private func submit(_ bench: InterruptionBench, dying: DyingLedger? = nil) async throws -> SubmittedCheck {
        let bytes = bench.household.json.canonicalBytes
        return try await bench.service(dying: dying).submit(bench.household, submitted: bytes, under: key)
    }

    @Test("sent again after the report it is known, and no region hears of it")
    func afterReport() async throws {
        let bench = try await InterruptionBench()
        guard case .issued(let issued) = try await submit(bench) else {
            Issue.record("the first submission made no check")
            return
        }
        #expect(try await submit(bench) == .known(issued.report.identification.caseIdentifier))
        for region in ProvinceCode.yangtzeDelta { #expect(bench.deliveries.all(of: region).count == 1) }
        #expect(try await bench.cases().count == 1)
    }

    @Test("sent many times at once it makes one case")
    func atOnce() async throws {
        let bench = try await InterruptionBench()
        let results = try await withThrowingTaskGroup(of: SubmittedCheck.self) { group in
            for _ in 0..<8 { group.addTask { try await submit(bench) } }
            return try await group.reduce(into: [SubmittedCheck]()) { $0.append($1) }
        }
        let cases = try await bench.cases()
        #expect(cases.count == 1)
        #expect(results.count { if case .issued = $0 { true } else { false } } == 1)
        #expect(results.count { $0 == .known(cases[0]) } == 7)
        for region in ProvinceCode.yangtzeDelta { #expect(bench.deliveries.all(of: region).count == 1) }
    }

    @Test("sent again after its process died it names the case, which is then finished")
    func afterDeath() async throws {
        let bench = try await InterruptionBench()
        await #expect(throws: DyingLedger.Died.self) {
            try await submit(bench, dying: DyingLedger(bench.stored.newLedger(), dyingAt: 4, .afterStoring))
        }
        let identifier = try #require(try await bench.cases().first)
        #expect(try await submit(bench) == .known(identifier))
        bench.waitForLease()
        let issued = try #require(try await bench.service().resume(identifier))
        #expect(issued.report.identification.caseIdentifier == identifier)
        #expect(try await bench.cases() == [identifier])
    }

    @Test("the key of one household is refused for another, before anything is stored or sent")
    func otherHousehold() async throws {
        let bench = try await InterruptionBench()
        _ = try await submit(bench)
        let service = try bench.service()
        let changed = bench.household.json.canonicalBytes + [0x0A]
        await #expect(throws: CoordinationError(.submissionDiffers)) {
            try await service.submit(bench.household, submitted: changed, under: key)
        }
        #expect(try await bench.cases().count == 1)
    }
}
