import VerificationDomain

/// The signed part of an answer.
struct AnswerClaims {
    let envelope: ReplyEnvelope
    let expiresAt: Timestamp
    let digestAlgorithm: DigestAlgorithm
    let outcomes: [ItemOutcome]
    /// Digests of the disclosures in base64url.
    let digests: [String]

    private static let names: Set<String> = [
        "iss", "aud", "jti", "iat", "exp", "queryHash", "_sd_alg", "outcomes", "records",
    ]

    var json: JSONValue {
        let records = digests.map { JSONValue.object(["...": .string($0)]) }
        return envelope.json(with: [
            "exp": expiresAt.numericDate, "_sd_alg": .string(digestAlgorithm.rawValue),
            "outcomes": .array(outcomes.map(\.json)), "records": .array(records),
        ])
    }

    init(
        envelope: ReplyEnvelope,
        expiresAt: Timestamp,
        digestAlgorithm: DigestAlgorithm,
        outcomes: [ItemOutcome],
        digests: [String]
    ) {
        self.envelope = envelope
        self.expiresAt = expiresAt.wholeSeconds
        self.digestAlgorithm = digestAlgorithm
        self.outcomes = outcomes
        self.digests = digests
    }

    init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        envelope = try ReplyEnvelope(json: json)
        expiresAt = try json.member("exp").numericDate()
        digestAlgorithm = try json.member("_sd_alg").code(DigestAlgorithm.self)
        outcomes = try Self.outcomes(json.member("outcomes"))
        digests = try Self.digests(json.member("records"))
    }

    private static func outcomes(_ json: JSONCursor) throws(JSONReadingError) -> [ItemOutcome] {
        var outcomes: [ItemOutcome] = []
        for element in try json.elements(count: 0...(ExchangeLimits.subjectCount * ExchangeLimits.itemCount)) {
            try element.allowOnly([
                "subject", "item", "outcome", "reason", "source", "sourceScope", "asOf", "recordCount",
            ])
            outcomes.append(try element.read(ItemOutcome.self))
        }
        return outcomes
    }

    /// Array elements of the form `{"...": digest}` and nothing else: a record in plain text could not be erased.
    private static func digests(_ json: JSONCursor) throws(JSONReadingError) -> [String] {
        var digests: [String] = []
        for element in try json.elements(count: 0...ExchangeLimits.answerByteCount) {
            try element.allowOnly(["..."])
            digests.append(
                try element.member("...").parsed("a digest of 32 bytes in base64url") { text in
                    Base64.url.decode(text)?.count == 32 ? text : nil
                }
            )
        }
        return digests
    }
}
