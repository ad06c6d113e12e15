import ExchangeProtocol
import VerificationDomain

/// Going on with a leg from the last step that was stored.
extension LegRunner {
    /// Runs a leg to its end; `nil` begins it.
    func run(from stored: ReplayableLeg?) async throws -> LegResult {
        guard let stored, stored.state != .created else { return try await run() }
        guard let bytes = stored.queryBytes else { throw damaged("query: it is missing") }
        let query: SignedQuery
        do {
            query = try SignedQuery(rereading: bytes)
        } catch {
            throw damaged("query: \(error.description)")
        }
        try Task.checkCancellation()
        var machine = LegMachine(state: stored.state)
        switch stored.state {
        case .created: return try await run()
        case .signed: return try await handOver(query, machine: &machine)
        case .sent: return try await sendAgain(query, machine: &machine)
        case .acknowledged:
            // The pause that the receipt asked for is not stored; the shortest one asks at most once too early.
            return try await awaitAnswer(try reply(of: stored), retryAfter: 1, query: query, machine: &machine)
        case .answered: return try await judge(try reply(of: stored), query: query, machine: &machine)
        case .accepted, .refused, .timedOut, .failed, .quarantined: return try ended(stored, query)
        }
    }

    /// The same bytes: a region that has them gives the same answer again, and has read its registers once.
    private func sendAgain(_ query: SignedQuery, machine: inout LegMachine) async throws -> LegResult {
        guard mayStillAsk(query) else {
            try machine.take(.deadlinePassed)
            return try await close(machine, query: query, cause: nil)
        }
        return try await deliver(query, machine: &machine)
    }

    /// What a leg that has ended says, by its evidence alone.
    private func ended(_ stored: ReplayableLeg, _ query: SignedQuery) throws -> LegResult {
        LegResult(
            region: leg.region,
            state: stored.state,
            statement: stored.statement,
            cause: stored.cause,
            queryIdentifier: stored.queryIdentifier,
            queryDigest: query.digest(parts.digests),
            replyDigest: stored.reply.map { parts.digests.digest($0.bytes, .sha256) },
            repliedAt: stored.reply == nil ? nil : stored.replyReceivedAt,
            finding: try finding(stored, query)
        )
    }

    private func finding(_ stored: ReplayableLeg, _ query: SignedQuery) throws -> LegFinding {
        guard stored.state == .accepted else {
            return leg.finding(without: stored.statement ?? .unavailable(.unreachable))
        }
        let reply = try reply(of: stored)
        do throws(AnswerViolation) {
            return try verifiedFinding(reply, query: query)
        } catch {
            throw damaged("answer: \(error.description)")
        }
    }

    private func reply(of stored: ReplayableLeg) throws -> Reply {
        guard let evidence = stored.reply, let receivedAt = stored.replyReceivedAt else {
            throw damaged("\(stored.state.rawValue): its reply is missing")
        }
        return Reply(evidence: evidence, receivedAt: receivedAt)
    }

    private func damaged(_ what: String) -> CoordinationError {
        CoordinationError(.evidenceChanged, "leg \(leg.region), \(what)")
    }
}
