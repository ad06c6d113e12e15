public import VerificationDomain

/// What a receipt says: the query was taken, and will be answered later.
public struct Receipt: Sendable, Hashable {
    public let issuer: ProvinceCode
    public let audience: ProvinceCode
    public let identifier: UniqueIdentifier
    public let issuedAt: Timestamp
    /// Of the exact bytes of the query.
    public let queryDigest: Digest
    /// When the answer is promised for.
    public let answerBy: Timestamp
    /// Seconds to wait before asking for it.
    public let retryAfterSeconds: Int

    public init(
        issuer: ProvinceCode,
        audience: ProvinceCode,
        identifier: UniqueIdentifier,
        issuedAt: Timestamp,
        queryDigest: Digest,
        answerBy: Timestamp,
        retryAfterSeconds: Int
    ) {
        self.issuer = issuer
        self.audience = audience
        self.identifier = identifier
        self.issuedAt = issuedAt.wholeSeconds
        self.queryDigest = queryDigest
        self.answerBy = answerBy.wholeSeconds
        self.retryAfterSeconds = min(max(retryAfterSeconds, 1), retryAfterLimit)
    }

    fileprivate var envelope: ReplyEnvelope {
        ReplyEnvelope(
            issuer: issuer,
            audience: audience,
            identifier: identifier,
            issuedAt: issuedAt,
            queryDigest: queryDigest
        )
    }
}

/// Seconds that a peer may ask us to wait at most: a day. Stops a peer from parking a leg for ever.
let retryAfterLimit = 86_400

extension Receipt: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        envelope.json(with: [
            "answerBy": .string(answerBy.description), "retryAfter": .integer(Int64(retryAfterSeconds)),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(ReplyEnvelope.names.union(["answerBy", "retryAfter"]))
        let envelope = try ReplyEnvelope(json: json)
        self.init(
            issuer: envelope.issuer,
            audience: envelope.audience,
            identifier: envelope.identifier,
            issuedAt: envelope.issuedAt,
            queryDigest: envelope.queryDigest,
            answerBy: try json.member("answerBy").timestamp(),
            retryAfterSeconds: Int(try json.member("retryAfter").integer(in: 1...Int64(retryAfterLimit)))
        )
    }
}

/// A receipt that we signed.
public struct SignedReceipt: Sendable, Hashable {
    public let bytes: [UInt8]
    public let receipt: Receipt

    /// Throws what the signer throws.
    public static func sign(_ receipt: Receipt, with signer: any Signer) async throws -> SignedReceipt {
        SignedReceipt(
            bytes: try await CompactJWS.sign(receipt.json.canonicalBytes, as: .receipt, with: signer),
            receipt: receipt
        )
    }
}

/// A receipt as it came: bytes that nobody has checked.
public struct UnverifiedReceipt: Sendable, Hashable {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The receipt, when the asked region signed it for exactly this query.
    public func verify(
        for query: SignedQuery,
        registry: VerifiedRegistry,
        verifier: any SignatureVerifying,
        digests: any Digesting,
        at now: Timestamp
    ) throws(AnswerViolation) -> VerifiedReceipt {
        let opener = ReplyOpener(query: query, registry: registry, verifier: verifier, digests: digests)
        let message = try opener.open(bytes, as: .receipt, limit: ExchangeLimits.statementByteCount, at: now)
        let receipt = try opener.claims(of: message) { json throws(JSONReadingError) in try Receipt(json: json) }
        try opener.check(receipt.envelope, at: now)
        return VerifiedReceipt(receipt: receipt, keyIdentifier: message.key.keyIdentifier)
    }
}

/// A receipt whose signature and binding hold.
public struct VerifiedReceipt: Sendable, Hashable {
    public let receipt: Receipt
    public let keyIdentifier: KeyIdentifier

    init(receipt: Receipt, keyIdentifier: KeyIdentifier) {
        self.receipt = receipt
        self.keyIdentifier = keyIdentifier
    }
}
