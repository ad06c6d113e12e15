import Answering
import Coordination
import CurlTransport
import ExchangeProtocol
import HTTPService
import Logging
import NIOCore
import NIOPosix
import OpenSSLCrypto
import RecordStore
import RegionAdapters
import ServiceLifecycle
import Synchronization
import TestSupport
import VerificationDomain

/// Whole checks of a family of four: a coordinator in this process, its own registers, and three running peers.
struct CheckBenchmark {
    let nodes: LocalNodes
    let rates: [SignatureSuite: SignatureRates]

    private static let peers: [ProvinceCode] = [.jiangsu, .zhejiang, .anhui]
    private static let delayMilliseconds: Int64 = 200

    func run() async throws {
        let bytes = try LocalNodes.household().json.canonicalBytes
        let client = try nodes.client(.shanghai, connections: 128)
        defer { client.shutDown() }
        let coordinator = try await Coordinator(nodes: nodes, client: client)
        var rows: [[String]] = []
        for parallel in [1, 8, 32] {
            let count = parallel == 1 ? 60 : 240
            _ = try await throughput(coordinator, bytes, count: parallel, parallel: parallel)
            let seconds = try await throughput(coordinator, bytes, count: count, parallel: parallel)
            let rate = Double(count) / seconds
            rows.append([
                String(parallel), Output.count(rate), Output.count(ceiling), Output.percent(rate / ceiling),
            ])
        }
        Output.table(
            "Checks through four local nodes (family of four, all items, coordinator and nodes on one machine)",
            ["checks at once", "checks/s", "signature ceiling/s", "of it"],
            rows
        )
        try await latency(coordinator, bytes)
        try await coordinator.close()
    }

    /// Four queries, four answers and a report are signed; four queries and four answers are verified.
    private var ceiling: Double {
        guard let rates = rates[.sm2sm3] else { return 0 }
        return Double(Machine.cores) / (9 / rates.signs + 8 / rates.verifies)
    }

    private func throughput(
        _ coordinator: Coordinator,
        _ bytes: [UInt8],
        count: Int,
        parallel: Int
    ) async throws -> Double {
        let numbers = Numbers(count)
        return try await Measuring.seconds {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<parallel {
                    group.addTask {
                        while numbers.next() != nil { try await coordinator.check(bytes) }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    /// One check at a time with a Jiangsu that takes 200 ms longer, beyond what Jiangsu itself took.
    private func latency(_ coordinator: Coordinator, _ bytes: [UInt8]) async throws {
        let slow = SlowRegion(
            inner: try coordinator.answering(.jiangsu, store: coordinator.store),
            delay: .milliseconds(Self.delayMilliseconds)
        )
        let beyond = try await SlowServer.run(slow, nodes: nodes) { port in
            let service = try coordinator.service(jiangsuAt: port)
            var beyond: [Double] = []
            for round in 0..<33 {
                let seconds = try await Measuring.seconds { try await coordinator.check(bytes, with: service) }
                if round >= 3 { beyond.append(seconds - slow.lastSeconds) }
            }
            return beyond
        }
        Output.table(
            "One check beyond its slowest peer (Jiangsu answers 200 ms late), 30 checks",
            ["median", "p90", "largest"],
            [
                [
                    Output.milliseconds(Measuring.quantile(0.5, of: beyond)),
                    Output.milliseconds(Measuring.quantile(0.9, of: beyond)),
                    Output.milliseconds(beyond.max() ?? 0),
                ]
            ]
        )
    }
}

/// The asking side of Shanghai, as `hedui check submit` composes it.
struct Coordinator: Sendable {
    let store: RecordStore
    private let nodes: LocalNodes
    private let client: CurlClient
    private let folder: ScratchFolder
    private let standard: CheckService

    init(nodes: LocalNodes, client: CurlClient) async throws {
        self.nodes = nodes
        self.client = client
        folder = try ScratchFolder()
        store = try await BenchStore.open(in: folder.path)
        standard = try Self.service(nodes, client, store, jiangsuAt: nil)
    }

    func close() async throws { try await store.close() }

    func check(_ bytes: [UInt8], with service: CheckService? = nil) async throws {
        let household = try LocalNodes.household()
        let report = try await (service ?? standard).run(household, submitted: bytes).report
        guard report.legs.allSatisfy({ $0.state == .accepted }) else { throw EndpointBenchmark.Unusable() }
    }

    func service(jiangsuAt port: Int) throws -> CheckService {
        try Self.service(nodes, client, store, jiangsuAt: port)
    }

    func answering(_ region: ProvinceCode, store: RecordStore) throws -> AnsweringService {
        try Self.answering(region, nodes, store)
    }

    private static func answering(
        _ region: ProvinceCode,
        _ nodes: LocalNodes,
        _ store: RecordStore
    ) throws -> AnsweringService {
        AnsweringService(
            AnsweringService.Parts(
                admission: Admission(
                    registry: nodes.registry,
                    region: region,
                    verifier: OpenSSLSignatureVerifier(),
                    digests: OpenSSLDigests()
                ),
                registers: try nodes.registers(region),
                ledger: StoreAnsweringLedger(replies: store.replies, audit: store.audit),
                signer: try nodes.signer(region),
                digests: OpenSSLDigests(),
                random: SystemRandom(),
                clock: BenchClock()
            )
        )
    }

    private static func service(
        _ nodes: LocalNodes,
        _ client: CurlClient,
        _ store: RecordStore,
        jiangsuAt port: Int?
    ) throws -> CheckService {
        var carriers: [ProvinceCode: any QueryCarrier] = [
            .shanghai: OwnLeg(answering: try answering(.shanghai, nodes, store))
        ]
        for region in nodes.registry.regions where region.region != .shanghai {
            guard var endpoint = HeduiPeerEndpoint(region) else { continue }
            if let port, region.region == .jiangsu {
                endpoint = HeduiPeerEndpoint(
                    address: "https://127.0.0.1:\(port)",
                    hostName: endpoint.hostName,
                    publicKeys: endpoint.publicKeys
                )
            }
            carriers[region.region] = HeduiPeer(
                region: region.region,
                endpoint: endpoint,
                client: client,
                clock: BenchClock()
            )
        }
        return CheckService(
            CheckService.Parts(
                region: .shanghai,
                registry: nodes.registry,
                carriers: carriers,
                ledger: StoreCaseLedger(store, region: .shanghai, digests: OpenSSLDigests(), build: "bench"),
                signer: try nodes.signer(.shanghai),
                verifier: OpenSSLSignatureVerifier(),
                digests: OpenSSLDigests(),
                random: SystemRandom(),
                clock: BenchClock(),
                rulePacks: TestRulePacks(),
                deadlines: CheckDeadlines(legMilliseconds: 30_000, checkMilliseconds: 45_000),
                auditOrigin: "bench.example/log/2026",
                rootKey: nodes.rootKey
            )
        )
    }
}

/// Shanghai's own registers, without a network.
private struct OwnLeg: QueryCarrier {
    let answering: AnsweringService
    var region: ProvinceCode { .shanghai }

    func deliver(_ query: SignedQuery, deadline: Timestamp) async -> DeliveryOutcome {
        let reply = await answering.receive(.inProcess(query))
        return reply.status == 200 ? .answer(reply.body) : .problem(status: reply.status, title: "own leg")
    }
}

/// A region that answers late, and knows how long its last answer took altogether.
private final class SlowRegion: ExchangeAnswering {
    private let inner: AnsweringService
    private let delay: TimeAmount
    private let last = Mutex(0.0)

    init(inner: AnsweringService, delay: TimeAmount) {
        self.inner = inner
        self.delay = delay
    }

    var lastSeconds: Double { last.withLock { $0 } }

    func receive(_ request: InboundRequest) async -> ExchangeReply {
        let start = ContinuousClock.now
        try? await MultiThreadedEventLoopGroup.singleton.next().scheduleTask(in: delay) {}.futureResult.get()
        let reply = await inner.receive(request)
        last.withLock { $0 = (ContinuousClock.now - start).seconds }
        return reply
    }

    func storedReply(_ identifier: String, tlsCertificate: Digest?) async -> ExchangeReply {
        await inner.storedReply(identifier, tlsCertificate: tlsCertificate)
    }

    func capabilities() async -> ExchangeReply { await inner.capabilities() }
    func keySet() -> ExchangeReply { inner.keySet() }
}

/// The exchange server in this process, with Jiangsu's certificate.
private enum SlowServer {
    static func run(
        _ answering: SlowRegion,
        nodes: LocalNodes,
        _ body: @Sendable (Int) async throws -> [Double]
    ) async throws -> [Double] {
        let (ports, port) = AsyncStream<Int>.makeStream()
        let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        let application = try ExchangeServer.application(
            host: "127.0.0.1",
            port: 0,
            identity: ExchangeServerIdentity(
                certificateFile: nodes.keyFile("tls.cert.pem", of: .jiangsu),
                privateKeyFile: nodes.keyFile("tls.key.pem", of: .jiangsu),
                authoritiesFile: nodes.keyFile("tls-ca.cert.pem", of: .jiangsu)
            ),
            answering: answering,
            digests: OpenSSLDigests(),
            logger: logger,
            onRunning: { port.yield($0) }
        )
        let services = ServiceGroup(services: [application], logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { port.finish() }
                try await services.run()
            }
            var samples: [Double] = []
            for await number in ports {
                samples = try await body(number)
                break
            }
            group.cancelAll()
            while await group.nextResult() != nil {}
            return samples
        }
    }
}
