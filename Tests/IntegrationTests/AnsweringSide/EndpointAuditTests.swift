import CurlTransport
import ExchangeProtocol
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

@Suite("The log says of each query what for, under which law, about how many, and what came of it")
struct EndpointAuditTests {
    /// The row that a query leaves, and the reply that it got.
    private func exchange(_ query: SignedQuery) async throws -> (row: AuditedEntry, reply: [UInt8]) {
        let node = try await AnsweringNode()
        let reply = Later<[UInt8]>()
        try await node.running { endpoint in reply.set(try await endpoint.post(query.bytes).body) }
        let entries = try await node.auditEntries()
        #expect(entries.count == 1)
        return (try #require(entries.last), try reply.get())
    }

    private func expectDigests(in row: AuditedEntry, of query: SignedQuery, _ reply: [UInt8]) {
        let digests = TestFederation.digests
        #expect(row.query == query.query.identifier.description)
        #expect(row.json["x"]?["queryDigest"] == .string(digests.digest(query.bytes, .sm3).description))
        #expect(row.json["x"]?["replyDigest"] == .string(digests.digest(reply, .sha256).description))
    }

    @Test(
        "an answer: its purpose, legal basis, persons and digests, and how many pairs had which outcome",
        arguments: [
            ([.vehicle, .deposit], ["found": 1, "none": 1, "notQueried": 0]),
            ([.vehicle], ["found": 1, "none": 0, "notQueried": 1]),
            ([.deposit], ["found": 0, "none": 1, "notQueried": 1]),
        ] as [([ItemCategory], [String: Int64])]
    )
    func answered(items: [ItemCategory], counts: [String: Int64]) async throws {
        let query = try await TestQuery.signed(authorisedItems: items)
        let (row, reply) = try await exchange(query)
        #expect(row.kind == "query.answered")
        #expect(row.outcome == "answered")
        #expect(row.peer == "310000")
        #expect(row.json["purpose"] == .string("dibao"))
        #expect(row.json["basis"] == .string("CN-SAL-2026-41"))
        #expect(row.json["n"] == .integer(1))
        expectDigests(in: row, of: query, reply)
        for (outcome, count) in counts { #expect(row.json["x"]?[outcome] == .integer(count), "\(outcome)") }
        for outcome in ["unavailable", "identityMismatch", "restricted", "thresholdOnly"] {
            #expect(row.json["x"]?[outcome] == .integer(0), "\(outcome)")
        }
    }

    @Test("a refusal: which query it was, and its digests", arguments: [ProvinceCode.jiangsu, .anhui])
    func refused(audience: ProvinceCode) async throws {
        let query = try await TestQuery.signed(audience: audience, authorisedRegions: [.anhui])
        let (row, reply) = try await exchange(query)
        #expect(row.kind == "query.refused")
        #expect(row.outcome == (audience == .jiangsu ? "noAuthorisation" : "wrongAudience"))
        #expect(row.peer == "310000")
        expectDigests(in: row, of: query, reply)
    }
}
