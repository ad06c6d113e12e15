public import VerificationDomain

/// An answer whose signature, binding and completeness hold. Only verification makes one.
public struct VerifiedAnswer: Sendable, Hashable {
    public let finding: LegFinding
    public let issuer: ProvinceCode
    public let identifier: UniqueIdentifier
    public let keyIdentifier: KeyIdentifier
    public let issuedAt: Timestamp
    public let expiresAt: Timestamp
    /// Of all the bytes with their disclosures, by the suite's digest algorithm.
    public let digest: Digest
    /// Of the signed part alone: stays the same when disclosures are erased.
    public let signedPartDigest: Digest

    init(claims: AnswerClaims, finding: LegFinding, key: KeyIdentifier, digest: Digest, signedPartDigest: Digest) {
        self.finding = finding
        issuer = claims.envelope.issuer
        identifier = claims.envelope.identifier
        keyIdentifier = key
        issuedAt = claims.envelope.issuedAt
        expiresAt = claims.expiresAt
        self.digest = digest
        self.signedPartDigest = signedPartDigest
    }
}

/// A stored answer that still verifies, and what has been erased from it since.
public struct StoredAnswer: Sendable, Hashable {
    public let answer: VerifiedAnswer
    /// Digests in base64url whose disclosures are gone; each needs an erasure entry.
    public let missingDigests: [String]

    init(answer: VerifiedAnswer, missingDigests: [String]) {
        self.answer = answer
        self.missingDigests = missingDigests
    }
}
