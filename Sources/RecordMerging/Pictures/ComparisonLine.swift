public import VerificationDomain

/// One line of what was declared beside what was verified.
public struct ComparisonLine: Sendable, Hashable {
    public enum Result: String, Sendable, Hashable, CaseIterable {
        case consistent, undeclared, understated, overstated, undecidable

        public var chineseName: String {
            switch self {
            case .consistent: "一致"
            case .undeclared: "未申报"
            case .understated: "少报"
            case .overstated: "多报"
            case .undecidable: "无法判定"
            }
        }
    }

    /// `nil` for assets, which are compared for the household as a whole.
    public let member: SubjectReference?
    /// Of an asset.
    public let category: ItemCategory?
    /// Of an income.
    public let incomeKind: IncomeKind?
    /// Fen, fen a month for income, or a count for property; `nil` when nothing was declared.
    public let declared: Int64?
    public let verified: Interval
    public let result: Result

    init(
        member: SubjectReference?,
        category: ItemCategory? = nil,
        incomeKind: IncomeKind? = nil,
        declared: Int64?,
        verified: Interval,
        result: Result
    ) {
        self.member = member
        self.category = category
        self.incomeKind = incomeKind
        self.declared = declared.map { min(max($0, -Interval.limit), Interval.limit) }
        self.verified = verified
        self.result = result
    }
}

extension ComparisonLine: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "member": member.map { .string($0.text) }, "category": category.map { .string($0.rawValue) },
            "incomeKind": incomeKind.map { .string($0.rawValue) }, "declared": declared.map(JSONValue.integer),
            "verified": verified.json, "result": .string(result.rawValue),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["member", "category", "incomeKind", "declared", "verified", "result"])
        member = try json.optionalMember("member")?.read(SubjectReference.self)
        category = try json.optionalMember("category")?.code(ItemCategory.self)
        incomeKind = try json.optionalMember("incomeKind")?.code(IncomeKind.self)
        declared = try json.optionalMember("declared")?.integer()
        verified = try json.member("verified").read(Interval.self)
        result = try json.member("result").code(Result.self)
    }
}
