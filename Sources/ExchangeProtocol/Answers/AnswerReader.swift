import VerificationDomain

/// Reads an answer in the order in which it can be trusted: envelope and signature, digests, then records and outcomes.
struct AnswerReader {
    let query: SignedQuery
    let registry: VerifiedRegistry
    let verifier: any SignatureVerifying
    let digests: any Digesting

    func read(_ bytes: [UInt8], at time: Timestamp, allowsErasure: Bool) throws(AnswerViolation) -> StoredAnswer {
        let parts = try AnswerParts(bytes, limit: registry.limits.answerByteCount)
        guard parts.disclosures.count <= registry.limits.recordCount else { throw .tooManyRecords }
        let opener = ReplyOpener(query: query, registry: registry, verifier: verifier, digests: digests)
        let message = try opener.open(parts.signedPart, as: .answer, limit: registry.limits.answerByteCount, at: time)
        let claims = try opener.claims(of: message) { json throws(JSONReadingError) in try AnswerClaims(json: json) }
        try opener.check(claims.envelope, at: time)
        try checkTime(claims, at: time)
        let algorithm = message.key.suite.digestAlgorithm
        guard claims.digestAlgorithm == algorithm else { throw .wrongDigestAlgorithm }
        let missing = try matchDigests(claims, parts.disclosures, allowsErasure: allowsErasure)
        let records = try records(parts.disclosures)
        let rules = OutcomeRules(
            asked: query.query.asked,
            outcomes: claims.outcomes,
            records: records,
            allowsErasure: allowsErasure
        )
        if let violation = rules.violation { throw violation }
        let answer = VerifiedAnswer(
            claims: claims,
            finding: LegFinding(region: claims.envelope.issuer, outcomes: claims.outcomes, records: records),
            key: message.key.keyIdentifier,
            digest: digests.digest(bytes, algorithm),
            signedPartDigest: digests.digest(parts.signedPart, algorithm)
        )
        return StoredAnswer(answer: answer, missingDigests: missing)
    }

    private func checkTime(_ claims: AnswerClaims, at time: Timestamp) throws(AnswerViolation) {
        guard claims.expiresAt > claims.envelope.issuedAt,
            claims.expiresAt > time.adding(seconds: -ExchangeLimits.clockToleranceSeconds)
        else { throw .wrongTime }
    }

    /// Every digest is disclosed exactly once and every disclosure was signed; returns the digests that are not
    /// disclosed.
    private func matchDigests(
        _ claims: AnswerClaims,
        _ disclosures: [RecordDisclosure],
        allowsErasure: Bool
    ) throws(AnswerViolation) -> [String] {
        let signed = Set(claims.digests)
        guard signed.count == claims.digests.count else { throw .duplicateDigest }
        guard signed.count <= registry.limits.recordCount else { throw .tooManyRecords }
        guard signed.count <= claims.outcomes.reduce(0, { $0 + $1.recordCount }) else { throw .decoy }
        var disclosed: Set<String> = []
        for disclosure in disclosures {
            let digest = disclosure.digest(digests, claims.digestAlgorithm)
            guard signed.contains(digest) else { throw .unmatchedDisclosure }
            guard disclosed.insert(digest).inserted else { throw .duplicateDigest }
        }
        let missing = claims.digests.filter { !disclosed.contains($0) }
        guard allowsErasure || missing.isEmpty else { throw .undisclosedDigest }
        return missing
    }

    private func records(_ disclosures: [RecordDisclosure]) throws(AnswerViolation) -> [VerificationRecord] {
        var records: [VerificationRecord] = []
        records.reserveCapacity(disclosures.count)
        for (index, disclosure) in disclosures.enumerated() { records.append(try disclosure.record(index: index)) }
        return records
    }
}
