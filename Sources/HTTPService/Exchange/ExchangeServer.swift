public import Answering
public import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import NIOSSL
public import VerificationDomain

/// The files that prove who this node is, and whose certificates it takes.
public struct ExchangeServerIdentity: Sendable, Hashable {
    public let certificateFile: String
    public let privateKeyFile: String
    public let authoritiesFile: String

    public init(certificateFile: String, privateKeyFile: String, authoritiesFile: String) {
        self.certificateFile = certificateFile
        self.privateKeyFile = privateKeyFile
        self.authoritiesFile = authoritiesFile
    }
}

/// Builds the HTTPS server of the exchange endpoint: mutual TLS 1.2 or 1.3, HTTP/1.1 keep-alive.
public enum ExchangeServer: Sendable {
    /// Bytes of one header field and of all of them; larger ones are refused by the parser (8 KiB, exchange.md's
    /// limit).
    private static let headerByteCount = 8 * 1024

    /// - Parameters:
    ///   - limits: what one connection may take.
    ///   - onRunning: called once with the port that the server listens on.
    /// - Throws: when a certificate or key cannot be read.
    public static func application(
        host: String,
        port: Int,
        identity: ExchangeServerIdentity,
        answering: any ExchangeAnswering,
        digests: any Digesting,
        limits: ExchangeServerLimits = ExchangeServerLimits(),
        logger: Logger,
        onRunning: @escaping @Sendable (Int) async -> Void
    ) throws -> some ApplicationProtocol {
        let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: headerByteCount,
            maxHeaderListSize: headerByteCount,
            maxHeaderFieldCount: 64
        )
        let channel = HTTP1Channel.Configuration(
            idleTimeout: .milliseconds(limits.idleMilliseconds),
            httpDecoderConfiguration: decoder
        )
        return Application(
            responder: ExchangeRoutes(answering: answering, digests: digests, limits: limits).router()
                .buildResponder(),
            server: try .tls(.http1(configuration: channel), tlsConfiguration: tls(identity)),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port),
                serverName: "hedui",
                availableConnectionsDelegate: .maximum(limits.connectionCount, logger: logger)
            ),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) },
            logger: logger
        )
    }

    private static func tls(_ identity: ExchangeServerIdentity) throws -> TLSConfiguration {
        let chain = try NIOSSLCertificate.fromPEMFile(identity.certificateFile).map {
            NIOSSLCertificateSource.certificate($0)
        }
        let key = try NIOSSLPrivateKey(file: identity.privateKeyFile, format: .pem)
        let authorities = try NIOSSLCertificate.fromPEMFile(identity.authoritiesFile)
        var configuration = TLSConfiguration.makeServerConfigurationWithMTLS(
            certificateChain: chain,
            privateKey: .privateKey(key),
            trustRoots: .certificates(authorities)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        return configuration
    }
}
