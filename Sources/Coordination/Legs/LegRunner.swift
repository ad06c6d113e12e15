import ExchangeProtocol
import VerificationDomain

/// Drives one leg from its query to its end. Every step is durable before the next begins.
///
/// Cancelled, it throws `CancellationError` and leaves the leg in the state that the ledger has last: that we stopped
/// waiting says nothing about the region, and the same query bytes can be sent again.
struct LegRunner: Sendable {
    let leg: PlannedLeg
    let caseIdentifier: UniqueIdentifier
    let query: ExchangeQuery
    let carrier: any QueryCarrier
    let parts: CheckService.Parts
    let deadline: Timestamp
    let onStep: @Sendable (LegStep) -> Void

    /// Bytes that came back, and when: they are verified as of the moment with which they are stored.
    struct Reply {
        let evidence: LegStep.Evidence
        let receivedAt: Timestamp
    }

    func run() async throws -> LegResult {
        var machine = LegMachine()
        try Task.checkCancellation()
        let signed = try await SignedQuery.sign(query, with: parts.signer)
        try machine.take(.querySigned)
        // Dies here: the query is not stored, was never sent, and the case shows the leg as created.
        try await record(machine, evidence: .init(kind: .query, bytes: signed.bytes))
        return try await handOver(signed, machine: &machine)
    }

    /// From a query that is signed and stored.
    func handOver(_ signed: SignedQuery, machine: inout LegMachine) async throws -> LegResult {
        guard mayStillAsk(signed) else {
            try machine.take(.deadlinePassed)
            return try await close(machine, query: signed, cause: DeliveryFailure.notSent.rawValue)
        }
        try machine.take(.queryHandedOver)
        // Dies here: the query is stored as signed and may not have left; a peer that has it answers the same bytes
        // again.
        try await record(machine)
        return try await deliver(signed, machine: &machine)
    }

    /// From a query that may have left.
    func deliver(_ signed: SignedQuery, machine: inout LegMachine) async throws -> LegResult {
        let outcome = await carrier.deliver(signed, deadline: deadline)
        return try await settle(outcome, query: signed, machine: &machine)
    }

    /// Whether there is time left, the query is still valid, and the region may be asked at all.
    func mayStillAsk(_ signed: SignedQuery) -> Bool {
        let now = parts.clock.now()
        return parts.mayAsk && now < deadline && now < signed.query.expiresAt
    }

    func settle(
        _ outcome: DeliveryOutcome,
        query: SignedQuery,
        machine: inout LegMachine
    ) async throws -> LegResult {
        try Task.checkCancellation()
        let now = parts.clock.now()
        switch outcome {
        case .answer(let bytes):
            return try await settleAnswer(reply(.answer, bytes, now), query: query, machine: &machine)
        case .refusal(let bytes, _):
            return try await settleRefusal(reply(.refusal, bytes, now), query: query, machine: &machine)
        case .receipt(let bytes, let seconds):
            let receipt = reply(.receipt, bytes, now)
            return try await settleReceipt(receipt, retryAfter: seconds, query: query, machine: &machine)
        case .timedOut:
            try machine.take(.deadlinePassed)
            return try await close(machine, query: query, cause: nil)
        case .problem(let status, _, let body):
            let isRejection = Self.rejections.contains(status)
            try machine.take(isRejection ? .peerRejected : .peerFailed)
            let cause = isRejection ? "rejected\(status)" : "http\(status)"
            return try await close(machine, query: query, cause: cause, reply: noise(.problem, body, now))
        case .unreachable(let failure):
            try machine.take(.peerUnreachable)
            return try await close(machine, query: query, cause: failure.rawValue)
        case .garbled(let reply, let body):
            try machine.take(.repliedGarbage)
            return try await close(machine, query: query, cause: reply.rawValue, reply: noise(.garbled, body, now))
        case .tooLarge:
            try machine.take(.repliedGarbage)
            return try await close(machine, query: query, cause: "tooLarge")
        }
    }

    /// Statuses by which a peer, or what stands before it, says that our request is wrong, not that it has failed
    /// itself (RFC 9110 section 15.5); 408, 425 and 429 ask for another try.
    private static let rejections = Set(400..<500).subtracting([408, 425, 429])

    private func reply(_ kind: LegEvidenceKind, _ bytes: [UInt8], _ receivedAt: Timestamp) -> Reply {
        Reply(evidence: LegStep.Evidence(kind: kind, bytes: bytes), receivedAt: receivedAt)
    }

    /// What is kept of a body that is no message of ours.
    private func noise(_ kind: LegEvidenceKind, _ body: [UInt8], _ receivedAt: Timestamp) -> Reply? {
        body.isEmpty ? nil : reply(kind, Array(body.prefix(DeliveryOutcome.keptBodyByteCount)), receivedAt)
    }

    /// Records the last step and says how the leg ended.
    ///
    /// - Parameter isStored: whether an earlier step has stored the reply's bytes.
    func close(
        _ machine: LegMachine,
        query: SignedQuery,
        cause: String?,
        reply: Reply? = nil,
        isStored: Bool = false,
        finding: LegFinding? = nil
    ) async throws -> LegResult {
        try await record(
            machine,
            cause: cause,
            evidence: isStored ? nil : reply?.evidence,
            at: isStored ? nil : reply?.receivedAt
        )
        return LegResult(
            region: leg.region,
            state: machine.state,
            statement: machine.statement,
            cause: cause,
            queryIdentifier: self.query.identifier,
            queryDigest: query.digest(parts.digests),
            replyDigest: reply.map { parts.digests.digest($0.evidence.bytes, .sha256) },
            repliedAt: reply?.receivedAt,
            finding: finding ?? leg.finding(without: machine.statement ?? .unavailable(.unreachable))
        )
    }

    func record(
        _ machine: LegMachine,
        cause: String? = nil,
        evidence: LegStep.Evidence? = nil,
        at time: Timestamp? = nil
    ) async throws {
        let step = LegStep(
            caseIdentifier: caseIdentifier,
            region: leg.region,
            queryIdentifier: query.identifier,
            from: machine.previous,
            state: machine.state,
            statement: machine.statement,
            cause: cause,
            evidence: evidence,
            at: time ?? parts.clock.now()
        )
        try await parts.ledger.record(step)
        onStep(step)
    }
}
