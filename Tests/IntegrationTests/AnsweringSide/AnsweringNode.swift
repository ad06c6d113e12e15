import Answering
import CurlTransport
import ExchangeProtocol
import HTTPService
import OpenSSLCrypto
import RecordStore
import RegionAdapters
import TestSupport
import Testing
import VerificationDomain

/// Jiangsu's answering side as it runs in a node: real store, real log; it can be stopped and started again.
struct AnsweringNode: Sendable {
    let bench: PeerBench
    let zhejiang: RegionCertificate
    let federation: TestFederation
    let clock = TestClock()
    private let folder: StoreFolder
    private let registers: any RegisterLookup

    init(quota: PeerQuota = PeerQuota(), registers: any RegisterLookup = RegisterStub()) async throws {
        self.registers = registers
        bench = try PeerBench()
        zhejiang = try RegionCertificate(.zhejiang, from: bench.certificates)
        var terms = TestFederation.Terms()
        terms.tls = [
            .shanghai: bench.shanghai.identity, .jiangsu: bench.jiangsu.identity, .zhejiang: zhejiang.identity,
        ]
        terms.quota = quota
        federation = try await TestFederation(terms)
        folder = try StoreFolder(clock: clock)
    }

    /// One life of the node, from its start to its stop; the store stays on the disk.
    func running(
        limits: ExchangeServerLimits = ExchangeServerLimits(),
        _ body: @Sendable (RunningEndpoint) async throws -> Void
    ) async throws {
        let store = try await folder.open()
        let service = AnsweringService(
            AnsweringService.Parts(
                admission: federation.admission(of: .jiangsu),
                registers: registers,
                ledger: StoreAnsweringLedger(replies: store.replies, audit: store.audit),
                signer: try TestFederation.signer(.jiangsu),
                digests: TestFederation.digests,
                random: CountedRandom("answering node \(clock.now())"),
                clock: clock
            )
        )
        let server = bench.jiangsu.server(trusting: bench.certificates.authorityFile)
        try await withEndpoint(service, identity: server, limits: limits) { port in
            try await body(RunningEndpoint(node: self, port: port))
        }
        try await store.close()
    }

    /// Forgets the replies that have expired, as a running node does now and then; returns how many.
    func prune() async throws -> Int {
        let store = try await folder.open()
        let count = try await store.replies.prune(before: clock.now())
        try await store.close()
        return count
    }

    func auditEntries() async throws -> [AuditedEntry] {
        let store = try await folder.open()
        let entries = try await folder.auditEntries(of: store)
        try await store.close()
        return entries
    }
}

/// A running endpoint and clients that show the certificate of one region or another.
struct RunningEndpoint: Sendable {
    let node: AnsweringNode
    let port: Int

    func post(
        _ bytes: [UInt8],
        contentType: String? = MessageType.query.mediaType,
        as certificate: RegionCertificate? = nil
    ) async throws -> HTTPResponse {
        try await send(.post, "/exchange/v1/queries", bytes, contentType, as: certificate)
    }

    func get(_ path: String, as certificate: RegionCertificate? = nil) async throws -> HTTPResponse {
        try await send(.get, path, [], nil, as: certificate)
    }

    private func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ body: [UInt8],
        _ contentType: String?,
        as certificate: RegionCertificate?
    ) async throws -> HTTPResponse {
        let client = try CurlClient(
            TransportConfiguration(
                identity: (certificate ?? node.bench.shanghai).files,
                trustedAuthoritiesFile: node.bench.certificates.authorityFile
            )
        )
        defer { client.shutDown() }
        return try await client.send(
            HTTPRequest(
                method: method,
                url: "https://127.0.0.1:\(port)\(path)",
                headers: contentType.map { [("Content-Type", $0)] } ?? [],
                body: body,
                deadlineMilliseconds: 60_000,
                responseByteLimit: ExchangeLimits.answerByteCount,
                expectedHostName: RegionCertificate.name(.jiangsu),
                pinnedPublicKeys: [node.bench.jiangsu.identity.publicKey.bytes]
            )
        )
    }

    /// The signed answer to a query, verified as the asking side does.
    func verified(_ response: HTTPResponse, for query: SignedQuery) throws -> VerifiedAnswer {
        try UnverifiedAnswer(response.body).verify(
            for: query,
            registry: node.federation.registry,
            verifier: TestFederation.verifier,
            digests: TestFederation.digests,
            at: node.clock.now()
        )
    }

    /// The code of a signed refusal.
    func refusal(_ response: HTTPResponse, of query: SignedQuery) throws -> RefusalCode {
        try UnverifiedRefusal(response.body).verify(
            for: query,
            registry: node.federation.registry,
            verifier: TestFederation.verifier,
            digests: TestFederation.digests,
            at: node.clock.now()
        ).refusal.code
    }

    /// The name of an unsigned problem.
    static func problem(_ response: HTTPResponse) throws -> String {
        #expect(response.headers["content-type"] == ProblemDetails.mediaType)
        let json = try JSONParser.parse(response.body, limits: JSONLimits(byteCount: 4096))
        guard case .string(let type)? = json["type"] else { return "" }
        return type
    }
}
