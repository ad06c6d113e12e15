internal import Foundation

/// How one client reaches its peers.
public struct TransportConfiguration: Sendable {
    public let identity: ClientIdentity
    /// The only authorities whose peers are trusted (PEM); those of the operating system are not.
    public let trustedAuthoritiesFile: String
    /// The address of an HTTP proxy to tunnel through, such as `http://10.0.0.1:3128`; nil calls peers directly.
    ///
    /// The `https_proxy` and `no_proxy` environment variables are never looked at.
    public let proxy: String?
    /// The most time that name lookup, TCP and TLS may take together, in milliseconds.
    public let connectTimeoutMilliseconds: Int
    /// The most requests in flight at once; further ones wait in order, within their deadlines.
    public let maximumConnections: Int
    /// The most requests in flight at once to one host and port; stops a peer that hangs from taking every connection.
    public let maximumConnectionsPerPeer: Int

    public init(
        identity: ClientIdentity,
        trustedAuthoritiesFile: String,
        proxy: String? = nil,
        connectTimeoutMilliseconds: Int = 5_000,
        maximumConnections: Int = 128,
        maximumConnectionsPerPeer: Int = 64
    ) {
        self.identity = identity
        self.trustedAuthoritiesFile = trustedAuthoritiesFile
        self.proxy = proxy
        self.connectTimeoutMilliseconds = connectTimeoutMilliseconds
        self.maximumConnections = maximumConnections
        self.maximumConnectionsPerPeer = maximumConnectionsPerPeer
    }

    /// Finds at the start what would otherwise fail at the first request.
    func check() throws(TransportError) {
        let times = 1...TransportLimits.maximumDeadlineMilliseconds
        let connections = 1...TransportLimits.maximumConnections
        guard times.contains(connectTimeoutMilliseconds) else {
            throw TransportError(.invalidRequest, "connect timeout")
        }
        guard connections.contains(maximumConnections), connections.contains(maximumConnectionsPerPeer) else {
            throw TransportError(.invalidRequest, "maximum number of connections")
        }
        // Trust for a TLS connection to the proxy itself is not configured; the tunnel inside is TLS in any case.
        guard proxy?.hasPrefix("http://") ?? true else { throw TransportError(.invalidRequest, "proxy address") }
        let files = [
            ("certificate file", identity.certificateFile),
            ("private key file", identity.privateKeyFile),
            ("trusted authorities file", trustedAuthoritiesFile),
        ]
        for (name, path) in files where !FileManager.default.isReadableFile(atPath: path) {
            throw TransportError(.credentialUnusable, name)
        }
    }
}
