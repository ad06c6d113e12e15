import ArgumentParser
import CurlTransport
import Foundation
import HTTPService
import Logging
import NIOCore
import NIOPosix
import OpenSSLCrypto
import RecordStore
import ServiceLifecycle
import UnixSignals

/// Runs a node's exchange endpoint until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the node: answer the peers' queries and publish the audit log.",
        discussion: "Prints one line when it is ready. SIGTERM or SIGINT stops it after the requests in work."
    )

    @OptionGroup var options: NodeOption

    /// Seconds that requests in work get when the node is told to stop.
    private static let shutdownSeconds: Int64 = 10

    func run() async throws {
        try await CommandFrame.run {
            // libcurl would write session secrets to the file that this variable names.
            unsetenv("SSLKEYLOGFILE")
            let configuration = try options.load()
            _ = try NodeCertificates(configuration).check(at: SystemClock().now())
            let node = try await Node.open(configuration)
            do {
                try await Self.tryListening(configuration.listen)
                // Dies before it: nothing of this start is in the log. Dies after it: a start without its stop.
                try await NodeEvents(node: node).started()
                try await serve(node)
            } catch let error as IOError where error.errnoCode == EADDRINUSE {
                let listen = node.configuration.listen
                throw CommandFailure(
                    .unavailable,
                    "port \(listen.port) on \(listen.host) is in use: stop the other program, or set "
                        + "another listen.port"
                )
            }
            try await node.store.close()
        }
    }

    /// Takes the port for a moment and gives it back: a start that cannot be is no start, and leaves no row.
    private static func tryListening(_ listen: NodeConfiguration.Listen) async throws {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: listen.host, port: listen.port).get().close().get()
    }

    private func serve(_ node: Node) async throws {
        let configuration = node.configuration
        var logger = Logger(label: "hedui") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        let startLogger = logger
        let client = try node.client()
        defer { client.shutDown() }
        let answering = try node.answering()
        let checks = try node.checkService(client: client, answering: answering)
        let application = try ExchangeServer.application(
            host: configuration.listen.host,
            port: configuration.listen.port,
            identity: ExchangeServerIdentity(
                certificateFile: configuration.tls.certificate,
                privateKeyFile: configuration.tls.key,
                authoritiesFile: configuration.tls.authorities
            ),
            answering: answering,
            digests: node.digests,
            logger: logger,
            onRunning: { port in
                startLogger.notice("ready", metadata: ["region": "\(configuration.region)", "port": "\(port)"])
                Console.standard.line(
                    "ready \(configuration.region) https://\(configuration.listen.host):\(port)"
                )
            }
        )
        var group = ServiceGroupConfiguration(
            services: [
                .init(service: LogService(node: node, logger: logger)),
                .init(service: ReplyPruning(node: node, logger: logger)),
                .init(service: CheckResumption(node: node, checks: checks, logger: logger)),
                .init(service: application),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        group.maximumGracefulShutdownDuration = .seconds(Self.shutdownSeconds)
        try await ServiceGroup(configuration: group).run()
    }
}
