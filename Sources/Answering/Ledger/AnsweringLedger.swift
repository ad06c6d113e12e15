public import ExchangeProtocol
public import VerificationDomain

/// What the answering side remembers: queries with their replies, and the audit row of each.
///
/// Contract: when `record` returns, identifier, digest, reply and audit row are durable, in one transaction; when it
/// throws, none is. Two calls for one identifier at once: the first to commit wins. Safe from any task.
public protocol AnsweringLedger: Sendable {
    /// Whether a query with these exact bytes is new, the same again, or another one under a used identifier.
    func recall(_ identifier: UniqueIdentifier, of issuer: ProvinceCode, digest: Digest) async throws -> ReplayDecision

    /// Stores a reply under its query. `first`: it is stored now; `again`: the same query was answered meanwhile, and
    /// that reply counts; `conflict`: other bytes were answered under this identifier. Only `first` writes the audit
    /// row.
    func record(_ exchange: RecordedExchange) async throws -> ReplayDecision

    /// The reply to a query of this region; `nil` when there is none, or when it was to be remembered until `time` at
    /// most.
    func reply(
        to identifier: UniqueIdentifier,
        of issuer: ProvinceCode,
        at time: Timestamp
    ) async throws -> StoredReply?

    /// Writes an audit row for something that has no stored reply.
    func note(_ event: AnsweringEvent) async throws
}

/// A query and its reply, to be remembered until no replay of it can be admitted any more.
public struct RecordedExchange: Sendable, Hashable {
    public let issuer: ProvinceCode
    public let identifier: UniqueIdentifier
    public let queryDigest: Digest
    public let reply: StoredReply
    public let rememberUntil: Timestamp
    public let event: AnsweringEvent

    public init(
        issuer: ProvinceCode,
        identifier: UniqueIdentifier,
        queryDigest: Digest,
        reply: StoredReply,
        rememberUntil: Timestamp,
        event: AnsweringEvent
    ) {
        self.issuer = issuer
        self.identifier = identifier
        self.queryDigest = queryDigest
        self.reply = reply
        self.rememberUntil = rememberUntil
        self.event = event
    }
}

/// One thing the answering side did, as the audit log keeps it: codes, counts and digests, nothing personal.
public struct AnsweringEvent: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case answered(records: Int, outcomes: [String: Int])
        case refused(RefusalCode)
        /// A stored reply was handed out again on a `GET`.
        case fetched
        /// Steps 1 to 3: nobody proved who they are.
        case turnedAway(ProblemDetails.Kind)
    }

    public let kind: Kind
    /// `nil` when the peer is not known.
    public let peer: ProvinceCode?
    public let queryIdentifier: UniqueIdentifier?
    public let queryDigest: Digest?
    public let replyDigest: Digest?
    public let purpose: AssistanceProgramme?
    public let legalBasis: LegalBasis?
    public let subjectCount: Int

    public init(
        kind: Kind,
        peer: ProvinceCode?,
        queryIdentifier: UniqueIdentifier? = nil,
        queryDigest: Digest? = nil,
        replyDigest: Digest? = nil,
        purpose: AssistanceProgramme? = nil,
        legalBasis: LegalBasis? = nil,
        subjectCount: Int = 0
    ) {
        self.kind = kind
        self.peer = peer
        self.queryIdentifier = queryIdentifier
        self.queryDigest = queryDigest
        self.replyDigest = replyDigest
        self.purpose = purpose
        self.legalBasis = legalBasis
        self.subjectCount = subjectCount
    }
}
