import ExchangeProtocol
import VerificationDomain

/// What a signed reply amounts to; each is verified as of when it was received.
extension LegRunner {
    func settleAnswer(_ reply: Reply, query: SignedQuery, machine: inout LegMachine) async throws -> LegResult {
        try machine.take(.answerReceived)
        // Dies here: the answer is kept as received; nothing has been believed yet.
        try await record(machine, evidence: reply.evidence, at: reply.receivedAt)
        return try await judge(reply, query: query, machine: &machine)
    }

    /// From an answer that is stored and not yet believed.
    func judge(_ reply: Reply, query: SignedQuery, machine: inout LegMachine) async throws -> LegResult {
        do {
            let finding = try verifiedFinding(reply, query: query)
            try machine.take(.answerVerified)
            return try await close(
                machine,
                query: query,
                cause: nil,
                reply: reply,
                isStored: true,
                finding: finding
            )
        } catch let violation as AnswerViolation {
            try machine.take(.answerViolated)
            return try await close(machine, query: query, cause: violation.code, reply: reply, isStored: true)
        }
    }

    /// What an answer says, once it verified; throws `AnswerViolation`.
    func verifiedFinding(_ reply: Reply, query: SignedQuery) throws(AnswerViolation) -> LegFinding {
        let verified = try UnverifiedAnswer(reply.evidence.bytes).verify(
            for: query,
            registry: parts.registry,
            verifier: parts.verifier,
            digests: parts.digests,
            at: reply.receivedAt
        )
        return leg.finding(answered: verified.finding)
    }

    func settleRefusal(_ reply: Reply, query: SignedQuery, machine: inout LegMachine) async throws -> LegResult {
        do {
            let refusal = try UnverifiedRefusal(reply.evidence.bytes).verify(
                for: query,
                registry: parts.registry,
                verifier: parts.verifier,
                digests: parts.digests,
                at: reply.receivedAt
            )
            try machine.take(.refusalReceived(refusal.refusal.code))
            return try await close(machine, query: query, cause: nil, reply: reply)
        } catch let violation as AnswerViolation {
            try machine.take(.repliedGarbage)
            return try await close(machine, query: query, cause: violation.code, reply: reply)
        }
    }

    func settleReceipt(
        _ reply: Reply,
        retryAfter seconds: Int,
        query: SignedQuery,
        machine: inout LegMachine
    ) async throws -> LegResult {
        do {
            _ = try UnverifiedReceipt(reply.evidence.bytes).verify(
                for: query,
                registry: parts.registry,
                verifier: parts.verifier,
                digests: parts.digests,
                at: reply.receivedAt
            )
        } catch {
            try machine.take(.repliedGarbage)
            return try await close(machine, query: query, cause: error.code, reply: reply)
        }
        try machine.take(.receiptReceived)
        try await record(machine, evidence: reply.evidence, at: reply.receivedAt)
        return try await awaitAnswer(reply, retryAfter: seconds, query: query, machine: &machine)
    }

    /// From a receipt that is stored.
    func awaitAnswer(
        _ reply: Reply,
        retryAfter seconds: Int,
        query: SignedQuery,
        machine: inout LegMachine
    ) async throws -> LegResult {
        if let outcome = try await collect(query, retryAfter: seconds) {
            let result = try await settle(outcome, query: query, machine: &machine)
            // Without bytes of its own the end rests on the receipt, which is the last that is stored.
            return result.replyDigest == nil ? result.resting(on: reply, parts.digests) : result
        }
        try machine.take(.deadlinePassed)
        return try await close(machine, query: query, cause: "answerLater", reply: reply, isStored: true)
    }

    /// Asks for the answer after each pause that the region wishes, for as long as the deadline allows.
    ///
    /// A region that fails in between keeps its promise until then: `nil` when no answer came in time.
    private func collect(_ query: SignedQuery, retryAfter seconds: Int) async throws -> DeliveryOutcome? {
        var pause = Self.milliseconds(seconds)
        while mayStillAsk(query), deadline.milliseconds(since: parts.clock.now()) > pause {
            await parts.pause.wait(pause)
            let outcome = await carrier.collect(query, deadline: deadline)
            try Task.checkCancellation()
            switch outcome {
            case .answer, .refusal, .garbled, .tooLarge: return outcome
            case .receipt(_, let seconds): pause = Self.milliseconds(seconds)
            case .problem, .unreachable, .timedOut: continue
            }
        }
        return nil
    }

    /// A second at least: stops a region from being asked without a pause.
    private static func milliseconds(_ seconds: Int) -> Int64 { Int64(max(seconds, 1)) * 1000 }
}
