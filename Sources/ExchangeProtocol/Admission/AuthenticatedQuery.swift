public import VerificationDomain

/// A query that has passed steps 1 to 4: it is whole, its issuer signed it, it is for us and its time is right.
///
/// Its grounds have not been looked at: only `Admission.authorise` turns it into something that may be looked up.
public struct AuthenticatedQuery: Sendable, Hashable {
    public let bytes: [UInt8]
    public let issuer: ProvinceCode
    public let identifier: UniqueIdentifier
    public let issuedAt: Timestamp
    public let expiresAt: Timestamp
    /// Of the exact bytes, by the digest algorithm of the key's suite.
    public let digest: Digest
    public let keyIdentifier: KeyIdentifier
    public let suite: SignatureSuite
    let claims: JSONCursor

    init(
        bytes: [UInt8],
        issuer: ProvinceCode,
        identifier: UniqueIdentifier,
        issuedAt: Timestamp,
        expiresAt: Timestamp,
        digest: Digest,
        key: RegisteredKey,
        claims: JSONCursor
    ) {
        self.bytes = bytes
        self.issuer = issuer
        self.identifier = identifier
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.digest = digest
        keyIdentifier = key.keyIdentifier
        suite = key.suite
        self.claims = claims
    }

    /// Until when the identifier, digest and reply have to be kept, so that no replay is answered anew.
    public var rememberUntil: Timestamp { expiresAt.adding(seconds: ExchangeLimits.clockToleranceSeconds) }

    /// A refusal of this query: the caller's, for steps 5 and 6.
    public func refusal(
        _ code: RefusalCode,
        detail: String? = nil,
        retryAfterSeconds: Int? = nil
    ) -> RefusalGrounds {
        RefusalGrounds(
            code,
            detail: detail ?? code.usualDetail,
            audience: issuer,
            queryDigest: digest,
            queryIdentifier: identifier,
            retryAfterSeconds: retryAfterSeconds
        )
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.bytes == right.bytes && left.issuer == right.issuer && left.digest == right.digest
            && left.keyIdentifier == right.keyIdentifier
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}
