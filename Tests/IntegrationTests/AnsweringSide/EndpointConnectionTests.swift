import ExchangeProtocol
import HTTPService
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

@Suite("No client holds the endpoint longer or makes it read more than it may", .timeLimit(.minutes(20)))
struct EndpointConnectionTests {
    private static let tooLarge = ["status 413", "problem urn:hedui:problem:tooLarge", "will close", "closed"]

    private func facts(
        _ behaviour: String,
        _ limits: ExchangeServerLimits = ExchangeServerLimits(),
        on node: AnsweringNode
    ) async throws -> [String] {
        let told = Later<[String]>()
        try await node.running(limits: limits) { endpoint in
            let client = HostileClient(
                certificate: node.bench.shanghai,
                authorityFile: node.bench.certificates.authorityFile,
                port: endpoint.port
            )
            told.set(try await client.facts(behaviour))
        }
        return try told.get()
    }

    @Test("a body that is announced too large is refused before a byte of it came, and logged")
    func declared() async throws {
        let node = try await AnsweringNode()
        let limits = ExchangeServerLimits(lingerMilliseconds: 100)
        #expect(try await facts("declared", limits, on: node) == Self.tooLarge)
        let entry = try #require(try await node.auditEntries().last)
        #expect(entry.kind == "query.refused")
        #expect(entry.outcome == "tooLarge")
        #expect(entry.peer == "310000")
    }

    @Test("a body that turns out too large is refused at the byte beyond the limit, and the connection ends")
    func undeclared() async throws {
        let node = try await AnsweringNode()
        let limits = ExchangeServerLimits(lingerMilliseconds: 100)
        #expect(try await facts("undeclared", limits, on: node) == Self.tooLarge)
        #expect(try await node.auditEntries().last?.outcome == "tooLarge")
    }

    @Test(
        "a body without an end is not read to its end, whichever path it is for",
        arguments: ["endless", "endless-nowhere"]
    )
    func endless(behaviour: String) async throws {
        let limits = ExchangeServerLimits(lingerMilliseconds: 100)
        #expect(try await facts(behaviour, limits, on: try await AnsweringNode()) == ["stopped"])
    }

    @Test("a body that drips ends with its connection when its time is over, and nothing of it is answered")
    func drip() async throws {
        let node = try await AnsweringNode()
        #expect(try await facts("drip", ExchangeServerLimits(bodyMilliseconds: 300), on: node) == ["closed"])
        #expect(try await node.auditEntries().isEmpty)
    }

    @Test("a connection is kept for the next request")
    func kept() async throws {
        let told = try await facts("kept", on: try await AnsweringNode())
        #expect(told == ["status 200", "status 200"])
    }

    @Test(
        "a connection without a request is closed when its time is over",
        arguments: ["silent", "silent-tcp", "silent-header"]
    )
    func idle(behaviour: String) async throws {
        let limits = ExchangeServerLimits(idleMilliseconds: 500)
        #expect(try await facts(behaviour, limits, on: try await AnsweringNode()) == ["closed"])
    }

    @Test("a connection beyond the number that may be open waits until one has gone")
    func crowd() async throws {
        let limits = ExchangeServerLimits(connectionCount: 2)
        let told = try await facts("crowd-2", limits, on: try await AnsweringNode())
        #expect(told == ["status 200", "status 200", "waits", "status 200"])
    }

    @Test("a client without a certificate gets no HTTP")
    func stranger() async throws {
        let node = try await AnsweringNode()
        let told = try await facts("stranger", on: node)
        #expect(told.first?.hasPrefix("refused") == true, "\(told)")
        #expect(try await node.auditEntries().isEmpty)
    }

    @Test("TLS 1.1 is refused for its version; 1.2 is taken")
    func versions() async throws {
        let node = try await AnsweringNode()
        let old = try await facts("tls1.1", on: node)
        #expect(old.count == 1)
        #expect(old.first?.contains("PROTOCOL_VERSION") == true, "\(old)")
        #expect(try await facts("tls1.2", on: node) == ["TLSv1.2", "status 200"])
    }

    @Test("a header over 8 KiB is refused and one under it is taken")
    func header() async throws {
        let node = try await AnsweringNode()
        #expect(try await facts("header-7000", on: node) == ["status 200"])
        let told = try await facts("header-9000", on: node)
        #expect(told.first == "status 400", "\(told)")
    }

    @Test("a header of 64 fields is taken and one of 65 is refused")
    func fields() async throws {
        let node = try await AnsweringNode()
        #expect(try await facts("fields-64", on: node) == ["status 200"])
        let told = try await facts("fields-65", on: node)
        #expect(told.first == "status 400", "\(told)")
    }

    @Test("an unknown path, and a method that a path does not know, are problem documents")
    func nowhere() async throws {
        let told = try await facts("nowhere", on: try await AnsweringNode())
        let problem = ["status 404", "problem urn:hedui:problem:notFound"]
        #expect(told == problem + problem)
    }
}
