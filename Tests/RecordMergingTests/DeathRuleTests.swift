import RecordMerging
import Testing
import VerificationDomain

@Suite("What a death ends")
struct DeathRuleTests {
    /// 1 000.00 a month over the whole window.
    private func benefit(_ kind: IncomeKind) -> LegFinding {
        Cases.leg(.jiangsu, [Records.income(.pension, fen: 1_200_000, payer: "agency", kind: kind)])
    }

    private let burial = Cases.leg(.anhui, [Records.make(.death, "m1", [.crematedOn: Records.date("2026-03-02")])])

    @Test(
        "ID-09: what is paid to the living is in doubt in the months after a death, what is paid to survivors is not",
        arguments: [
            (IncomeKind.pension, Interval(low: 900_000, high: 1_200_000)),
            (.unemploymentBenefit, Interval(low: 900_000, high: 1_200_000)),
            // July to December 2025 are excluded; of January to June 2026 three months lie after the death.
            (.basicPension, Interval(low: 300_000, high: 600_000)), (.survivorBenefit, Interval(1_200_000)),
        ]
    )
    func afterDeath(kind: IncomeKind, expected: Interval) throws {
        let picture = Cases.picture(burial, benefit(kind))
        let entry = try #require(picture.entries(.pension).first)
        #expect(entry.contribution == expected)
        #expect(entry.shows(.death) == (kind != .survivorBenefit))
        #expect(picture.total(.income)?.interval == expected)
    }

    @Test("ID-09: a death that only the hukou knows of ends a pension like one in the register of deaths")
    func knownFromHukou() throws {
        let hukou = Records.make(.hukou, "m1", [.diedOn: Records.date("2026-03-02"), .address: .text("甲镇")])
        let legs = [Cases.leg(.anhui, [hukou]), benefit(.pension)]
        let open = try #require(Cases.merge(legs).entries(.pension).first)
        #expect(open.rule == .death)
        #expect(open.severity == .review)
        #expect(open.contribution == Interval(low: 900_000, high: 1_200_000))
        let registration = try #require(Cases.merge(legs).entries(.hukou).first)
        let decision = Cases.decision(registration.id, .confirm, seeing: legs)
        let settled = Cases.merge(legs, decisions: [decision])
        #expect(settled.entries(.pension).first?.contribution == Interval(900_000))
        #expect(settled.members.first?.counting == .notCounted)
    }

    @Test("ID-09: of the hukou's date and the register's the earlier one counts")
    func earliestOfBoth() throws {
        let hukou = Records.make(.hukou, "m1", [.diedOn: Records.date("2026-01-31"), .address: .text("甲镇")])
        let picture = Cases.picture(burial, Cases.leg(.shanghai, [hukou]), benefit(.pension))
        let pension = try #require(picture.entries(.pension).first)
        #expect(pension.contribution == Interval(low: 700_000, high: 1_200_000))
    }
}
