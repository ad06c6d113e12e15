public import VerificationDomain

/// Makes the answer to a query that was permitted: an SD-JWT (RFC 9901) whose records are disclosures.
public struct AnswerBuilder: Sendable {
    private let signer: any Signer
    private let random: any RandomSource
    private let digests: any Digesting

    public init(signer: any Signer, random: any RandomSource, digests: any Digesting) {
        self.signer = signer
        self.random = random
        self.digests = digests
    }

    /// The signed answer from what the registers said about every permitted pair; forbidden pairs are added here.
    ///
    /// The same findings, time and random bytes give the same signed part. Throws `ExchangeError.incompleteFindings`
    /// when the findings are not exactly those of the permitted pairs or contradict their outcomes, `.tooManyRecords`
    /// and `.tooLarge` beyond the limits, and what the signer throws.
    public func answer(
        to permitted: PermittedQuery,
        findings: [RegisterFinding],
        at now: Timestamp
    ) async throws -> SignedAnswer {
        let outcomes = (findings.map(\.outcome) + permitted.forbidden).sorted {
            SubjectItem($0.subject, $0.item) < SubjectItem($1.subject, $1.item)
        }
        let records = findings.flatMap(\.records)
        try check(permitted, findings: findings, outcomes: outcomes, records: records)
        let algorithm = signer.publicKey.suite.digestAlgorithm
        let disclosures = records.map { RecordDisclosure($0, random: random) }
            .map { (text: $0.text, digest: $0.digest(digests, algorithm)) }
            .sorted { $0.digest < $1.digest }
        let identifier = UniqueIdentifier(at: now, random: random)
        let claims = AnswerClaims(
            envelope: ReplyEnvelope(
                issuer: permitted.query.audience,
                audience: permitted.query.issuer,
                identifier: identifier,
                issuedAt: now,
                queryDigest: permitted.digest
            ),
            expiresAt: now.adding(seconds: ExchangeLimits.answerLifetimeSeconds),
            digestAlgorithm: algorithm,
            outcomes: outcomes,
            digests: disclosures.map(\.digest)
        )
        var bytes = try await CompactJWS.sign(claims.json.canonicalBytes, as: .answer, with: signer)
        for disclosure in disclosures { bytes += [UInt8(ascii: "~")] + disclosure.text }
        bytes.append(UInt8(ascii: "~"))
        guard bytes.count <= permitted.limits.answerByteCount else {
            throw ExchangeError(.tooLarge, "an answer of at most \(permitted.limits.answerByteCount) bytes")
        }
        return SignedAnswer(bytes: bytes, identifier: identifier, digest: digests.digest(bytes, algorithm))
    }

    private func check(
        _ permitted: PermittedQuery,
        findings: [RegisterFinding],
        outcomes: [ItemOutcome],
        records: [VerificationRecord]
    ) throws(ExchangeError) {
        guard records.count <= permitted.limits.recordCount else {
            throw ExchangeError(.tooManyRecords, "at most \(permitted.limits.recordCount)")
        }
        let rules = OutcomeRules(asked: permitted.query.asked, outcomes: outcomes, records: records)
        if let violation = rules.violation { throw ExchangeError(.incompleteFindings, violation.description) }
        for finding in findings {
            let pair = SubjectItem(finding.outcome.subject, finding.outcome.item)
            guard finding.records.allSatisfy({ SubjectItem($0.subject, $0.category) == pair }) else {
                throw ExchangeError(.incompleteFindings, "a finding holds records of its own pair only")
            }
        }
    }
}
