import CurlTransport
import ExchangeProtocol
import OpenSSLCrypto
import Synchronization
import TestSupport
import Testing
import VerificationDomain

@Suite("The endpoint gives the same bytes again, to the same region, also after a restart")
struct EndpointMemoryTests {
    @Test("an answer verifies, and its repeat is the same bytes before and after a restart")
    func repeated() async throws {
        let node = try await AnsweringNode()
        let query = try await TestQuery.signed()
        let first = Later<[UInt8]>()
        try await node.running { endpoint in
            let response = try await endpoint.post(query.bytes)
            #expect(response.status == 200)
            #expect(response.headers["cache-control"] == "no-store")
            #expect(try endpoint.verified(response, for: query).finding.records.count == 1)
            #expect(try await endpoint.post(query.bytes).body == response.body)
            first.set(response.body)
        }
        // Later, so that an answer made anew would differ.
        node.clock.advance(seconds: 3600)
        try await node.running { endpoint in
            let response = try await endpoint.post(query.bytes)
            #expect(response.status == 200)
            #expect(try response.body == first.get())
        }
        let answered = try await node.auditEntries().filter { $0.kind == "query.answered" }
        #expect(answered.count == 1)
        #expect(answered.first?.query == query.query.identifier.description)
    }

    @Test("other bytes under a used identifier: 409 and a signed refusal, before and after a restart")
    func conflict() async throws {
        let node = try await AnsweringNode()
        let query = try await TestQuery.signed()
        // The same identifier about fewer items.
        let other = try await TestQuery.signed(authorisedItems: [.vehicle])
        try #require(other.query.identifier == query.query.identifier && other.bytes != query.bytes)
        try await node.running { endpoint in
            #expect(try await endpoint.post(query.bytes).status == 200)
            let response = try await endpoint.post(other.bytes)
            #expect(response.status == 409)
            #expect(try endpoint.refusal(response, of: other) == .replay)
        }
        try await node.running { endpoint in
            let response = try await endpoint.post(other.bytes)
            #expect(response.status == 409)
            #expect(try endpoint.refusal(response, of: other) == .replay)
            #expect(try await endpoint.post(query.bytes).status == 200)
        }
        let entries = try await node.auditEntries()
        #expect(entries.filter { $0.outcome == "replay" }.count == 2)
    }

    @Test("only the region that asked finds its answer under the query's identifier")
    func stored() async throws {
        let node = try await AnsweringNode()
        let query = try await TestQuery.signed()
        let path = "/exchange/v1/queries/\(query.query.identifier)"
        try await node.running { endpoint in
            let nothing = try await endpoint.get(path)
            #expect(nothing.status == 404)
            let answer = try await endpoint.post(query.bytes)
            let again = try await endpoint.get(path)
            #expect(again.status == 200)
            #expect(again.body == answer.body)
            #expect(again.headers["content-type"] == MessageType.answer.mediaType)
            let stranger = try await endpoint.get(path, as: endpoint.node.zhejiang)
            #expect(stranger.status == 404)
            #expect(stranger.body == nothing.body, "a stranger can tell that there is something")
        }
    }

    @Test("a stored refusal is the same bytes after a restart, sent again or fetched")
    func storedRefusal() async throws {
        let node = try await AnsweringNode()
        let query = try await TestQuery.signed(authorisedRegions: [.anhui])
        let first = Later<[UInt8]>()
        try await node.running { endpoint in
            let response = try await endpoint.post(query.bytes)
            #expect(response.status == 403)
            #expect(try endpoint.refusal(response, of: query) == .noAuthorisation)
            first.set(response.body)
        }
        node.clock.advance(seconds: 3600)
        try await node.running { endpoint in
            for response in [
                try await endpoint.post(query.bytes),
                try await endpoint.get("/exchange/v1/queries/\(query.query.identifier)"),
            ] {
                #expect(response.status == 403)
                #expect(response.headers["content-type"] == MessageType.refusal.mediaType)
                #expect(try response.body == first.get())
            }
        }
        let entries = try await node.auditEntries()
        #expect(entries.filter { $0.outcome == "noAuthorisation" }.count == 1)
        #expect(entries.last?.outcome == "fetched")
    }

    @Test("a reply is given again until exp and 300 s, then never, and pruning removes it")
    func expired() async throws {
        let node = try await AnsweringNode()
        let query = try await TestQuery.signed()
        let path = "/exchange/v1/queries/\(query.query.identifier)"
        try await node.running { endpoint in
            let answer = try await endpoint.post(query.bytes)
            #expect(answer.status == 200)
            endpoint.node.clock.advance(seconds: 86_400 + 299)
            #expect(try await endpoint.post(query.bytes).body == answer.body)
            #expect(try await endpoint.get(path).body == answer.body)
        }
        #expect(try await node.prune() == 0, "a reply was forgotten while its query may be repeated")
        node.clock.advance(seconds: 2)
        try await node.running { endpoint in
            #expect(try await endpoint.get(path).status == 404)
            let late = try await endpoint.post(query.bytes)
            #expect(try endpoint.refusal(late, of: query) == .expired)
        }
        #expect(try await node.prune() == 1)
        #expect(try await node.prune() == 0)
    }

    @Test("capabilities are signed, the keys are those of the registry, health says ok")
    func statements() async throws {
        let node = try await AnsweringNode()
        try await node.running { endpoint in
            let capabilities = try await endpoint.get("/exchange/v1/capabilities")
            #expect(capabilities.status == 200)
            #expect(try Dissection(capabilities.body).payload["items"]?.elements.count == 2)
            let keys = try await endpoint.get("/.well-known/jwks.json")
            let set = try JSONParser.parse(keys.body, limits: JSONLimits(byteCount: 65_536))
            let registered = try #require(endpoint.node.federation.registry.region(.jiangsu)).keys
            #expect(set["keys"]?.elements.count == registered.count)
            let health = try await endpoint.get("/health")
            #expect(health.status == 200)
            #expect(health.headers["content-type"] == "application/json")
            #expect(String(decoding: health.body, as: UTF8.self) == #"{"status":"ok"}"#)
            #expect(try await endpoint.get("/exchange/v1/nowhere").status == 404)
        }
    }
}
