import ExchangeProtocol
import Testing
import VerificationDomain

@Suite("What a registry holds has its one form")
struct RegistryEntryTests {
    @Test("a registry expires after it was issued")
    func lifetime() throws {
        let now = ExampleFederation.now
        let plain = try ExampleFederation.content()
        func content(milliseconds: Int64) throws(ExchangeError) -> FederationRegistry {
            try FederationRegistry(
                serial: 1,
                issuedAt: now,
                expiresAt: now.adding(milliseconds: milliseconds),
                regions: plain.regions,
                agreements: plain.agreements
            )
        }
        #expect(throws: ExchangeError(.inconsistent, "")) { try content(milliseconds: -1) }
        #expect(throws: ExchangeError(.inconsistent, "")) { try content(milliseconds: 0) }
        #expect(try content(milliseconds: 1).serial == 1)
    }

    @Test(
        "a TLS identity is two SHA-256 digests",
        arguments: [(.sm3, .sha256), (.sha256, .sm3), (.sm3, .sm3), (.sha256, .sha256)]
            as [(DigestAlgorithm, DigestAlgorithm)]
    )
    func tlsIdentity(certificate: DigestAlgorithm, publicKey: DigestAlgorithm) {
        let isTaken = certificate == .sha256 && publicKey == .sha256
        let digests = [certificate, publicKey].map { ExampleFederation.digests.digest([1], $0) }
        #expect((TLSIdentity(certificate: digests[0], publicKey: digests[1]) != nil) == isTaken)
        let json = JSONValue.object([
            "certificate": .string(digests[0].description), "publicKey": .string(digests[1].description),
        ])
        #expect(((try? TLSIdentity(json: JSONCursor(json))) != nil) == isTaken)
    }

    @Test("an endpoint's URL has at most 512 bytes, of whichever kind it is")
    func endpoint() throws {
        let other = try #require(RegisteredEndpoint.Kind("message-bus"))
        for kind in [.https, other] {
            func isTaken(_ count: Int) -> Bool {
                let host = String(repeating: "a", count: count - 8)
                return RegisteredEndpoint(kind: kind, url: "https://\(host)") != nil
            }
            #expect(isTaken(512), "\(kind)")
            #expect(!isTaken(513), "\(kind)")
        }
    }
}
