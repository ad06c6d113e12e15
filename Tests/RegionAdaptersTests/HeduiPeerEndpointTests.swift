import ExchangeProtocol
import RegionAdapters
import TestSupport
import Testing
import VerificationDomain

@Suite("Where a peer listens and which keys prove it are the registry's to say")
struct HeduiPeerEndpointTests {
    private func identity(_ name: String) -> TLSIdentity {
        TLSIdentity(certificate: TestFederation.certificate(name), publicKey: key(name))!
    }

    private func key(_ name: String) -> Digest { TestFederation.certificate("key of \(name)") }

    private func region(
        endpoints: [RegisteredEndpoint],
        tls: [String] = [],
        gateways: [String] = [],
        parameters: [String: String] = [:]
    ) async throws -> RegisteredRegion {
        let registered = try #require(try await TestFederation().registry.region(.jiangsu))
        return RegisteredRegion(
            region: .jiangsu,
            name: registered.name,
            endpoints: endpoints,
            keys: registered.keys,
            tls: tls.map(identity),
            gateways: gateways.map(identity),
            items: registered.items,
            parameters: parameters
        )
    }

    private let https = RegisteredEndpoint(kind: .https, url: "https://node.example/")!
    private let other = RegisteredEndpoint(kind: RegisteredEndpoint.Kind("sftp")!, url: "sftp://node.example")!

    @Test("its own keys and those of its gateways are pinned, and no other")
    func pins() async throws {
        let region = try await region(
            endpoints: [other, https],
            tls: ["old", "new"],
            gateways: ["gateway"],
            parameters: ["tlsName": "node32.example"]
        )
        let endpoint = try #require(HeduiPeerEndpoint(region))
        #expect(endpoint.address == "https://node.example")
        #expect(endpoint.hostName == "node32.example")
        #expect(Set(endpoint.publicKeys) == Set(["old", "new", "gateway"].map(key)))
        let behindGateway = try await self.region(endpoints: [https], gateways: ["gateway"])
        #expect(HeduiPeerEndpoint(behindGateway)?.publicKeys == [key("gateway")])
    }

    @Test("without a TLS key, or without an https endpoint, there is none")
    func none() async throws {
        #expect(HeduiPeerEndpoint(try await region(endpoints: [https])) == nil)
        #expect(HeduiPeerEndpoint(try await region(endpoints: [other], tls: ["a"])) == nil)
        #expect(HeduiPeerEndpoint(try await region(endpoints: [], tls: ["a"])) == nil)
    }
}
