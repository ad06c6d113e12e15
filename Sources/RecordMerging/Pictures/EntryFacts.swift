public import VerificationDomain

/// What is particular to the three kinds of entry.
public enum EntryFacts: Sendable, Hashable {
    case asset(AssetFacts)
    case income(IncomeFacts)
    case status(StatusFacts)
}

public struct AssetFacts: Sendable, Hashable {
    public enum Use: String, Sendable, Hashable, CaseIterable { case residential, attached, nonResidential, unknown }

    /// Of real estate only.
    public let use: Use?
    /// What it is worth in fen, by the register; `nil` when no record says so.
    public let value: Interval?
    /// Of real estate only: what the household has of it, the whole where all its owners are members (RE-02, RE-04,
    /// RE-05); `nil` where that is not known.
    public let share: Share?

    public init(use: Use? = nil, value: Interval? = nil, share: Share? = nil) {
        self.use = use
        self.value = value
        self.share = share
    }
}

public struct IncomeFacts: Sendable, Hashable {
    public let kind: IncomeKind
    /// Whether it is part of the household's income; excluded kinds are listed and do not count.
    public let isCounted: Bool
    /// Months of the window for which there is evidence.
    public let coveredMonths: Int
    /// Months between the first and the last covered one without evidence: gaps, not zeros.
    public let gaps: [YearMonth]
    /// Fen a month of the window, rounded outwards; the entry's contribution is the exact sum over the window.
    public let monthly: Interval

    public init(kind: IncomeKind, isCounted: Bool, coveredMonths: Int, gaps: [YearMonth], monthly: Interval) {
        self.kind = kind
        self.isCounted = isCounted
        self.coveredMonths = coveredMonths
        self.gaps = gaps
        self.monthly = monthly
    }
}

public struct StatusFacts: Sendable, Hashable {
    /// What the status is: `live`, `deceased`, `married`, `notMarried`, `active`, `ended`, `noted`, `unknown`.
    public let code: String
    /// When it began or was registered.
    public let date: CalendarDate?

    public init(code: String, date: CalendarDate? = nil) {
        self.code = code
        self.date = date
    }
}

extension EntryFacts: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        switch self {
        case .asset(let facts):
            .object([
                "kind": "asset", "use": facts.use.map { .string($0.rawValue) }, "value": facts.value?.json,
                "share": facts.share.map { .string($0.text) },
            ])
        case .income(let facts):
            .object([
                "kind": "income", "incomeKind": .string(facts.kind.rawValue), "counted": .bool(facts.isCounted),
                "coveredMonths": .integer(Int64(facts.coveredMonths)),
                "gaps": .array(facts.gaps.map { .string($0.description) }), "monthly": facts.monthly.json,
            ])
        case .status(let facts):
            .object([
                "kind": "status", "code": .string(facts.code), "date": facts.date.map { .string($0.description) },
            ])
        }
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        switch try json.member("kind").string() {
        case "asset":
            try json.allowOnly(["kind", "use", "value", "share"])
            self = .asset(
                AssetFacts(
                    use: try json.optionalMember("use")?.code(AssetFacts.Use.self),
                    value: try json.optionalMember("value")?.read(Interval.self),
                    share: try json.optionalMember("share")?.parsed(Share.expectation) { Share($0) }
                )
            )
        case "income":
            try json.allowOnly(["kind", "incomeKind", "counted", "coveredMonths", "gaps", "monthly"])
            self = .income(
                IncomeFacts(
                    kind: try json.member("incomeKind").code(IncomeKind.self),
                    isCounted: try json.member("counted").bool(),
                    coveredMonths: Int(try json.member("coveredMonths").integer(in: 0...60)),
                    gaps: try json.list("gaps", atMost: 60) { cursor throws(JSONReadingError) in
                        try cursor.parsed("a month yyyy-MM") { YearMonth($0) }
                    },
                    monthly: try json.member("monthly").read(Interval.self)
                )
            )
        case "status":
            try json.allowOnly(["kind", "code", "date"])
            self = .status(
                StatusFacts(
                    code: try json.member("code").string(count: 1...32),
                    date: try json.optionalMember("date")?.date()
                )
            )
        default: throw try json.member("kind").error(.notAllowed, "expected asset, income or status")
        }
    }
}
