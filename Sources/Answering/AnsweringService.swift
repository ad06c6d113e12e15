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

        public init(
            admission: Admission,
            registers: any RegisterLookup,
            ledger: any AnsweringLedger,
            signer: any Signer,
            digests: any Digesting,
            random: any RandomSource,
            clock: any WallClock
        ) {
            self.admission = admission
            self.registers = registers
            self.ledger = ledger
            self.signer = signer
            self.digests = digests
            self.random = random
            self.clock = clock
        }
    }

    /// How long a capabilities statement may be relied on.
    private static let capabilitySeconds: Int64 = 3600

    private let parts: Parts
    private let quotas = PeerQuotas()

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
        case .rejected(.problem(let problem)): return try await turnAway(problem, request)
        case .rejected(.refusal(let grounds)): return try await refuse(grounds, at: now)
        case .admitted(let query): return try await take(query, at: now)
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
            var findings: [RegisterFinding] = []
            for request in permitted.registerRequests {
                findings.append(await parts.registers.lookUp(request, at: now))
            }
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
        let answer = try await builder.answer(to: permitted, findings: findings, at: now)
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

    /// Nothing leaves before it is stored. Should another task have answered the same bytes meanwhile, its reply
    /// counts;
    /// should it have answered other bytes under this identifier, this query is a replay.
    private func remember(
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
}

extension AnsweringService {
    private func turnAway(_ problem: ProblemDetails, _ request: InboundRequest) async throws -> ExchangeReply {
        var peer: ProvinceCode?
        if case .tls(let certificate) = request.carrier {
            peer = parts.admission.registry.region(forTLSCertificate: certificate)?.region
        }
        try await parts.ledger.note(AnsweringEvent(kind: .turnedAway(problem.kind), peer: peer))
        return .problem(problem)
    }

    private func refuse(_ grounds: RefusalGrounds, at now: Timestamp) async throws -> ExchangeReply {
        let refusal = try await signedRefusal(grounds, at: now)
        // A peer over its quota must not be able to fill the log: that refusal is signed and not written down.
        if grounds.code != .quotaExceeded { try await parts.ledger.note(event(grounds, refusal)) }
        return .refusal(refusal, grounds)
    }

    private func refuse(
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

extension AnsweringService {
    public func storedReply(_ identifier: String, tlsCertificate: Digest?) async -> ExchangeReply {
        let nothing = ProblemDetails(.notFound, "no query of this identifier by this region")
        guard let certificate = tlsCertificate, let identifier = UniqueIdentifier(identifier),
            let peer = parts.admission.registry.region(forTLSCertificate: certificate)?.region
        else { return .problem(nothing) }
        do {
            return try await parts.ledger.reply(to: identifier, of: peer).map(ExchangeReply.stored) ?? .problem(nothing)
        } catch {
            return .problem(ProblemDetails(.unavailable, "ask again later"))
        }
    }

    public func capabilities() async -> ExchangeReply {
        do {
            let now = parts.clock.now()
            let statement = Capabilities(
                issuer: parts.admission.region,
                issuedAt: now,
                expiresAt: now.adding(seconds: Self.capabilitySeconds),
                items: parts.registers.offeredItems.sorted(),
                disclosures: Disclosure.allCases,
                limits: parts.admission.registry.limits
            )
            let signed = try await SignedCapabilities.sign(statement, with: parts.signer)
            return ExchangeReply(status: 200, contentType: MessageType.capabilities.mediaType, body: signed.bytes)
        } catch {
            return .problem(ProblemDetails(.unavailable, "ask again later"))
        }
    }

    public func keySet() -> ExchangeReply {
        let keys = parts.admission.registry.region(parts.admission.region)?.keys ?? []
        let set = KeySet(keys.map { KeySet.Entry(keyIdentifier: $0.keyIdentifier, key: JSONWebKey($0.publicKey)) })
        return ExchangeReply(status: 200, contentType: KeySet.mediaType, body: set.json.canonicalBytes)
    }
}

extension ExchangeReply {
    fileprivate static func problem(_ problem: ProblemDetails) -> ExchangeReply {
        ExchangeReply(
            status: problem.status,
            contentType: ProblemDetails.mediaType,
            body: problem.json.canonicalBytes
        )
    }

    fileprivate static func stored(_ reply: StoredReply) -> ExchangeReply {
        ExchangeReply(
            status: reply.kind.httpStatus,
            contentType: reply.kind.messageType.mediaType,
            body: reply.bytes
        )
    }

    fileprivate static func refusal(_ bytes: [UInt8], _ grounds: RefusalGrounds) -> ExchangeReply {
        ExchangeReply(
            status: grounds.httpStatus,
            contentType: MessageType.refusal.mediaType,
            body: bytes,
            retryAfterSeconds: grounds.retryAfterSeconds
        )
    }
}
