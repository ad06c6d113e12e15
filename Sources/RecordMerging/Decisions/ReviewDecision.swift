public import VerificationDomain

/// What a reviewer decided about one entry: an input of the next merge, never an edit of a picture.
public struct ReviewDecision: Sendable, Hashable {
    public enum Choice: Sendable, Hashable {
        /// Take candidate A, B … with the value it had when the reviewer saw it. When that has changed, the decision
        /// does
        /// not fit any more and is not applied.
        case adopt(label: String, value: Interval)
        /// Take the entry as it stands; for evidence of death, that the person is not counted.
        case confirm
        /// Leave the entry out.
        case exclude
    }

    public let entry: EntryIdentifier
    public let choice: Choice
    /// The reviewer's reason, 1 to 500 characters.
    public let reason: String
    /// The reviewer's account, 1 to 64 characters.
    public let reviewer: String
    public let decidedAt: Timestamp

    public init(entry: EntryIdentifier, choice: Choice, reason: String, reviewer: String, decidedAt: Timestamp) {
        self.entry = entry
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
            "entry": .string(entry.text), "choice": choice.json, "reason": .string(reason),
            "reviewer": .string(reviewer), "decidedAt": .string(decidedAt.description),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["entry", "choice", "reason", "reviewer", "decidedAt"])
        self.init(
            entry: try json.member("entry").read(EntryIdentifier.self),
            choice: try json.member("choice").read(Choice.self),
            reason: try json.member("reason").string(count: 1...500),
            reviewer: try json.member("reviewer").string(count: 1...64),
            decidedAt: try json.member("decidedAt").parsed("an RFC 3339 time") { Timestamp($0) }
        )
    }
}
