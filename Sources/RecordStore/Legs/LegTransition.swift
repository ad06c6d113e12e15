public import VerificationDomain

/// One step of a leg with everything that must be stored together with it.
public struct LegTransition: Sendable {
    /// Characters of a status code; a longer one would be text, which may speak of somebody.
    public static let statusCodeLimit = 64

    public let queryIdentifier: UniqueIdentifier
    public let from: StoredLegState
    public let to: StoredLegState
    /// A code of `A-Z a-z 0-9 . _ : / -`, such as a refusal's.
    public let statusCode: String?
    public let time: Timestamp
    public let evidence: [EvidenceDraft]
    public let audit: [AuditDraft]
    /// Under which the step is taken; `nil` where nobody can have taken the case over.
    public let lease: CaseLease?

    public init(
        _ queryIdentifier: UniqueIdentifier,
        from: StoredLegState,
        to: StoredLegState,
        statusCode: String? = nil,
        at time: Timestamp,
        evidence: [EvidenceDraft] = [],
        audit: [AuditDraft],
        lease: CaseLease? = nil
    ) {
        self.queryIdentifier = queryIdentifier
        self.from = from
        self.to = to
        self.statusCode = statusCode
        self.time = time
        self.evidence = evidence
        self.audit = audit
        self.lease = lease
    }

    /// Throws `constraint` for a status code that is none.
    func check() throws(StoreError) {
        guard let statusCode else { return }
        let isCode =
            (1...Self.statusCodeLimit).contains(statusCode.utf8.count)
            && statusCode.utf8.allSatisfy { Self.allowed.contains($0) }
        guard isCode else { throw StoreError(.constraint, "status code of a leg") }
    }

    private static let allowed = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:/-()".utf8
    )
}
