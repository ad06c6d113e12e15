public import VerificationDomain

/// One record of one answer, without repeating it: the records of a region about a person, in canonical order.
///
/// `RecordMerger.records(of:)` finds the record again.
public struct RecordReference: Sendable, Hashable, Comparable {
    public let region: ProvinceCode
    public let subject: SubjectReference
    /// From 1, in the canonical order of that region's records about that person; arrival plays no part.
    public let ordinal: Int

    public init(region: ProvinceCode, subject: SubjectReference, ordinal: Int) {
        self.region = region
        self.subject = subject
        self.ordinal = ordinal
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.region, left.subject, left.ordinal) < (right.region, right.subject, right.ordinal)
    }
}

/// Why a record inside an entry adds nothing.
public enum IgnoredReason: String, Sendable, Hashable, CaseIterable {
    case unitDoubt, excludedKind, outsideWindow, notDisposable, afterDeath, noAmount, otherMeasure
}

/// What became of a record inside its entry.
public enum RecordRole: Sendable, Hashable {
    case kept, superseded, duplicate, disputed
    case ignored(IgnoredReason)

    public var code: String {
        switch self {
        case .kept: "kept"
        case .superseded: "superseded"
        case .duplicate: "duplicate"
        case .disputed: "disputed"
        case .ignored: "ignored"
        }
    }
}

/// A record and its role.
public struct RecordUse: Sendable, Hashable {
    public let reference: RecordReference
    public let role: RecordRole

    public init(_ reference: RecordReference, _ role: RecordRole) {
        self.reference = reference
        self.role = role
    }
}

extension RecordReference: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "region": .string(region.text), "subject": .string(subject.text), "ordinal": .integer(Int64(ordinal)),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        self.init(
            region: try json.member("region").province(),
            subject: try json.member("subject").read(SubjectReference.self),
            ordinal: Int(try json.member("ordinal").integer(in: 1...10_000_000))
        )
    }
}

extension RecordUse: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        var reason: JSONValue?
        if case .ignored(let why) = role { reason = .string(why.rawValue) }
        return .object([
            "region": .string(reference.region.text), "subject": .string(reference.subject.text),
            "ordinal": .integer(Int64(reference.ordinal)), "role": .string(role.code), "reason": reason,
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["region", "subject", "ordinal", "role", "reason"])
        let role: RecordRole
        switch try json.member("role").string() {
        case "kept": role = .kept
        case "superseded": role = .superseded
        case "duplicate": role = .duplicate
        case "disputed": role = .disputed
        case "ignored": role = .ignored(try json.member("reason").code(IgnoredReason.self))
        default: throw try json.member("role").error(.notAllowed, "expected a role of a record")
        }
        self.init(try json.read(RecordReference.self), role)
    }
}

extension JSONCursor {
    func province() throws(JSONReadingError) -> ProvinceCode {
        try parsed(ProvinceCode.expectation) { ProvinceCode($0) }
    }

    func rule() throws(JSONReadingError) -> RuleIdentifier {
        try parsed("the code of a rule such as V-02") { RuleIdentifier(rawValue: $0) }
    }

    /// Up to `limit` elements of type `Value`.
    func values<Value: JSONReadable>(
        _ name: String,
        of type: Value.Type,
        atMost limit: Int = 100_000
    ) throws(JSONReadingError) -> [Value] {
        try member(name).array(of: type, count: 0...limit)
    }
}
