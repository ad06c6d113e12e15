public import VerificationDomain

/// Which query a reply belongs to.
public struct ReplyKey: Sendable, Hashable {
    public let issuer: ProvinceCode
    /// The query's `jti`.
    public let identifier: UniqueIdentifier

    public init(issuer: ProvinceCode, identifier: UniqueIdentifier) {
        self.issuer = issuer
        self.identifier = identifier
    }
}

/// A reply as it went out, or will go out again: the exact bytes.
public struct StoredReply: Sendable, Hashable {
    public let status: Int
    public let contentType: String
    public let body: [UInt8]
    /// Until when a repeat gets it; afterwards it may be pruned.
    public let expiresAt: Timestamp

    public init(status: Int, contentType: String, body: [UInt8], expiresAt: Timestamp) {
        self.status = status
        self.contentType = contentType
        self.body = body
        self.expiresAt = expiresAt
    }
}

/// What is known about a query that came in (exchange.md, admission step 5).
public enum ReplyRecall: Sendable, Hashable {
    /// The identifier was never seen: go on.
    case unseen
    /// The same bytes came before: send the same reply.
    case repeated(StoredReply)
    /// Other bytes came under this identifier before: refuse with `replay`.
    case reused
}

/// What became of a reply that was to be remembered.
public enum RememberOutcome: Sendable, Hashable {
    /// It is stored; send it.
    case stored
    /// The same query was answered beside us: send that reply, and nothing of ours was stored.
    case answeredBefore(StoredReply)
    /// Other bytes under this identifier were answered beside us: refuse with `replay`; nothing of ours was stored.
    case reused
}
