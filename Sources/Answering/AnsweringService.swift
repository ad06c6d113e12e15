public import ExchangeProtocol
public import VerificationDomain

/// The answering side: takes a query through the nine steps, asks the registers, signs and remembers the answer.
public final class AnsweringService: ExchangeAnswering {
    /// What a region answers with; every part may be used from any task.
    public struct Parts: Sendable {
        public let admission: Admission
        public let registers: any RegisterLookup
        public let ledger: any AnsweringLedger
        public let signer: any Signer
        public let digests: any Digesting
        public let random: any RandomSource
        public let clock: any WallClock
        public let alarm: Alarm

        /// - Parameter alarm: what ends look-ups that take too long.
        public init(
            admission: Admission,
            registers: any RegisterLookup,
            ledger: any AnsweringLedger,
            signer: any Signer,
            digests: any Digesting,
            random: any RandomSource,
            clock: any WallClock,
            alarm: Alarm = .machine
        ) {
            self.admission = admission
            self.registers = registers
            self.ledger = ledger
            self.signer = signer
            self.digests = digests
            self.random = random
            self.clock = clock
            self.alarm = alarm
        }
    }

    let parts: Parts
    let capabilitiesCache = CapabilitiesCache()
    private let quotas = PeerQuotas()
    private let queriesInWork = QueriesInWork()

    public init(_ parts: Parts) { self.parts = parts }

    public func receive(_ request: InboundRequest) async -> ExchangeReply {
        do {
            return try await admit(request)
        } catch {
            // The store or the signer failed: nothing was remembered, so the same bytes may be sent again.
            return .problem(ProblemDetails(.unavailable, "send the same bytes again later"))
        }
    }

    private func admit(_ request: InboundRequest) async throws -> ExchangeReply {
        let now = parts.clock.now()
        switch parts.admission.authenticate(request, at: now) {
        case .rejected(.problem(let problem)):
            var certificate: Digest?
            if case .tls(let presented) = request.carrier { certificate = presented }
            return try await turnAway(problem, peer: peer(certificate))
        case .rejected(.refusal(let grounds)): return try await refuse(grounds, at: now)
        case .admitted(let query):
            // Joined before anything is asked of the store: a repetition finds either the work or its stored reply.
            return try await queriesInWork.reply(to: query) { [self] in try await take(query, at: now) }
        }
    }

    /// Steps 5 and 6.
    private func take(_ query: AuthenticatedQuery, at now: Timestamp) async throws -> ExchangeReply {
        switch try await parts.ledger.recall(query.identifier, of: query.issuer, digest: query.digest) {
        case .again(let reply): return .stored(reply)
        case .conflict: return try await refuse(query.refusal(.replay), at: now)
        case .first: break
        }
        let quota = parts.admission.registry.region(query.issuer)?.quota ?? PeerQuota()
        switch quotas.enter(query.issuer, quota: quota, at: now) {
        case .refused(let seconds):
            return try await refuse(query.refusal(.quotaExceeded, retryAfterSeconds: seconds), at: now)
        case .admitted:
            defer { quotas.leave(query.issuer) }
            return try await work(query, at: now)
        }
    }

    /// Steps 7 to 9, then the registers; nothing is looked up before.
    private func work(_ query: AuthenticatedQuery, at now: Timestamp) async throws -> ExchangeReply {
        switch parts.admission.authorise(query, at: now) {
        case .rejected(.problem(let problem)): return .problem(problem)
        case .rejected(.refusal(let grounds)):
            return try await refuse(grounds, remembering: query, at: now)
        case .admitted(let permitted):
            let findings = await RegisterRun(registers: parts.registers, alarm: parts.alarm).findings(
                permitted.registerRequests,
                at: now,
                milliseconds: WorkTime.milliseconds(for: permitted.query, at: now)
            )
            return try await answer(query, permitted, findings, at: now)
        }
    }

    private func answer(
        _ query: AuthenticatedQuery,
        _ permitted: PermittedQuery,
        _ findings: [RegisterFinding],
        at now: Timestamp
    ) async throws -> ExchangeReply {
        let builder = AnswerBuilder(signer: parts.signer, random: parts.random, digests: parts.digests)
        let answer: SignedAnswer
        do {
            answer = try await builder.answer(to: permitted, findings: findings, at: now)
        } catch let error as ExchangeError where error.code == .tooLarge || error.code == .tooManyRecords {
            // It would be as large the next time: only another question helps, so this is the reply for good.
            let grounds = query.refusal(.limitExceeded, detail: error.description)
            return try await refuse(grounds, remembering: query, at: now)
        }
        let statuses = findings.map(\.outcome.status.code) + permitted.forbidden.map(\.status.code)
        let event = AnsweringEvent(
            kind: .answered(
                records: findings.reduce(0) { $0 + $1.records.count },
                outcomes: statuses.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            ),
            peer: query.issuer,
            queryIdentifier: query.identifier,
            queryDigest: query.digest,
            replyDigest: parts.digests.digest(answer.bytes, .sha256),
            purpose: permitted.query.purpose,
            legalBasis: permitted.query.legalBasis,
            subjectCount: permitted.query.subjects.count
        )
        return try await remember(StoredReply(kind: .answer, bytes: answer.bytes), query, event)
    }

    /// Nothing leaves before it is stored. Should another node of this region have answered the same bytes meanwhile,
    /// its reply counts; should it have answered other bytes under this identifier, this query is a replay.
    func remember(
        _ reply: StoredReply,
        _ query: AuthenticatedQuery,
        _ event: AnsweringEvent
    ) async throws -> ExchangeReply {
        let exchange = RecordedExchange(
            issuer: query.issuer,
            identifier: query.identifier,
            queryDigest: query.digest,
            reply: reply,
            rememberUntil: query.rememberUntil,
            event: event
        )
        switch try await parts.ledger.record(exchange) {
        case .first: return .stored(reply)
        case .again(let earlier): return .stored(earlier)
        case .conflict: return try await refuse(query.refusal(.replay), at: parts.clock.now())
        }
    }

    /// The region whose own TLS certificate this is.
    func peer(_ certificate: Digest?) -> ProvinceCode? {
        certificate.flatMap { parts.admission.registry.region(forTLSCertificate: $0)?.region }
    }
}
