import CurlTransport
import TestSupport

/// A running hostile server, a client that trusts it, and the certificates of both.
struct Peer: Sendable {
    let server: HostileServer
    let certificates: TestCertificates
    let serverIdentity: ClientIdentity
    let clientIdentity: ClientIdentity
    let client: CurlClient

    func url(_ path: String, host: String = "127.0.0.1", port: Int? = nil) -> String {
        "https://\(host):\(port ?? server.port)/\(path)"
    }

    func get(_ path: String, deadline: Int = 60_000, limit: Int = 1_000_000) -> HTTPRequest {
        HTTPRequest(method: .get, url: url(path), deadlineMilliseconds: deadline, responseByteLimit: limit)
    }

    /// Another client with something changed; the test shuts it down.
    func makeClient(
        identity: ClientIdentity? = nil,
        authorities: String? = nil,
        proxy: String? = nil,
        connectTimeout: Int = 5_000,
        connections: Int = 128,
        connectionsPerPeer: Int = 64
    ) throws -> CurlClient {
        try CurlClient(
            TransportConfiguration(
                identity: identity ?? clientIdentity,
                trustedAuthoritiesFile: authorities ?? certificates.authorityFile,
                proxy: proxy,
                connectTimeoutMilliseconds: connectTimeout,
                maximumConnections: connections,
                maximumConnectionsPerPeer: connectionsPerPeer
            )
        )
    }
}

/// Runs a test against a server of its own, and takes everything down in the end.
func withPeer(
    names: String = "DNS:localhost,IP:127.0.0.1",
    days: Int = 2,
    newestTLS: String = "1.3",
    _ body: (Peer) async throws -> Void
) async throws {
    let certificates = try TestCertificates()
    defer { certificates.remove() }
    let serverIdentity = try certificates.issue("server", for: names, days: days)
    let clientIdentity = try certificates.issue("client", for: "DNS:client.invalid")
    let server = try await HostileServer(
        identity: serverIdentity,
        clientAuthority: certificates.authorityFile,
        newestTLS: newestTLS
    )
    defer { server.stop() }
    let client = try CurlClient(
        TransportConfiguration(identity: clientIdentity, trustedAuthoritiesFile: certificates.authorityFile)
    )
    defer { client.shutDown() }
    try await body(
        Peer(
            server: server,
            certificates: certificates,
            serverIdentity: serverIdentity,
            clientIdentity: clientIdentity,
            client: client
        )
    )
}
