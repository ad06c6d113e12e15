import Coordination
import TestSupport
import Testing
import VerificationDomain

@Suite("A leg's finding has one outcome for every planned pair, whatever the peer says")
struct PlannedLegTests {
    private let withheldPair = Examples.pair("m2", .deposit)

    private var leg: PlannedLeg {
        PlannedLeg(
            region: .anhui,
            asked: [Examples.pair("m2", .vehicle), Examples.pair("m1", .deposit), Examples.pair("m1", .vehicle)],
            withheld: [
                ItemOutcome(subject: Examples.reference("m2"), item: .deposit, status: .notQueried(.noConsent))
            ]
        )
    }

    private func statuses(_ finding: LegFinding) -> [SubjectItem: OutcomeStatus] {
        Dictionary(
            finding.outcomes.map { (SubjectItem($0.subject, $0.item), $0.status) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private func record(_ pair: SubjectItem) -> VerificationRecord {
        VerificationRecord(
            subject: pair.subject,
            category: pair.item,
            source: RecordSource(organisation: "test register", scope: .provincial),
            asOf: nil,
            retrievedAt: TestFederation.now,
            owner: RecordOwner(identityText: "1", nameText: "测试"),
            keys: [],
            value: .exact(Money(fen: 100))
        )
    }

    private func outcome(_ pair: SubjectItem, _ status: OutcomeStatus, count: Int = 0) -> ItemOutcome {
        ItemOutcome(subject: pair.subject, item: pair.item, status: status, recordCount: count)
    }

    @Test("without an answer every asked pair has the leg's statement and every withheld pair its own")
    func unanswered() {
        let finding = leg.finding(without: .unavailable(.timedOut))
        #expect(finding.outcomes.count == 4)
        #expect(finding.records.isEmpty)
        for pair in leg.asked { #expect(statuses(finding)[pair] == .unavailable(.timedOut)) }
        #expect(statuses(finding)[withheldPair] == .notQueried(.noConsent))
    }

    @Test("an answer counts for the asked pairs; about a withheld pair it is not listened to, records included")
    func answered() {
        let answer = LegFinding(
            region: .anhui,
            outcomes: leg.asked.map { outcome($0, .none) } + [outcome(withheldPair, .found, count: 1)],
            records: [record(withheldPair)]
        )
        let finding = leg.finding(answered: answer)
        #expect(finding.outcomes.count == 4)
        #expect(finding.records.isEmpty)
        #expect(statuses(finding)[withheldPair] == .notQueried(.noConsent))
        #expect(leg.asked.allSatisfy { statuses(finding)[$0] == OutcomeStatus.none })
    }

    @Test("records about asked pairs stay, in number and content")
    func records() {
        let pair = Examples.pair("m1", .deposit)
        let answer = LegFinding(
            region: .anhui,
            outcomes: [outcome(pair, .found, count: 2)],
            records: [record(pair), record(pair), record(withheldPair)]
        )
        #expect(leg.finding(answered: answer).records == [record(pair), record(pair)])
    }

    @Test("subjects and items are those of the asked pairs, each once and in order")
    func matrix() {
        #expect(leg.subjects.map(\.text) == ["m1", "m2"])
        #expect(leg.items == [.deposit, .vehicle])
        #expect(PlannedLeg(region: .anhui, asked: [], withheld: leg.withheld).subjects.isEmpty)
    }
}
