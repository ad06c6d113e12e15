import RecordMerging
import TestSupport
import Testing
import VerificationDomain

@Suite("What a rule pack may not say")
struct RulePackLimitTests {
    private let schemas = Result { try SchemaValidator(folder: RulePackFiles.schemas) }

    private func schemaErrors(_ document: RulePackDocument) throws -> [String] {
        try schemas.get().errors(document.value, by: "rule-pack.schema.json")
    }

    /// A pack's change that puts an amount at one of the places without a bound of their own.
    private static func amount(_ path: String, _ fen: Int64) -> JSONValue {
        let amount = JSONValue.integer(fen)
        switch path {
        case "$.moneyAssetCap.amountFen": return .object(["moneyAssetCap": .object(["amountFen": amount])])
        case "$.vehicles.maxValueFen":
            return .object(["vehicles": .object(["allowed": true, "maxCount": 1, "maxValueFen": amount])])
        case "$.plausibleFen.deposit.min":
            return .object(["plausibleFen": .object(["deposit": .object(["min": amount, "max": amount])])])
        default: return .object(["plausibleFen": .object(["deposit": .object(["min": 0, "max": amount])])])
        }
    }

    @Test(
        "an amount above ten billion yuan is refused by reader and schema: a slip of some zeros must not pass",
        arguments: [
            "$.moneyAssetCap.amountFen", "$.vehicles.maxValueFen", "$.plausibleFen.deposit.min",
            "$.plausibleFen.deposit.max",
        ]
    )
    func greatestAmount(path: String) throws {
        let greatest = Cases.document(Self.amount(path, 1_000_000_000_000))
        #expect(throws: Never.self) { try RulePack(greatest) }
        #expect(try schemaErrors(greatest) == [])
        for fen in [1_000_000_000_001, Int64.max, -1] {
            let document = Cases.document(Self.amount(path, fen))
            #expect(throws: RulePackError(.notAllowed, at: path, "")) { try RulePack(document) }
            #expect(try schemaErrors(document) != [])
        }
    }

    @Test(
        "a misspelt member is refused inside every part of a pack, where it would pass for an absent one",
        arguments: [
            ("$.homes", .object(["homes": .object(["exceptionMaxcount": 2])])),
            ("$.vehicles", .object(["vehicles": .object(["exception": ["disabilityAid"]])])),
            ("$.moneyAssetCap", .object(["moneyAssetCap": .object(["smallHousehold": 2])])),
            ("$.tolerances", .object(["tolerances": .object(["wagePermil": 1])])),
            ("$.precedence", .object(["precedence": .object(["method": ["paper"]])])),
            ("$.excludedIncomeKinds[0]", .object(["excludedIncomeKinds": [.object(["kind": "wage", "till": "x"])]])),
            ("$.plausibleFen.vehicle", .object(["plausibleFen": .object(["vehicle": .object(["most": 1])])])),
            ("$.itemMaxAgeDays.deposits", .object(["itemMaxAgeDays": .object(["deposits": 30])])),
            ("$.verified", .object(["verified": .object(["by": "an officer", "at": "2026-01-01", "on": "x"])])),
        ] as [(String, JSONValue)]
    )
    func misspeltMember(path: String, change: JSONValue) throws {
        let document = Cases.document(change)
        #expect(throws: RulePackError(.unknownName, at: path, "")) { try RulePack(document) }
        #expect(try schemaErrors(document) != [])
    }
}
