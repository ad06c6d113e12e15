public import VerificationDomain

/// The reply that a query got, as it is stored beside the query's identifier and digest.
public struct StoredReply: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case answer, receipt, refusal

        public var messageType: MessageType {
            switch self {
            case .answer: .answer
            case .receipt: .receipt
            case .refusal: .refusal
            }
        }

        /// The HTTP status with which this reply is sent.
        public var httpStatus: Int {
            switch self {
            case .answer: 200
            case .receipt: 202
            case .refusal: 403
            }
        }
    }

    public let kind: Kind
    public let bytes: [UInt8]

    public init(kind: Kind, bytes: [UInt8]) {
        self.kind = kind
        self.bytes = bytes
    }
}

/// What is known of a query that came before, found by its issuer and identifier.
public struct SeenQuery: Sendable, Hashable {
    public let digest: Digest
    public let reply: StoredReply

    public init(digest: Digest, reply: StoredReply) {
        self.digest = digest
        self.reply = reply
    }
}

/// Step 5: whether a query is new, the same again, or another one under a used identifier.
public enum ReplayDecision: Sendable, Hashable {
    case first
    /// The same bytes get the same reply.
    case again(StoredReply)
    /// The refusal `replay`.
    case conflict

    /// `seen` is what the store holds for the issuer and identifier of a query with this digest.
    public static func decide(seen: SeenQuery?, digest: Digest) -> ReplayDecision {
        guard let seen else { return .first }
        return seen.digest == digest ? .again(seen.reply) : .conflict
    }
}
