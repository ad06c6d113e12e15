public import ExchangeProtocol
public import VerificationDomain

extension AnsweringService {
    public func turnAway(_ kind: ProblemDetails.Kind, tlsCertificate: Digest?) async -> ExchangeReply {
        var detail = "see the page on the exchange protocol"
        if kind == .tooLarge {
            detail = "a query has at most \(parts.admission.registry.limits.queryByteCount) bytes; split it"
        }
        do {
            return try await turnAway(ProblemDetails(kind, detail), peer: peer(tlsCertificate))
        } catch {
            return .problem(ProblemDetails(.unavailable, "send the same bytes again later"))
        }
    }

    func turnAway(_ problem: ProblemDetails, peer: ProvinceCode?) async throws -> ExchangeReply {
        try await parts.ledger.note(AnsweringEvent(kind: .turnedAway(problem.kind), peer: peer))
        return .problem(problem)
    }

    func refuse(_ grounds: RefusalGrounds, at now: Timestamp) async throws -> ExchangeReply {
        let refusal = try await signedRefusal(grounds, at: now)
        // A peer over its quota must not be able to fill the log: that refusal is signed and not written down.
        if grounds.code != .quotaExceeded { try await parts.ledger.note(event(grounds, refusal)) }
        return .refusal(refusal, grounds)
    }

    /// A refusal that is the query's reply for good.
    func refuse(
        _ grounds: RefusalGrounds,
        remembering query: AuthenticatedQuery,
        at now: Timestamp
    ) async throws -> ExchangeReply {
        let refusal = try await signedRefusal(grounds, at: now)
        return try await remember(StoredReply(kind: .refusal, bytes: refusal), query, event(grounds, refusal))
    }

    private func signedRefusal(_ grounds: RefusalGrounds, at now: Timestamp) async throws -> [UInt8] {
        let refusal = Refusal(
            grounds,
            issuer: parts.admission.region,
            identifier: UniqueIdentifier(at: now, random: parts.random),
            issuedAt: now
        )
        return try await SignedRefusal.sign(refusal, with: parts.signer).bytes
    }

    private func event(_ grounds: RefusalGrounds, _ refusal: [UInt8]) -> AnsweringEvent {
        AnsweringEvent(
            kind: .refused(grounds.code),
            peer: grounds.audience,
            queryIdentifier: grounds.queryIdentifier,
            queryDigest: grounds.queryDigest,
            replyDigest: parts.digests.digest(refusal, .sha256)
        )
    }
}
