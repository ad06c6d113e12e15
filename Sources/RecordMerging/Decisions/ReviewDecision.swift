public import VerificationDomain

/// What a reviewer decided about one entry: an input of the next merge, never an edit of a picture.
public struct ReviewDecision: Sendable, Hashable {
    public enum Choice: Sendable, Hashable {
        /// Take candidate A, B … with the value it had when the reviewer saw it.
        case adopt(label: String, value: Interval)
        /// Take the entry as it stands, with its upper end where that is closed; for evidence of death, that the person
        /// is not counted and later payments are no income.
        case confirm
        /// Leave the entry out.
        case exclude
    }

    public let entry: EntryIdentifier
    /// What the reviewer saw, by `RecordMerger.basis`. Where it has changed, the decision does not fit any more and is
    /// not applied.
    public let basis: Digest
    public let choice: Choice
    /// The reviewer's reason, 1 to 500 characters.
    public let reason: String
    /// The reviewer's account, 1 to 64 characters.
    public let reviewer: String
    public let decidedAt: Timestamp

    public init(
        entry: EntryIdentifier,
        basis: Digest,
        choice: Choice,
        reason: String,
        reviewer: String,
        decidedAt: Timestamp
    ) {
        self.entry = entry
        self.basis = basis
        self.choice = choice
        self.reason = reason
        self.reviewer = reviewer
        self.decidedAt = decidedAt
    }
}

extension ReviewDecision.Choice: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        switch self {
        case .adopt(let label, let value):
            .object(["kind": "adopt", "candidate": .string(label), "value": value.json])
        case .confirm: .object(["kind": "confirm"])
        case .exclude: .object(["kind": "exclude"])
        }
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["kind", "candidate", "value"])
        switch try json.member("kind").string() {
        case "adopt":
            self = .adopt(
                label: try json.member("candidate").string(count: 1...8),
                value: try json.member("value").read(Interval.self)
            )
        case "confirm": self = .confirm
        case "exclude": self = .exclude
        default: throw try json.member("kind").error(.notAllowed, "expected adopt, confirm or exclude")
        }
    }
}

extension ReviewDecision: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "entry": .string(entry.text), "basis": .string(basis.description), "choice": choice.json,
            "reason": .string(reason), "reviewer": .string(reviewer), "decidedAt": .string(decidedAt.description),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["entry", "basis", "choice", "reason", "reviewer", "decidedAt"])
        self.init(
            entry: try json.member("entry").read(EntryIdentifier.self),
            basis: try json.member("basis").parsed("sha-256: and 64 hexadecimal digits") { Digest(text: $0) },
            choice: try json.member("choice").read(Choice.self),
            reason: try json.member("reason").string(count: 1...500),
            reviewer: try json.member("reviewer").string(count: 1...64),
            decidedAt: try json.member("decidedAt").parsed("an RFC 3339 time") { Timestamp($0) }
        )
    }
}
