import RecordMerging
import Testing
import VerificationDomain

@Suite("Limits of a rule pack")
struct LimitTests {
    /// In place of the whole cap of the test pack: an amount in fen and one in months exclude each other.
    private func pack(cap: JSONValue) -> RulePack {
        var members = [JSONValue.Member("moneyAssetCap", cap)]
        if case .object(let others) = Cases.document().value {
            members += others.filter { $0.name != "moneyAssetCap" }
        }
        return known(try RulePack(RulePackDocument(.object(members))))
    }

    private func line(_ fen: Int64, _ count: Int, _ pack: RulePack) -> IndicationLine? {
        Cases.picture(
            Cases.leg(.shanghai, [Records.deposit(fen: fen)]),
            pack: pack,
            household: Cases.household(Array(People.family.prefix(count)))
        ).indication.lines.first { $0.limit == .money }
    }

    @Test("a cap in months is so many standards, for each person where the pack says so, and one fen decides")
    func capInMonths() {
        func cap(_ basis: JSONValue) -> RulePack {
            pack(
                cap: .object([
                    "basis": basis, "months": 24, "smallHouseholdFactor": "11/10", "smallHouseholdMax": 1,
                ])
            )
        }
        // The standard is 151 000 fen a month.
        let months: Int64 = 24 * 151_000
        let (small, three) = (months * 11 / 10, 3 * months)
        #expect(line(0, 3, cap("household"))?.allowed == months)
        #expect(line(0, 3, cap("perCapita"))?.allowed == three)
        #expect(line(0, 1, cap("perCapita"))?.allowed == small)
        #expect(line(months, 3, cap("household"))?.status == .within)
        #expect(line(months + 1, 3, cap("household"))?.status == .over)
    }

    @Test("RE-12: a pack that allows other property than homes has no limit for it")
    func otherProperty() {
        func indication(_ pack: RulePack) -> Indication {
            let shop = Records.home("m1", [.use: .text("31")])
            return Cases.picture(Cases.leg(.zhejiang, [shop], none: Cases.everyLimit), pack: pack).indication
        }
        let allowed = indication(Cases.pack(.object(["homes": .object(["nonResidentialAllowed": true])])))
        #expect(!allowed.lines.contains { $0.limit == .nonResidential })
        #expect(allowed.status == .within)
        let forbidden = indication(Cases.pack)
        #expect(forbidden.lines.first { $0.limit == .nonResidential }?.status == .over)
        #expect(forbidden.status == .over)
    }
}
