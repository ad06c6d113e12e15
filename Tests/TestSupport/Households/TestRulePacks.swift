public import Coordination
import RecordMerging
public import VerificationDomain

/// One pack for every household; its figures are those of tests, not of any law.
public struct TestRulePacks: RulePackShelf {
    public static let bytes = Array("test rule pack, version 1".utf8)

    public init() {}

    public func pack(for household: Household) throws -> ShelvedRulePack { try pack(stored: Self.bytes) }

    public func pack(stored bytes: [UInt8]) throws -> ShelvedRulePack {
        guard bytes == Self.bytes else { throw CoordinationError(.noRulePack, "tests") }
        return ShelvedRulePack(pack: try RulePack(RulePackDocument(Self.document())), bytes: bytes)
    }

    private static let cited = [
        "standardMonthlyFen", "edgeMultiplier", "incomeWindowMonths", "moneyAssetCap", "homes", "vehicles", "companies",
        "excludedIncomeKinds",
    ]

    /// What the pack says, under another version number perhaps.
    public static func document(version: Int64 = 1) -> JSONValue {
        .object([
            "id": "test-dibao", "version": .integer(version), "region": "310000", "programmes": ["dibao"],
            "effectiveFrom": "2025-07-01", "verified": false,
            "citations": .object(cited.map { JSONValue.Member($0, "test figures") }),
            "standardMonthlyFen": 151_000, "edgeMultiplier": "3/2", "incomeWindowMonths": 12,
            "moneyAssetCap": .object([
                "basis": "household", "amountFen": 10_000_000, "smallHouseholdFactor": "1", "smallHouseholdMax": 0,
            ]),
            "homes": .object(["maxCount": 1, "nonResidentialAllowed": false]), "vehicles": .object(["allowed": false]),
            "companies": "review", "excludedIncomeKinds": [],
            "precedence": .object([
                "wage": ["incomeTax", "publicPayroll", "socialInsurance", "housingFund"],
                "methods": ["automatic", "manual", "paper"], "assetValue": .object([]),
            ]),
            "tolerances": .object(["wagePermille": 200, "declarationPermille": 50, "agreementPermille": 0]),
            "plausibleFen": .object(["vehicle": .object(["min": 10_000, "max": 1_000_000_000])]),
            "itemMaxAgeDays": .object(["default": 180]), "reportValidDays": 180,
        ])
    }
}
