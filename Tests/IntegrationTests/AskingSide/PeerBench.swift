import CurlTransport
import ExchangeProtocol
import Foundation
import OpenSSLCrypto
import TestSupport
import VerificationDomain

/// Certificates of both sides, and a client that shows Shanghai's.
struct PeerBench: Sendable {
    let certificates: TestCertificates
    let shanghai: RegionCertificate
    let jiangsu: RegionCertificate

    init() throws {
        certificates = try TestCertificates()
        shanghai = try RegionCertificate(.shanghai, from: certificates)
        jiangsu = try RegionCertificate(.jiangsu, from: certificates)
    }

    /// The federation in which Jiangsu listens at `address`, under the key of its certificate.
    func federation(jiangsuAt address: String) async throws -> TestFederation {
        var terms = TestFederation.Terms()
        terms.addresses[.jiangsu] = address
        terms.tlsNames[.jiangsu] = RegionCertificate.name(.jiangsu)
        terms.tls = [.shanghai: shanghai.identity, .jiangsu: jiangsu.identity]
        return try await TestFederation(terms)
    }

    func withClient<Result>(_ body: (CurlClient) async throws -> Result) async throws -> Result {
        let client = try CurlClient(
            TransportConfiguration(identity: shanghai.files, trustedAuthoritiesFile: certificates.authorityFile)
        )
        defer { client.shutDown() }
        return try await body(client)
    }

    /// Runs a test against Jiangsu's real endpoint, which tells this lie; it shows Jiangsu's certificate, or another.
    func withLyingPeer(
        certificate: RegionCertificate? = nil,
        legMilliseconds: Int64 = 30_000,
        _ lie: @escaping LyingRegion.Lie,
        _ body: @Sendable (AskingNode) async throws -> Void
    ) async throws {
        let federation = Later<TestFederation>()
        let server = (certificate ?? jiangsu).server(trusting: certificates.authorityFile)
        try await withEndpoint(LyingRegion(federation: federation, lie: lie), identity: server) { port in
            federation.set(try await self.federation(jiangsuAt: "https://127.0.0.1:\(port)"))
            try await withClient { client in
                let node = try await AskingNode(
                    try federation.get(),
                    client: client,
                    legMilliseconds: legMilliseconds
                )
                try await body(node)
            }
        }
    }
}
