import ExchangeProtocol
public import VerificationDomain

extension AnsweringService {
    /// How long a capabilities statement may be relied on.
    private static let capabilitySeconds: Int64 = 3600

    public func storedReply(_ identifier: String, tlsCertificate: Digest?) async -> ExchangeReply {
        do {
            return try await fetch(identifier, for: peer(tlsCertificate), at: parts.clock.now())
        } catch {
            return .problem(ProblemDetails(.unavailable, "ask again later"))
        }
    }

    /// The stored reply, for the region that asked and under a registry that still counts; each call leaves a row.
    private func fetch(
        _ identifier: String,
        for peer: ProvinceCode?,
        at now: Timestamp
    ) async throws -> ExchangeReply {
        guard parts.admission.registry.isFresh(at: now) else {
            let detail = "ask again after this region has renewed its registry"
            return try await turnAway(ProblemDetails(.registryExpired, detail), peer: peer)
        }
        guard let peer, let identifier = UniqueIdentifier(identifier),
            let reply = try await parts.ledger.reply(to: identifier, of: peer, at: now)
        else {
            let nothing = ProblemDetails(.notFound, "no query of this identifier by this region")
            return try await turnAway(nothing, peer: peer)
        }
        try await parts.ledger.note(
            AnsweringEvent(
                kind: .fetched,
                peer: peer,
                queryIdentifier: identifier,
                replyDigest: parts.digests.digest(reply.bytes, .sha256)
            )
        )
        return .stored(reply)
    }

    public func capabilities() async -> ExchangeReply {
        do {
            let now = parts.clock.now()
            let bytes = try await capabilitiesCache.statement(at: now) { [self] in try await signedCapabilities(now) }
            return ExchangeReply(status: 200, contentType: MessageType.capabilities.mediaType, body: bytes)
        } catch {
            return .problem(ProblemDetails(.unavailable, "ask again later"))
        }
    }

    private func signedCapabilities(_ now: Timestamp) async throws -> [UInt8] {
        let statement = Capabilities(
            issuer: parts.admission.region,
            issuedAt: now,
            expiresAt: now.adding(seconds: Self.capabilitySeconds),
            items: parts.registers.offeredItems.sorted(),
            disclosures: Disclosure.allCases,
            limits: parts.admission.registry.limits
        )
        return try await SignedCapabilities.sign(statement, with: parts.signer).bytes
    }

    public func keySet() -> ExchangeReply {
        let keys = parts.admission.registry.region(parts.admission.region)?.keys ?? []
        let set = KeySet(keys.map { KeySet.Entry(keyIdentifier: $0.keyIdentifier, key: JSONWebKey($0.publicKey)) })
        return ExchangeReply(status: 200, contentType: KeySet.mediaType, body: set.json.canonicalBytes)
    }
}
