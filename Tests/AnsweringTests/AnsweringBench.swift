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
