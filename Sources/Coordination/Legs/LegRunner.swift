import ExchangeProtocol
import VerificationDomain

/// Drives one leg from its query to its end. Every step is durable before the next begins.
struct LegRunner: Sendable {
    let leg: PlannedLeg
    let caseIdentifier: UniqueIdentifier
    let queryIdentifier: UniqueIdentifier
    let composer: QueryComposer
    let carrier: any QueryCarrier
    let parts: CheckService.Parts
    let deadline: Timestamp
    let onStep: @Sendable (LegStep) -> Void

    func run() async throws -> LegResult {
        var machine = LegMachine()
        let now = parts.clock.now()
        let query = try composer.query(for: leg, identifier: queryIdentifier, respondBy: deadline, at: now)
        let signed = try await SignedQuery.sign(query, with: parts.signer)
        try machine.take(.querySigned)
        // Dies here: the query is not stored, was never sent, and the case shows the leg as created.
        try await record(machine, evidence: .init(kind: .query, bytes: signed.bytes))
        try machine.take(.queryHandedOver)
        // Dies here: the query is stored as signed and may not have left; a peer that has it answers the same bytes
        // again.
        try await record(machine)
        let outcome = await carrier.deliver(signed, deadline: deadline)
        return try await settle(outcome, query: signed, machine: &machine)
    }

    private func settle(
        _ outcome: DeliveryOutcome,
        query: SignedQuery,
        machine: inout LegMachine
    ) async throws -> LegResult {
        switch outcome {
        case .answer(let bytes): return try await settleAnswer(bytes, query: query, machine: &machine)
        case .refusal(let bytes, _): return try await settleRefusal(bytes, query: query, machine: &machine)
        case .receipt(let bytes, _): return try await settleReceipt(bytes, query: query, machine: &machine)
        case .timedOut:
            try machine.take(.deadlinePassed)
            return try await close(machine, query: query, cause: nil)
        case .problem(let status, _):
            try machine.take(.peerFailed)
            return try await close(machine, query: query, cause: "http\(status)")
        case .unreachable(let failure):
            try machine.take(.peerUnreachable)
            return try await close(machine, query: query, cause: failure.rawValue)
        case .garbled(let reply):
            try machine.take(.repliedGarbage)
            return try await close(machine, query: query, cause: reply.rawValue)
        case .tooLarge:
            try machine.take(.repliedGarbage)
            return try await close(machine, query: query, cause: "tooLarge")
        }
    }

    private func settleAnswer(
        _ bytes: [UInt8],
        query: SignedQuery,
        machine: inout LegMachine
    ) async throws -> LegResult {
        try machine.take(.answerReceived)
        // Dies here: the answer is kept as received; nothing has been believed yet.
        try await record(machine, evidence: .init(kind: .answer, bytes: bytes))
        let digest = parts.digests.digest(bytes, .sha256)
        do {
            let verified = try UnverifiedAnswer(bytes).verify(
                for: query,
                registry: parts.registry,
                verifier: parts.verifier,
                digests: parts.digests,
                at: parts.clock.now()
            )
            try machine.take(.answerVerified)
            let finding = leg.finding(answered: verified.finding)
            return try await close(machine, query: query, cause: nil, replyDigest: digest, finding: finding)
        } catch let violation as AnswerViolation {
            try machine.take(.answerViolated)
            return try await close(machine, query: query, cause: violation.code, replyDigest: digest)
        }
    }

    private func settleReceipt(
        _ bytes: [UInt8],
        query: SignedQuery,
        machine: inout LegMachine
    ) async throws -> LegResult {
        let evidence = LegStep.Evidence(kind: .receipt, bytes: bytes)
        do {
            _ = try UnverifiedReceipt(bytes).verify(
                for: query,
                registry: parts.registry,
                verifier: parts.verifier,
                digests: parts.digests,
                at: parts.clock.now()
            )
        } catch {
            try machine.take(.repliedGarbage)
            let digest = parts.digests.digest(bytes, .sha256)
            return try await close(machine, query: query, cause: error.code, replyDigest: digest, evidence: evidence)
        }
        // This version does not come back for a later answer: the leg says that none came in time.
        try machine.take(.receiptReceived)
        try await record(machine, evidence: evidence)
        try machine.take(.deadlinePassed)
        return try await close(machine, query: query, cause: "answerLater")
    }

    private func settleRefusal(
        _ bytes: [UInt8],
        query: SignedQuery,
        machine: inout LegMachine
    ) async throws -> LegResult {
        let digest = parts.digests.digest(bytes, .sha256)
        let evidence = LegStep.Evidence(kind: .refusal, bytes: bytes)
        do {
            let refusal = try UnverifiedRefusal(bytes).verify(
                for: query,
                registry: parts.registry,
                verifier: parts.verifier,
                digests: parts.digests,
                at: parts.clock.now()
            )
            try machine.take(.refusalReceived(refusal.refusal.code))
            return try await close(machine, query: query, cause: nil, replyDigest: digest, evidence: evidence)
        } catch let violation as AnswerViolation {
            try machine.take(.repliedGarbage)
            return try await close(
                machine,
                query: query,
                cause: violation.code,
                replyDigest: digest,
                evidence: evidence
            )
        }
    }

    private func close(
        _ machine: LegMachine,
        query: SignedQuery,
        cause: String?,
        replyDigest: Digest? = nil,
        evidence: LegStep.Evidence? = nil,
        finding: LegFinding? = nil
    ) async throws -> LegResult {
        try await record(machine, cause: cause, evidence: evidence)
        return LegResult(
            region: leg.region,
            state: machine.state,
            statement: machine.statement,
            cause: cause,
            queryIdentifier: queryIdentifier,
            queryDigest: query.digest(parts.digests),
            replyDigest: replyDigest,
            finding: finding ?? leg.finding(without: machine.statement ?? .unavailable(.unreachable))
        )
    }

    private func record(
        _ machine: LegMachine,
        cause: String? = nil,
        evidence: LegStep.Evidence? = nil
    ) async throws {
        let step = LegStep(
            caseIdentifier: caseIdentifier,
            region: leg.region,
            queryIdentifier: queryIdentifier,
            from: machine.previous,
            state: machine.state,
            statement: machine.statement,
            cause: cause,
            evidence: evidence,
            at: parts.clock.now()
        )
        try await parts.ledger.record(step)
        onStep(step)
    }
}
