import Answering
import ExchangeProtocol
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

/// Jiangsu's answering side, and what Shanghai sends it.
struct AnsweringBench {
    let federation: TestFederation
    let ledger = MemoryAnsweringLedger()
    let registers: RegisterStub
    let clock = TestClock()
    let service: AnsweringService

    init(_ terms: TestFederation.Terms = TestFederation.Terms(), gate: Gate? = nil) async throws {
        federation = try await TestFederation(terms)
        registers = RegisterStub(gate: gate)
        service = AnsweringService(
            AnsweringService.Parts(
                admission: federation.admission(of: .jiangsu),
                registers: registers,
                ledger: ledger,
                signer: try TestFederation.signer(.jiangsu),
                digests: TestFederation.digests,
                random: CountedRandom("answering bench"),
                clock: clock
            )
        )
    }

    static func identifier(_ seed: String = "query") -> UniqueIdentifier {
        UniqueIdentifier(at: TestFederation.now, random: CountedRandom(seed))
    }

    /// A signed query of Shanghai about one invented person.
    static func query(
        _ seed: String = "query",
        audience: ProvinceCode = .jiangsu,
        authorisedItems: [ItemCategory] = [.vehicle, .deposit],
        authorisedRegions: [ProvinceCode] = [.jiangsu],
        purposes: [AssistanceProgramme] = [.dibao],
        signer: (any Signer)? = nil
    ) async throws -> SignedQuery {
        let now = TestFederation.now
        let day = CalendarDate("2026-11-20")!
        let reference = SubjectReference("p1")!
        let form = QueryAuthorisation(
            reference: SubjectReference("a1")!,
            caseReference: CaseReference("case-1")!,
            number: "授权-1",
            documentDigest: TestFederation.digests.digest([1], .sm3),
            signedAt: day,
            validFrom: day,
            endRule: .ineligibleOrAssistanceEnd,
            regions: authorisedRegions,
            items: authorisedItems,
            purposes: purposes
        )
        let query = try ExchangeQuery(
            issuer: .shanghai,
            audience: audience,
            identifier: identifier(seed),
            issuedAt: now,
            notBefore: now,
            expiresAt: now.adding(seconds: 86_400),
            respondBy: now.adding(seconds: 30),
            requestNumber: RequestNumber("310101000000202611240001")!,
            purpose: .dibao,
            legalBasis: LegalBasis(code: "CN-SAL-2026-41")!,
            agreement: AgreementIdentifier(TestFederation.agreement)!,
            authorisations: [form],
            subjects: [
                QuerySubject(
                    reference: reference,
                    authorisation: form.reference,
                    identity: try #require(IdentityNumber("319999198503122017")),
                    name: PersonName("测试甲")!,
                    signedBy: .own
                )
            ],
            items: [.vehicle, .deposit],
            incomeWindow: MonthWindow(from: YearMonth("2025-11")!, to: YearMonth("2026-10")!)!,
            assetsAsOf: day
        )
        return try await SignedQuery.sign(query, with: try signer ?? TestFederation.signer(.shanghai))
    }

    static func request(
        _ bytes: [UInt8],
        from role: String = ProvinceCode.shanghai.text,
        contentType: String? = MessageType.query.mediaType
    ) -> InboundRequest {
        InboundRequest(
            bytes: bytes,
            contentType: contentType,
            carrier: .tls(certificate: TestFederation.certificate(role))
        )
    }

    func send(_ query: SignedQuery) async -> ExchangeReply { await service.receive(Self.request(query.bytes)) }

    func answer(_ reply: ExchangeReply, to query: SignedQuery) throws -> VerifiedAnswer {
        try UnverifiedAnswer(reply.body).verify(
            for: query,
            registry: federation.registry,
            verifier: TestFederation.verifier,
            digests: TestFederation.digests,
            at: clock.now()
        )
    }

    func refusal(_ reply: ExchangeReply, of query: SignedQuery) throws -> Refusal {
        try UnverifiedRefusal(reply.body).verify(
            for: query,
            registry: federation.registry,
            verifier: TestFederation.verifier,
            digests: TestFederation.digests,
            at: clock.now()
        ).refusal
    }

    /// The kind that an unsigned problem document names.
    static func problem(_ reply: ExchangeReply) throws -> String {
        #expect(reply.contentType == ProblemDetails.mediaType)
        let json = try JSONParser.parse(reply.body, limits: JSONLimits(byteCount: 4096))
        guard case .string(let type)? = json["type"] else { return "" }
        return type
    }
}
