import Coordination
import ExchangeProtocol
import RecordMerging
import TestSupport
import Testing
import VerificationDomain

@Suite("The words of an indication never claim that nothing is there when something was not answered")
struct IndicationWordingTests {
    private func indication(
        records: @escaping @Sendable (ProvinceCode, RegisterRequest) -> [VerificationRecord] = { _, _ in [] },
        replies: [ProvinceCode: CheckBench.Reply] = [:]
    ) async throws -> Indication {
        let bench = CheckBench(try await TestFederation(), records: records, replies: replies)
        // Everything is asked: a limit that was never asked about is another reason for having no answer.
        let items = ItemCategory.allCases
        let household = try Examples.household(
            [Examples.member("m1", .householdHead)],
            items: items,
            everyRegion: true,
            authorisations: [Examples.authorisation(persons: ["m1"], items: items)]
        )
        return try await bench.run(household).report.picture.indication
    }

    @Test("refusals, dead peers, lies and withheld pairs leave it undecided")
    func partial() async throws {
        let indication = try await ReportExamples.partial().report.picture.indication
        #expect(indication.status != .within)
        #expect(indication.wording != .nothingOver)
    }

    @Test("nothing found with one region unreachable: nothing over in what was answered")
    func unreachable() async throws {
        let indication = try await indication(replies: [.anhui: { _ in .unreachable(.connectFailed) }])
        #expect(indication.status == .undecidable)
        #expect(indication.wording == .nothingOverInAnswers)
    }

    @Test("a vehicle where none is allowed is over, whoever did not answer")
    func vehicle() async throws {
        let found: @Sendable (ProvinceCode, RegisterRequest) -> [VerificationRecord] = { region, request in
            region == .shanghai && request.item == .vehicle ? [Examples.vehicle(request)] : []
        }
        #expect(try await indication(records: found).status == .over)
        let dead: [ProvinceCode: CheckBench.Reply] = [.anhui: { _ in .timedOut }]
        #expect(try await indication(records: found, replies: dead).status == .over)
    }

    @Test("a vehicle of which every detail is known is in a full report and in its description")
    func everyDetail() async throws {
        let report = try await ReportExamples.full().report
        #expect(report.descriptions.first?.details.names == DetailName.allCases.sorted())
    }
}
