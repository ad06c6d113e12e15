import Coordination
import ExchangeProtocol
import RecordStore
import Testing
import VerificationDomain

@testable import hedui

@Suite("A check uses the network as hedui.yaml says")
struct NodeNetworkTests {
    @Test(
        "the shorter of the two deadlines is the one that every region is told",
        arguments: [(4_000, 60_000, 4), (60_000, 5_000, 5)] as [(Int, Int, Int64)]
    )
    func deadlines(leg: Int, check: Int, seconds: Int64) async throws {
        let bench = try await NodeBench()
        let node = try await bench.open(
            replacing: "deadlines: {legMilliseconds: 30000, checkMilliseconds: 45000}",
            with: "deadlines: {legMilliseconds: \(leg), checkMilliseconds: \(check)}"
        )
        let issued = try await bench.check(with: node)
        let evidence = try await node.store.evidence.all(of: issued.report.identification.caseIdentifier)
        let queries = try evidence.filter { $0.kind == .query }.map { try SignedQuery(rereading: $0.bytes).query }
        #expect(queries.count >= 2)
        for query in queries { #expect(query.respondBy == query.issuedAt.adding(seconds: seconds)) }
        try await node.store.close()
    }

    @Test("peers are called through the configured proxy, each by the address that the registry has, and only they")
    func proxy() async throws {
        let proxy = try RefusingProxy()
        let bench = try await NodeBench()
        let node = try await bench.open(
            replacing: "authorities: keys/tls-ca.cert.pem",
            with: "authorities: keys/tls-ca.cert.pem, proxy: \"http://127.0.0.1:\(proxy.port)\""
        )
        let legs = try await bench.check(with: node).report.legs
        let peers = legs.map(\.region).filter { $0 != .anhui }
        let addresses = peers.compactMap { node.registry.region($0)?.endpoint(.https)?.url.dropFirst("https://".count) }
        #expect(!peers.isEmpty && addresses.count == peers.count)
        #expect(Set(proxy.lines) == Set(addresses.map { "CONNECT \($0) HTTP/1.1" }))
        #expect(legs.filter { $0.region != .anhui }.allSatisfy { $0.violation == "connectFailed" })
        try await node.store.close()
    }
}
