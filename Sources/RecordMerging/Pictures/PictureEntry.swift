public import VerificationDomain

/// One asset, stream of income or status of the household, with everything that led to it.
public struct PictureEntry: Sendable, Hashable {
    public let id: EntryIdentifier
    public let category: ItemCategory
    /// Sorted by member.
    public let holders: [EntryHolder]
    /// What it adds to the household's totals: fen, fen over the income window, or a count, by its category's class.
    public let contribution: Interval
    public let facts: EntryFacts
    /// `nil` when no record decides: they disagree, or none is usable.
    public let decidedBy: DecidingSource?
    public let rule: RuleIdentifier
    public let severity: Severity
    /// Further rules that apply.
    public let notes: [RuleIdentifier]
    public let explanation: Explanation
    /// Every record behind this entry, sorted.
    public let sources: [RecordUse]
    /// Filled when the records leave a choice.
    public let candidates: [EntryCandidate]
    /// The decision that was applied.
    public let decision: ReviewDecision?

    public var valuation: ValuationClass { category.valuation }
    public var needsReview: Bool { severity >= .review }
    /// Whether this rule decided the entry or is noted on it.
    public func shows(_ rule: RuleIdentifier) -> Bool { self.rule == rule || notes.contains(rule) }
}

extension PictureEntry: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("id", id.json), .init("category", .string(category.rawValue)),
            .init("class", .string(valuation.rawValue)), .init("holders", .array(holders.map(\.json))),
            .init("contribution", contribution.json), .init("facts", facts.json),
            .init("rule", .string(rule.rawValue)), .init("severity", .string(severity.rawValue)),
            .init("notes", .array(notes.map { .string($0.rawValue) })),
            .init("sources", .array(sources.map(\.json))), .init("candidates", .array(candidates.map(\.json))),
        ]
        members += explanation.members
        if let decidedBy { members.append(.init("decidedBy", decidedBy.json)) }
        if let decision { members.append(.init("decision", decision.json)) }
        return .object(members)
    }

    private static let names: Set<String> = [
        "id", "category", "class", "holders", "contribution", "facts", "rule", "severity", "notes", "sources",
        "candidates", "zh", "en", "decidedBy", "decision",
    ]

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        id = try json.member("id").read(EntryIdentifier.self)
        category = try json.member("category").code(ItemCategory.self)
        holders = try json.values("holders", of: EntryHolder.self)
        contribution = try json.member("contribution").read(Interval.self)
        facts = try json.member("facts").read(EntryFacts.self)
        decidedBy = try json.optionalMember("decidedBy")?.read(DecidingSource.self)
        rule = try json.member("rule").rule()
        severity = try json.member("severity").code(Severity.self)
        notes = try json.list("notes", atMost: 100) { cursor throws(JSONReadingError) in try cursor.rule() }
        explanation = try Explanation(textsOf: json)
        sources = try json.values("sources", of: RecordUse.self)
        candidates = try json.values("candidates", of: EntryCandidate.self)
        decision = try json.optionalMember("decision")?.read(ReviewDecision.self)
        guard try json.member("class").string() == valuation.rawValue else {
            throw try json.member("class").error(.notAllowed, "expected the class of the category")
        }
    }
}
