import ExchangeProtocol
import VerificationDomain

/// Re-verifies one stored leg: its bytes against the digests of the signed report, and its query and signed replies as
/// of when they were sent and received.
struct LegReplay {
    let replay: CheckReplay
    let registry: VerifiedRegistry

    /// What the leg says, by the evidence alone.
    func finding(_ leg: PlannedLeg, _ stored: ReplayableLeg, _ reported: ReportLeg) throws -> LegFinding {
        guard stored.queryIdentifier == reported.queryIdentifier, stored.state == reported.state,
            stored.statement == reported.statement, stored.cause == reported.violation
        else { throw changed(leg, "its state is not the report's") }
        let query = try query(leg, stored, reported)
        guard digest(stored.reply?.bytes, like: reported.replyDigest) == reported.replyDigest else {
            throw changed(leg, "\(stored.reply?.kind.rawValue ?? "reply"): its digest is not the report's")
        }
        switch stored.state {
        case .accepted: return try answered(leg, stored, query)
        case .refused: try checkRefusal(leg, stored, query)
        default: break
        }
        return leg.finding(without: stored.statement ?? .unavailable(.unreachable))
    }

    private func digest(_ bytes: [UInt8]?, like digest: Digest?) -> Digest? {
        bytes.map { replay.digests.digest($0, digest?.algorithm ?? .sha256) }
    }

    private func changed(_ leg: PlannedLeg, _ what: String) -> CoordinationError {
        CoordinationError(.evidenceChanged, "leg \(leg.region), \(what)")
    }

    /// Our own query: its signature is verified too, since an answer is bound to exactly these bytes.
    private func query(_ leg: PlannedLeg, _ stored: ReplayableLeg, _ reported: ReportLeg) throws -> SignedQuery {
        guard let bytes = stored.queryBytes else { throw changed(leg, "query: it is missing") }
        guard digest(bytes, like: reported.queryDigest) == reported.queryDigest else {
            throw changed(leg, "query: its digest is not the report's")
        }
        do {
            let query = try SignedQuery(rereading: bytes)
            let jws = try CompactJWS(parsing: bytes, byteLimit: ExchangeLimits.queryByteCount)
            let (issuer, issuedAt) = (query.query.issuer, query.query.issuedAt)
            guard issuer == replay.region, query.query.audience == leg.region,
                case .found(let key) = registry.signingKey(query.keyIdentifier, of: issuer, at: issuedAt),
                jws.isSigned(by: key.publicKey, replay.verifier)
            else { throw changed(leg, "query: its signature does not hold") }
            return query
        } catch let error as ExchangeError {
            throw changed(leg, "query: \(error.description)")
        }
    }

    private func answered(_ leg: PlannedLeg, _ stored: ReplayableLeg, _ query: SignedQuery) throws -> LegFinding {
        guard let reply = stored.reply, let receivedAt = stored.replyReceivedAt else {
            throw changed(leg, "answer: it is missing")
        }
        do {
            let answer = try UnverifiedAnswer(reply.bytes).verifyStored(
                for: query,
                registry: registry,
                verifier: replay.verifier,
                digests: replay.digests,
                receivedAt: receivedAt
            )
            guard answer.missingDigests.isEmpty else { throw changed(leg, "answer: records were erased from it") }
            return leg.finding(answered: answer.answer.finding)
        } catch let violation as AnswerViolation {
            throw changed(leg, "answer: \(violation.description)")
        }
    }

    private func checkRefusal(_ leg: PlannedLeg, _ stored: ReplayableLeg, _ query: SignedQuery) throws {
        guard let reply = stored.reply, let receivedAt = stored.replyReceivedAt else {
            throw changed(leg, "refusal: it is missing")
        }
        do {
            let refusal = try UnverifiedRefusal(reply.bytes).verify(
                for: query,
                registry: registry,
                verifier: replay.verifier,
                digests: replay.digests,
                at: receivedAt
            )
            guard stored.statement == .refused(refusal.refusal.code) else {
                throw changed(leg, "refusal: it gives another code")
            }
        } catch let violation as AnswerViolation {
            throw changed(leg, "refusal: \(violation.description)")
        }
    }
}
