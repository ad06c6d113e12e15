public import VerificationDomain

/// Something that the records do not settle by themselves, or that a person must know of.
public struct PictureConflict: Sendable, Hashable {
    public let rule: RuleIdentifier
    public let severity: Severity
    public let subjects: [SubjectReference]
    /// Regions that are asked to look again, where that is the remedy.
    public let regions: [ProvinceCode]
    public let entries: [EntryIdentifier]
    /// The records that were set aside for it.
    public let records: [RecordReference]
    public let explanation: Explanation

    init(
        _ rule: RuleIdentifier,
        _ severity: Severity,
        subjects: [SubjectReference] = [],
        regions: [ProvinceCode] = [],
        entries: [EntryIdentifier] = [],
        records: [RecordReference] = []
    ) {
        self.rule = rule
        self.severity = severity
        self.subjects = subjects.sorted()
        self.regions = regions.sorted()
        self.entries = entries.sorted()
        self.records = records.sorted()
        explanation = Explanation(rule)
    }
}

extension PictureConflict: Comparable {
    /// The gravest first.
    public static func < (left: Self, right: Self) -> Bool {
        if left.severity != right.severity { return left.severity > right.severity }
        if left.rule != right.rule { return left.rule < right.rule }
        if left.subjects != right.subjects { return left.subjects.lexicographicallyPrecedes(right.subjects) }
        if left.entries != right.entries { return left.entries.lexicographicallyPrecedes(right.entries) }
        if left.records != right.records { return left.records.lexicographicallyPrecedes(right.records) }
        return left.regions.lexicographicallyPrecedes(right.regions)
    }
}

extension PictureConflict: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object(
            [
                JSONValue.Member("rule", .string(rule.rawValue)),
                JSONValue.Member("severity", .string(severity.rawValue)),
                JSONValue.Member("subjects", .array(subjects.map { .string($0.text) })),
                JSONValue.Member("regions", .array(regions.map(\.json))),
                JSONValue.Member("entries", .array(entries.map(\.json))),
                JSONValue.Member("records", .array(records.map(\.json))),
            ] + explanation.members
        )
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["rule", "severity", "subjects", "regions", "entries", "records", "zh", "en"])
        rule = try json.member("rule").rule()
        severity = try json.member("severity").code(Severity.self)
        subjects = try json.values("subjects", of: SubjectReference.self)
        regions = try json.list("regions", atMost: 40) { cursor throws(JSONReadingError) in try cursor.province() }
        entries = try json.values("entries", of: EntryIdentifier.self)
        records = try json.values("records", of: RecordReference.self)
        explanation = try Explanation(textsOf: json)
    }
}
