import Answering
import Coordination
import ExchangeProtocol
import OpenSSLCrypto
import RecordMerging
import TestSupport
import Testing
import VerificationDomain

@Suite("A peer whose connection fails in some way: its leg says how, the check goes on", .timeLimit(.minutes(20)))
struct BrokenPeerTests {
    struct Ending: Sendable, CustomTestStringConvertible {
        let behaviour: String
        let state: LegState
        let statement: OutcomeStatus
        let cause: String?
        /// Short where the peer would never end by itself.
        var legMilliseconds: Int64 = 30_000
        var testDescription: String { behaviour }
    }

    /// Paths of `hostile_server.py`; the query's path follows them.
    static let endings = [
        Ending(
            behaviour: "drip",
            state: .timedOut,
            statement: .unavailable(.timedOut),
            cause: nil,
            legMilliseconds: 1_500
        ),
        Ending(
            behaviour: "silent",
            state: .timedOut,
            statement: .unavailable(.timedOut),
            cause: nil,
            legMilliseconds: 1_500
        ),
        Ending(behaviour: "error", state: .failed, statement: .unavailable(.sourceDown), cause: "http500"),
        Ending(behaviour: "cut", state: .failed, statement: .unavailable(.unreachable), cause: "connectionLost"),
        Ending(behaviour: "cut-chunk", state: .failed, statement: .unavailable(.unreachable), cause: "connectionLost"),
        Ending(behaviour: "nothing", state: .failed, statement: .unavailable(.unreachable), cause: "connectionLost"),
        Ending(
            behaviour: "redirect",
            state: .quarantined,
            statement: .unavailable(.quarantined),
            cause: "redirect"
        ),
        Ending(
            behaviour: "garbage",
            state: .quarantined,
            statement: .unavailable(.quarantined),
            cause: "notHTTP"
        ),
        Ending(
            behaviour: "last",
            state: .quarantined,
            statement: .unavailable(.quarantined),
            cause: "unknownMediaType"
        ),
        Ending(
            behaviour: "large/chunked/10485761",
            state: .quarantined,
            statement: .unavailable(.quarantined),
            cause: "tooLarge"
        ),
        Ending(
            behaviour: "large/length/10485761",
            state: .quarantined,
            statement: .unavailable(.quarantined),
            cause: "tooLarge"
        ),
    ]

    @Test("drip, silence, errors, cuts, redirects, garbage and floods", arguments: endings)
    func ending(ending: Ending) async throws {
        let bench = try PeerBench()
        let server = try await HostileServer(
            identity: bench.jiangsu.files,
            clientAuthority: bench.certificates.authorityFile
        )
        defer { server.stop() }
        let address = "https://127.0.0.1:\(server.port)/\(ending.behaviour)"
        let federation = try await bench.federation(jiangsuAt: address)
        try await bench.withClient { client in
            let node = try await AskingNode(federation, client: client, legMilliseconds: ending.legMilliseconds)
            try await Self.expect(node, ending)
        }
        #expect(try await server.eventsSoFar().contains { $0.hasPrefix("request ") }, "the peer was never asked")
    }

    private static func expect(_ node: AskingNode, _ ending: Ending) async throws {
        let (report, leg, entry) = try await node.closedLeg()
        #expect(leg.state == ending.state)
        #expect(leg.statement == ending.statement)
        #expect(leg.violation == ending.cause)
        #expect(report.isPartial)
        let cells = report.picture.coverage.filter { $0.region == .jiangsu }
        #expect(cells.count == 2 && cells.allSatisfy { $0.status == ending.statement })
        #expect(report.legs.first { $0.region == .shanghai }?.state == .accepted)
        #expect(entry.state == ending.state.rawValue)
        #expect(entry.cause == ending.cause)
        #expect(entry.kind == (ending.state == .quarantined ? "answer.quarantined" : "leg.closed"))
    }

    @Test("nobody listens")
    func nobody() async throws {
        let bench = try PeerBench()
        let server = try await HostileServer(
            identity: bench.jiangsu.files,
            clientAuthority: bench.certificates.authorityFile
        )
        // The port was this test's own a moment ago; nobody else listens there.
        server.stop()
        let federation = try await bench.federation(jiangsuAt: "https://127.0.0.1:\(server.port)")
        try await bench.withClient { client in
            try await Self.expect(
                try await AskingNode(federation, client: client),
                Ending(
                    behaviour: "nobody",
                    state: .failed,
                    statement: .unavailable(.unreachable),
                    cause: "connectFailed"
                )
            )
        }
    }

    /// Certificates that are not Jiangsu's, each made by a real authority and shown by a real server.
    enum Impostor: String, Sendable, CaseIterable {
        case strangerAuthority, expired, anotherRegion, anotherKeyOfTheSameName

        func certificate(_ bench: PeerBench) throws -> RegionCertificate {
            switch self {
            case .strangerAuthority: try RegionCertificate(.jiangsu, by: "stranger", from: bench.certificates)
            case .expired: try RegionCertificate(.jiangsu, days: -1, from: bench.certificates)
            case .anotherRegion: try RegionCertificate(.anhui, from: bench.certificates)
            case .anotherKeyOfTheSameName: try RegionCertificate(.jiangsu, days: 3, from: bench.certificates)
            }
        }
    }

    @Test("TLS to the wrong certificate: no query is sent", arguments: Impostor.allCases)
    func wrongCertificate(impostor: Impostor) async throws {
        let bench = try PeerBench()
        let honest: LyingRegion.Lie = { $0.reply($0.answer) }
        try await bench.withLyingPeer(certificate: try impostor.certificate(bench), honest) { node in
            try await Self.expect(
                node,
                Ending(
                    behaviour: impostor.rawValue,
                    state: .failed,
                    statement: .unavailable(.unreachable),
                    cause: "tlsFailed"
                )
            )
        }
    }
}
