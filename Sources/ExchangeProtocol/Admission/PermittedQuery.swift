public import VerificationDomain

/// A query that has passed every step of admission, split into what may be looked up and what may not.
public struct PermittedQuery: Sendable, Hashable {
    public let query: ExchangeQuery
    /// Of the exact bytes of the query.
    public let digest: Digest
    /// The pairs that the registers may be asked for, in order; never empty.
    public let permitted: [SubjectItem]
    /// The outcome of every other pair, in order.
    public let forbidden: [ItemOutcome]
    /// The sizes and counts that the answer has to keep.
    public let limits: MessageLimits

    init(
        query: ExchangeQuery,
        digest: Digest,
        permitted: [SubjectItem],
        forbidden: [ItemOutcome],
        limits: MessageLimits
    ) {
        self.query = query
        self.digest = digest
        self.permitted = permitted
        self.forbidden = forbidden
        self.limits = limits
    }

    /// The register requests of the permitted pairs, in order.
    public var registerRequests: [RegisterRequest] { permitted.compactMap(query.registerRequest) }
}
