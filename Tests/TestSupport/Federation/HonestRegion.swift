public import ExchangeProtocol
public import VerificationDomain

/// An answering region by the book and without a store: what an asking side gets when nothing goes wrong.
public struct HonestRegion: Sendable {
    private let admission: Admission
    private let region: ProvinceCode
    private let random: CountedRandom
    private let records: @Sendable (RegisterRequest) -> [VerificationRecord]

    public init(
        _ region: ProvinceCode,
        in federation: TestFederation,
        records: @escaping @Sendable (RegisterRequest) -> [VerificationRecord] = { _ in [] }
    ) {
        self.region = region
        self.records = records
        admission = federation.admission(of: region)
        random = CountedRandom("honest \(region)")
    }

    /// Steps 1 to 9, without the store's part.
    public func admit(
        _ query: SignedQuery,
        at time: Timestamp = TestFederation.now
    ) -> Admitted<PermittedQuery> {
        let carrier = TestFederation.certificate(query.query.issuer.text)
        return admit(
            InboundRequest(
                bytes: query.bytes,
                contentType: MessageType.query.mediaType,
                carrier: query.query.issuer == region ? .inProcess(region) : .tls(certificate: carrier)
            ),
            at: time
        )
    }

    private func admit(_ request: InboundRequest, at time: Timestamp) -> Admitted<PermittedQuery> {
        switch admission.authenticate(request, at: time) {
        case .rejected(let rejection): return .rejected(rejection)
        case .admitted(let authenticated): return admission.authorise(authenticated, at: time)
        }
    }

    /// The signed reply to a query, as a carrier would bring it.
    public func reply(to query: SignedQuery, at time: Timestamp = TestFederation.now) async throws -> DeliveryOutcome {
        let signer = try TestFederation.signer(region)
        switch admit(query, at: time) {
        case .admitted(let permitted): return .answer(try await answer(to: permitted, at: time))
        case .rejected(.refusal(let grounds)):
            let identifier = UniqueIdentifier(at: time, random: random)
            let refusal = Refusal(grounds, issuer: region, identifier: identifier, issuedAt: time)
            let bytes = try await SignedRefusal.sign(refusal, with: signer).bytes
            return .refusal(bytes, status: grounds.httpStatus)
        case .rejected(.problem(let problem)):
            return .problem(status: problem.status, title: problem.title)
        }
    }

    /// Why a request got no answer.
    public struct Rejected: Error {
        public let rejection: Rejection
    }

    /// The signed answer to a request as a server received it; throws `Rejected` when it is not admitted.
    public func answer(to request: InboundRequest, at time: Timestamp = TestFederation.now) async throws -> [UInt8] {
        switch admit(request, at: time) {
        case .admitted(let permitted): return try await answer(to: permitted, at: time)
        case .rejected(let rejection): throw Rejected(rejection: rejection)
        }
    }

    private func answer(to permitted: PermittedQuery, at time: Timestamp) async throws -> [UInt8] {
        let builder = AnswerBuilder(
            signer: try TestFederation.signer(region),
            random: random,
            digests: TestFederation.digests
        )
        return try await builder.answer(to: permitted, findings: permitted.registerRequests.map(finding), at: time)
            .bytes
    }

    private func finding(_ request: RegisterRequest) -> RegisterFinding {
        let found = records(request)
        let outcome = ItemOutcome(
            subject: request.subject.reference,
            item: request.item,
            status: found.isEmpty ? .none : .found,
            source: "register of \(region)",
            scope: .provincial,
            asOf: CalendarDate("2026-11-20")!,
            recordCount: found.count
        )
        return RegisterFinding(outcome: outcome, records: found)
    }
}
