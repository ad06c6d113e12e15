public import VerificationDomain

/// A member who holds an entry, with the share where one is registered.
public struct EntryHolder: Sendable, Hashable {
    public let member: SubjectReference
    public let share: Share?
    /// What the entry adds to this member's own totals.
    public let part: Interval

    public init(member: SubjectReference, share: Share? = nil, part: Interval) {
        self.member = member
        self.share = share
        self.part = part
    }
}

/// Where and as of when the record that decided an entry speaks.
public struct DecidingSource: Sendable, Hashable {
    public let region: ProvinceCode
    public let organisation: String
    public let asOf: CalendarDate?

    public init(region: ProvinceCode, organisation: String, asOf: CalendarDate?) {
        self.region = region
        self.organisation = organisation
        self.asOf = asOf
    }
}

/// One of the values between which a reviewer chooses.
public struct EntryCandidate: Sendable, Hashable {
    /// A, B, C …
    public let label: String
    /// What the entry would add to the totals.
    public let value: Interval
    public let record: RecordReference
    public let asOf: CalendarDate?

    public init(label: String, value: Interval, record: RecordReference, asOf: CalendarDate?) {
        self.label = label
        self.value = value
        self.record = record
        self.asOf = asOf
    }
}

/// The rules behind an entry in the two languages of a report.
public struct Explanation: Sendable, Hashable {
    public let chinese: String
    public let english: String

    public init(chinese: String, english: String) {
        self.chinese = chinese
        self.english = english
    }

    /// The deciding rule first, then the others.
    init(_ rule: RuleIdentifier, _ notes: [RuleIdentifier] = []) {
        let first = rule.text
        guard !notes.isEmpty else {
            self.init(chinese: first.chinese, english: first.english)
            return
        }
        var chinese = first.chinese
        var english = first.english
        for note in notes {
            chinese += note.text.chinese
            english += " " + note.text.english
        }
        self.init(chinese: chinese, english: english)
    }
}

extension EntryHolder: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object(["member": .string(member.text), "share": share.map { .string($0.text) }, "part": part.json])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["member", "share", "part"])
        self.init(
            member: try json.member("member").read(SubjectReference.self),
            share: try json.optionalMember("share")?.parsed(Share.expectation) { Share($0) },
            part: try json.member("part").read(Interval.self)
        )
    }
}

extension DecidingSource: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "region": .string(region.text), "source": .string(organisation),
            "asOf": asOf.map { .string($0.description) },
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["region", "source", "asOf"])
        self.init(
            region: try json.member("region").province(),
            organisation: try json.member("source").string(count: 1...120),
            asOf: try json.optionalMember("asOf")?.date()
        )
    }
}

extension EntryCandidate: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "label": .string(label), "value": value.json, "record": record.json,
            "asOf": asOf.map { .string($0.description) },
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["label", "value", "record", "asOf"])
        self.init(
            label: try json.member("label").string(count: 1...8),
            value: try json.member("value").read(Interval.self),
            record: try json.member("record").read(RecordReference.self),
            asOf: try json.optionalMember("asOf")?.date()
        )
    }
}

extension Explanation {
    var members: [JSONValue.Member] {
        [JSONValue.Member("zh", .string(chinese)), JSONValue.Member("en", .string(english))]
    }

    /// Reads `zh` and `en` of the object at `json`.
    init(textsOf json: JSONCursor) throws(JSONReadingError) {
        self.init(chinese: try json.member("zh").string(), english: try json.member("en").string())
    }
}
