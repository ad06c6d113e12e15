import Answering
import ExchangeProtocol
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

/// Jiangsu's answering side, and what Shanghai sends it.
struct AnsweringBench {
    let federation: TestFederation
    let ledger: MemoryAnsweringLedger
    let registers: RegisterStub
    let clock = TestClock()
    let alarms = TestAlarms()
    let signer: CountingSigner
    let service: AnsweringService

    /// - Parameters:
    ///   - lookUp: registers that are asked instead of the stub.
    ///   - ledger: that of another node of the region, for two that share one.
    init(
        _ terms: TestFederation.Terms = TestFederation.Terms(),
        gate: Gate? = nil,
        lookUp: (any RegisterLookup)? = nil,
        ledger: MemoryAnsweringLedger = MemoryAnsweringLedger()
    ) async throws {
        self.ledger = ledger
        federation = try await TestFederation(terms)
        registers = RegisterStub(gate: gate)
        signer = CountingSigner(try TestFederation.signer(.jiangsu))
        service = AnsweringService(
            AnsweringService.Parts(
                admission: federation.admission(of: .jiangsu),
                registers: lookUp ?? registers,
                ledger: ledger,
                signer: signer,
                digests: TestFederation.digests,
                random: CountedRandom("answering bench"),
                clock: clock,
                alarm: alarms.alarm
            )
        )
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

    /// The reply to a query that the certificate of the region that signed it carries.
    func send(_ query: SignedQuery) async -> ExchangeReply {
        await service.receive(Self.request(query.bytes, from: query.query.issuer.text))
    }

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

extension TestQuery {
    /// What Shanghai asks, asked and signed by another region instead.
    static func signed(
        _ seed: String = "query",
        by issuer: ProvinceCode,
        authorisedRegions: [ProvinceCode] = [.jiangsu]
    ) async throws -> SignedQuery {
        let asked = try await signed(seed, authorisedRegions: authorisedRegions).query
        let query = try ExchangeQuery(
            issuer: issuer,
            audience: asked.audience,
            identifier: asked.identifier,
            issuedAt: asked.issuedAt,
            notBefore: asked.notBefore,
            expiresAt: asked.expiresAt,
            respondBy: asked.respondBy,
            requestNumber: asked.requestNumber,
            purpose: asked.purpose,
            legalBasis: asked.legalBasis,
            agreement: asked.agreement,
            authorisations: asked.authorisations,
            subjects: asked.subjects,
            items: asked.items,
            incomeWindow: asked.incomeWindow,
            assetsAsOf: asked.assetsAsOf
        )
        return try await SignedQuery.sign(query, with: try TestFederation.signer(issuer))
    }
}
