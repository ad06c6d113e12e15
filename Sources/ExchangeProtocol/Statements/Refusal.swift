public import VerificationDomain

/// What a refusal says: the query is not answered, for a reason that a machine can read.
public struct Refusal: Sendable, Hashable {
    public let issuer: ProvinceCode
    public let audience: ProvinceCode
    public let identifier: UniqueIdentifier
    public let issuedAt: Timestamp
    /// Of the exact bytes of the query.
    public let queryDigest: Digest
    public let code: RefusalCode
    /// Where, and what is expected there; 1 to 500 code points that hold nothing of the query.
    public let detail: String
    /// Seconds to wait before sending the query again; only for refusals that pass.
    public let retryAfterSeconds: Int?

    private static let detailLimit = 500

    /// A peer's text ends up in logs and on screens, so it must not be able to start a line of its own.
    private static func isPrintable(_ text: String) -> Bool {
        (1...detailLimit).contains(text.unicodeScalars.count)
            && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    public init(
        _ grounds: RefusalGrounds,
        issuer: ProvinceCode,
        identifier: UniqueIdentifier,
        issuedAt: Timestamp
    ) {
        self.issuer = issuer
        audience = grounds.audience
        self.identifier = identifier
        self.issuedAt = issuedAt.wholeSeconds
        queryDigest = grounds.queryDigest
        code = grounds.code
        let detail = String(String.UnicodeScalarView(grounds.detail.unicodeScalars.prefix(Self.detailLimit)))
        self.detail = detail.isEmpty ? grounds.code.usualDetail : detail
        retryAfterSeconds = grounds.retryAfterSeconds.map { min(max($0, 1), retryAfterLimit) }
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

extension Refusal: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        envelope.json(with: [
            "code": .string(code.rawValue), "detail": .string(detail),
            "retryAfter": retryAfterSeconds.map { .integer(Int64($0)) },
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(ReplyEnvelope.names.union(["code", "detail", "retryAfter"]))
        let envelope = try ReplyEnvelope(json: json)
        issuer = envelope.issuer
        audience = envelope.audience
        identifier = envelope.identifier
        issuedAt = envelope.issuedAt
        queryDigest = envelope.queryDigest
        code = try json.member("code").code(RefusalCode.self)
        detail = try json.member("detail").parsed("1 to \(Self.detailLimit) characters, none of them control") {
            Self.isPrintable($0) ? $0 : nil
        }
        let retryAfter = try json.optionalMember("retryAfter")?.integer(in: 1...Int64(retryAfterLimit))
        retryAfterSeconds = retryAfter.map { Int($0) }
    }
}

/// A refusal that we signed.
public struct SignedRefusal: Sendable, Hashable {
    public let bytes: [UInt8]
    public let refusal: Refusal

    /// Throws what the signer throws.
    public static func sign(_ refusal: Refusal, with signer: any Signer) async throws -> SignedRefusal {
        SignedRefusal(
            bytes: try await CompactJWS.sign(refusal.json.canonicalBytes, as: .refusal, with: signer),
            refusal: refusal
        )
    }
}

/// A refusal as it came: bytes that nobody has checked.
public struct UnverifiedRefusal: Sendable, Hashable {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The refusal, when the asked region signed it for exactly this query.
    public func verify(
        for query: SignedQuery,
        registry: VerifiedRegistry,
        verifier: any SignatureVerifying,
        digests: any Digesting,
        at now: Timestamp
    ) throws(AnswerViolation) -> VerifiedRefusal {
        let opener = ReplyOpener(query: query, registry: registry, verifier: verifier, digests: digests)
        let message = try opener.open(bytes, as: .refusal, limit: ExchangeLimits.statementByteCount, at: now)
        let refusal = try opener.claims(of: message) { json throws(JSONReadingError) in try Refusal(json: json) }
        try opener.check(refusal.envelope, at: now)
        return VerifiedRefusal(refusal: refusal, keyIdentifier: message.key.keyIdentifier)
    }
}

/// A refusal whose signature and binding hold.
public struct VerifiedRefusal: Sendable, Hashable {
    public let refusal: Refusal
    public let keyIdentifier: KeyIdentifier

    init(refusal: Refusal, keyIdentifier: KeyIdentifier) {
        self.refusal = refusal
        self.keyIdentifier = keyIdentifier
    }
}
