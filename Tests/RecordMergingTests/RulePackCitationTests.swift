import RecordMerging
import Testing
import VerificationDomain

@Suite("Citations of a rule pack")
struct RulePackCitationTests {
    private static let limits = ["standardMonthlyFen", "moneyAssetCap"]
    private static let rules = [
        "edgeMultiplier", "incomeWindowMonths", "homes", "vehicles", "companies", "excludedIncomeKinds",
    ]

    private func document(
        citing fields: [String],
        _ changes: JSONValue = .object([]),
        without names: [String] = []
    ) -> RulePackDocument {
        guard case .object(let members) = Cases.document(changes).value else { return RulePackDocument(.null) }
        let citations = JSONValue.object(fields.map { JSONValue.Member($0, "test figures") })
        let kept = members.filter { $0.name != "citations" && !names.contains($0.name) }
        return RulePackDocument(.object(kept + [JSONValue.Member("citations", citations)]))
    }

    @Test("every limit needs its source in law, and the first without one is named", arguments: limits + rules)
    func uncited(field: String) throws {
        let others = (Self.limits + Self.rules).filter { $0 != field }
        #expect(throws: RulePackError(.missing, at: "$.citations.\(field)", "")) {
            try RulePack(document(citing: others))
        }
        #expect(try RulePack(document(citing: others + [field])).citations[field] == "test figures")
    }

    @Test("a pack without limits has no standard and no cap to cite, and cites the rest all the same")
    func withoutLimits() throws {
        let programme: JSONValue = .object(["programmes": ["temporaryAssistance"]])
        let pack = try RulePack(document(citing: Self.rules, programme, without: Self.limits))
        #expect(!pack.hasLimits)
        #expect(pack.citations.keys.sorted() == Self.rules.sorted())
        #expect(throws: RulePackError(.missing, at: "$.citations.homes", "")) {
            try RulePack(document(citing: Self.rules.filter { $0 != "homes" }, programme, without: Self.limits))
        }
    }
}
