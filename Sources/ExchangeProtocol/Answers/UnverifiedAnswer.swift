public import VerificationDomain

/// An answer as it came: bytes that nobody has checked.
public struct UnverifiedAnswer: Sendable, Hashable {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The answer on first receipt: whole, complete and bound to `query`, with every digest disclosed exactly once.
    public func verify(
        for query: SignedQuery,
        registry: VerifiedRegistry,
        verifier: any SignatureVerifying,
        digests: any Digesting,
        at now: Timestamp
    ) throws(AnswerViolation) -> VerifiedAnswer {
        let reader = AnswerReader(query: query, registry: registry, verifier: verifier, digests: digests)
        return try reader.read(bytes, at: now, allowsErasure: false).answer
    }

    /// The same answer later, when disclosures may have been erased; keys and times are judged as of `receivedAt`.
    ///
    /// A key that was revoked before it was used at `receivedAt` still fails; one revoked afterwards does not.
    public func verifyStored(
        for query: SignedQuery,
        registry: VerifiedRegistry,
        verifier: any SignatureVerifying,
        digests: any Digesting,
        receivedAt: Timestamp
    ) throws(AnswerViolation) -> StoredAnswer {
        let reader = AnswerReader(query: query, registry: registry, verifier: verifier, digests: digests)
        return try reader.read(bytes, at: receivedAt, allowsErasure: true)
    }

    /// The same answer without the disclosures about these subjects: what is left after an erasure, and still verifies.
    ///
    /// Throws `AnswerViolation.malformed` when a disclosure cannot be read.
    public func erasing(_ subjects: Set<SubjectReference>) throws(AnswerViolation) -> UnverifiedAnswer {
        let parts = try AnswerParts(bytes, limit: ExchangeLimits.answerByteCount)
        var kept = parts.signedPart
        for (index, disclosure) in parts.disclosures.enumerated() {
            guard try !subjects.contains(disclosure.record(index: index).subject) else { continue }
            kept += [UInt8(ascii: "~")] + disclosure.text
        }
        return UnverifiedAnswer(kept + [UInt8(ascii: "~")])
    }
}
