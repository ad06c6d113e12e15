import CurlTransport
import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@testable import RegionAdapters

/// Against a real TLS peer; one at a time, because each test starts a process.
@Suite("A query goes to the peer that the registry pins, for as long as its deadline allows", .serialized)
struct HeduiPeerTests {
    /// A peer over a real server, and what both need.
    private struct Bench {
        let server: HostileServer
        let client: CurlClient
        let clock = TestClock()

        /// - Parameter path: one of `hostile_server.py`; the query's path follows it.
        func peer(_ path: String) -> HeduiPeer {
            let endpoint = HeduiPeerEndpoint(
                address: "https://127.0.0.1:\(server.port)/\(path)",
                hostName: nil,
                publicKeys: []
            )
            return HeduiPeer(region: .jiangsu, endpoint: endpoint, client: client, clock: clock)
        }

        var later: Timestamp { clock.now().adding(seconds: 30) }
    }

    private func withBench(_ body: (Bench) async throws -> Void) async throws {
        let certificates = try TestCertificates()
        defer { certificates.remove() }
        let server = try await HostileServer(
            identity: try certificates.issue("server", for: "IP:127.0.0.1"),
            clientAuthority: certificates.authorityFile
        )
        defer { server.stop() }
        let client = try CurlClient(
            TransportConfiguration(
                identity: try certificates.issue("client", for: "DNS:client.invalid"),
                trustedAuthoritiesFile: certificates.authorityFile
            )
        )
        defer { client.shutDown() }
        try await body(Bench(server: server, client: client))
    }

    @Test("the exact bytes are posted, and what comes back under no type of ours is garbled with its bytes")
    func posted() async throws {
        try await withBench { bench in
            let query = try await TestQuery.signed()
            // The peer sends the bytes back without any media type.
            let outcome = await bench.peer("echo").deliver(query, deadline: bench.later)
            #expect(outcome == .garbled(.unknownMediaType, body: query.bytes))
            let events = try await bench.server.eventsSoFar()
            #expect(events.contains("request 1 POST /echo/exchange/v1/queries"))
        }
    }

    @Test("a later answer is asked for by the query's identifier alone")
    func collected() async throws {
        try await withBench { bench in
            let query = try await TestQuery.signed()
            let outcome = await bench.peer("error").collect(query, deadline: bench.later)
            #expect(outcome == .problem(status: 500, title: "HTTP 500", body: Array("oops".utf8)))
            let events = try await bench.server.eventsSoFar()
            #expect(events.contains("request 1 GET /error/exchange/v1/queries/\(query.query.identifier)"))
        }
    }

    @Test("answers, receipts and refusals are accepted, whether a query is delivered or its answer collected")
    func acceptedReplies() async throws {
        try await withBench { bench in
            let query = try await TestQuery.signed()
            let peer = bench.peer("echo")
            let requests = [
                peer.delivery(of: query, deadline: bench.later), peer.collection(of: query, deadline: bench.later),
            ]
            for request in requests {
                let accepted = try #require(request).headers.filter { $0.0 == "Accept" }.map(\.1)
                #expect(
                    accepted == [
                        "application/hedui-answer+sd-jwt, application/hedui-receipt+jwt, "
                            + "application/hedui-refusal+jwt"
                    ]
                )
            }
        }
    }

    @Test("at or after its deadline nothing is sent, not even a connection made")
    func late() async throws {
        try await withBench { bench in
            let query = try await TestQuery.signed()
            for deadline in [bench.clock.now(), bench.clock.now().adding(seconds: -1)] {
                #expect(await bench.peer("echo").deliver(query, deadline: deadline) == .timedOut)
                #expect(await bench.peer("echo").collect(query, deadline: deadline) == .timedOut)
            }
            let events = try await bench.server.eventsSoFar()
            #expect(!events.contains { $0.hasPrefix("accepted") })
        }
    }

    @Test("a cancelled delivery ends at once, closes its connection and blames nobody", .timeLimit(.minutes(20)))
    func cancelled() async throws {
        try await withBench { bench in
            let query = try await TestQuery.signed()
            let (peer, deadline) = (bench.peer("silent"), bench.later)
            let task = Task { await peer.deliver(query, deadline: deadline) }
            try await bench.server.events.wait(for: "request 1 POST /silent")
            task.cancel()
            #expect(await task.value == .timedOut)
            try await bench.server.events.wait(for: "closed 1")
            #expect(bench.client.activeRequestCount == 0)
        }
    }

    @Test("no call lasts longer than a synchronous answer may, and none longer than its deadline")
    func limits() async throws {
        try await withBench { bench in
            let query = try await TestQuery.signed()
            let now = bench.clock.now()
            let cases: [(deadline: Timestamp, milliseconds: Int)] = [
                (now.adding(seconds: 3_600), 60_000), (now.adding(seconds: 60), 60_000),
                (now.adding(milliseconds: 59_999), 59_999), (now.adding(milliseconds: 1), 1),
            ]
            for (deadline, milliseconds) in cases {
                let peer = bench.peer("echo")
                let requests = [
                    peer.delivery(of: query, deadline: deadline), peer.collection(of: query, deadline: deadline),
                ]
                for request in requests {
                    #expect(request?.deadlineMilliseconds == milliseconds)
                    #expect(request?.responseByteLimit == ExchangeLimits.answerByteCount)
                }
            }
        }
    }
}
