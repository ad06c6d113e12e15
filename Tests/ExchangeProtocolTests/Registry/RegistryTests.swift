import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("A registry is taken only from the root key, in its time, and never an older one")
struct RegistryTests {
    private func error(
        _ registry: UnverifiedRegistry,
        suite: SignatureSuite = .ed25519,
        at now: Timestamp = ExampleFederation.now,
        minimumSerial: Int64 = 1,
        graceSeconds: Int64 = 0
    ) throws -> RegistryError.Code? {
        do {
            _ = try registry.verify(
                rootKey: ExampleKeys.signer(suite, "root").publicKey,
                at: now,
                minimumSerial: minimumSerial,
                graceSeconds: graceSeconds,
                verifier: ExampleFederation.verifier
            )
            return nil
        } catch let error as RegistryError {
            return error.code
        }
    }

    private func signed(
        _ suite: SignatureSuite = .ed25519,
        serial: Int64 = 7,
        by role: String = "root"
    ) async throws -> UnverifiedRegistry {
        try await ExampleFederation.content(serial: serial).signed(with: ExampleKeys.signer(suite, role))
    }

    @Test("it reads back as it was, in every suite", arguments: SignatureSuite.allCases)
    func roundTrip(suite: SignatureSuite) async throws {
        let registry = try await ExampleFederation(suite).registry()
        #expect(registry.content == (try ExampleFederation.content()))
        #expect(registry.serial == 7)
    }

    @Test("a serial may stay or rise, never go back")
    func serial() async throws {
        let registry = try await signed(serial: 7)
        #expect(try error(registry, minimumSerial: 7) == nil)
        #expect(try error(registry, minimumSerial: 6) == nil)
        #expect(try error(registry, minimumSerial: 8) == .serialWentBack)
    }

    @Test("it expires, after a grace of the node's choosing")
    func expiry() async throws {
        let registry = try await signed()
        let end = ExampleFederation.now.adding(seconds: 30 * 86_400)
        #expect(try error(registry, at: end) == nil)
        #expect(try error(registry, at: end.adding(milliseconds: 1)) == .expired)
        #expect(try error(registry, at: end.adding(seconds: 3600), graceSeconds: 3600) == nil)
        #expect(try error(registry, at: end.adding(seconds: 3601), graceSeconds: 3600) == .expired)
        #expect(try error(registry, at: end.adding(seconds: 1), graceSeconds: -10) == .expired)
    }

    @Test("one from the future is not taken")
    func future() async throws {
        let registry = try await signed()
        let issued = ExampleFederation.now.adding(seconds: -86_400)
        #expect(try error(registry, at: issued.adding(seconds: -300)) == nil)
        #expect(try error(registry, at: issued.adding(seconds: -301)) == .notYetValid)
    }

    @Test("only the root key signs it: no other key, no other algorithm, no change")
    func root() async throws {
        #expect(try error(try await signed(by: "310000")) == .badSignature)
        #expect(try error(try await signed(.es256)) == .headerDisagrees)
        let bytes = try await signed().bytes
        var changed = bytes
        changed[bytes.count / 2] ^= 1
        #expect(try error(UnverifiedRegistry(changed)) != nil)
        for count in stride(from: 0, to: bytes.count, by: 97) {
            #expect(try error(UnverifiedRegistry(Array(bytes[..<count]))) != nil)
        }
    }

    @Test("another message under the root key is no registry")
    func otherType() async throws {
        let root = try ExampleKeys.signer(.ed25519, "root")
        let typed = try await Forgery.jws(.query, ExampleFederation.content().json, signer: root)
        #expect(try error(UnverifiedRegistry(typed)) == .wrongType)
        let empty = try await Forgery.jws(.registry, .object([]), signer: root)
        #expect(try error(UnverifiedRegistry(empty)) == .malformed)
    }

    @Test("it contradicts itself nowhere")
    func contradictions() throws {
        let shanghai = try ExampleFederation.region(.shanghai)
        let jiangsu = try ExampleFederation.region(.jiangsu)
        let agreement = try ExampleFederation.agreement()
        #expect(throws: ExchangeError.self) { try ExampleFederation.content(serial: 0) }
        #expect(throws: ExchangeError.self) { try ExampleFederation.content(regions: [shanghai, shanghai]) }
        #expect(throws: ExchangeError.self) { try ExampleFederation.content(regions: [shanghai]) }
        #expect(throws: ExchangeError.self) { try ExampleFederation.content(agreements: [agreement, agreement]) }
        let twice = try ExampleFederation.region(
            .jiangsu,
            keys: ExampleFederation.keys(of: .jiangsu) + ExampleFederation.keys(of: .jiangsu)
        )
        #expect(throws: ExchangeError.self) { try ExampleFederation.content(regions: [shanghai, twice]) }
        let thief = RegisteredRegion(
            region: .jiangsu,
            name: "x",
            endpoints: [],
            keys: jiangsu.keys,
            tls: shanghai.tls,
            items: []
        )
        #expect(throws: ExchangeError.self) { try ExampleFederation.content(regions: [shanghai, thief]) }
    }

    @Test(
        "a wrong member is malformed",
        arguments: [
            ("suite", "es256"), ("jwk", .object(["kty": "RSA"])), ("kid", "a b"), ("notAfter", "2026"), ("extra", 1),
        ] as [(String, JSONValue)]
    )
    func malformedKey(name: String, value: JSONValue) throws {
        let json = try ExampleFederation.content().json.changing("regions") { regions in
            regions.changing(0) { $0.changing("keys") { $0.changing(0) { $0.setting(name, value) } } }
        }
        #expect(throws: JSONReadingError.self) { try FederationRegistry(json: JSONCursor(json)) }
    }

    @Test("lookups give what is registered, and a reason for what is not")
    func lookups() async throws {
        let registry = try await ExampleFederation().registry()
        let now = ExampleFederation.now
        let kid = try #require(KeyIdentifier("sm2-sm3.310000"))
        guard case .found(let key) = registry.signingKey(kid, of: .shanghai, at: now) else {
            Issue.record("the key was not found")
            return
        }
        #expect(key.suite == .sm2sm3)
        #expect(registry.signingKey(kid, of: .jiangsu, at: now) == .refused(.unknown))
        #expect(registry.signingKey(kid, of: .anhui, at: now) == .refused(.unknown))
        #expect(registry.signingKey(kid, of: .shanghai, at: key.notAfter) == .found(key))
        #expect(registry.signingKey(kid, of: .shanghai, at: key.notAfter.adding(milliseconds: 1)) == .refused(.expired))
        let early = key.notBefore.adding(milliseconds: -1)
        #expect(registry.signingKey(kid, of: .shanghai, at: early) == .refused(.notYetValid))
        let own = ExampleFederation.certificate("310000")
        #expect(registry.region(forTLSCertificate: own)?.region == .shanghai)
        let gateway = ExampleFederation.certificate("gateway")
        #expect(registry.region(forTLSCertificate: gateway) == nil)
        #expect(registry.isCarrier(gateway, of: .shanghai))
        #expect(!registry.isCarrier(gateway, of: .jiangsu))
        #expect(!registry.isCarrier(own, of: .anhui))
        let date = now.date
        #expect(registry.agreement(between: .shanghai, and: .jiangsu, for: .dibao, on: date) != nil)
        #expect(registry.agreement(between: .shanghai, and: .shanghai, for: .dibao, on: date) != nil)
        #expect(registry.agreement(between: .shanghai, and: .anhui, for: .dibao, on: date) == nil)
        #expect(registry.agreement(between: .shanghai, and: .jiangsu, for: .tekun, on: date) == nil)
    }

    @Test(
        "an https endpoint is an origin and nothing else",
        arguments: [
            "http://a.example", "https://", "https:///a", "https://user@a.example", "https://a.example?x",
            "https://a.example#x", "ftp://a.example", "https://a example", "https://a.example\\b",
        ]
    )
    func endpoints(url: String) {
        #expect(RegisteredEndpoint(kind: .https, url: url) == nil)
        #expect(RegisteredEndpoint(kind: .https, url: "https://a.example:8443/base") != nil)
    }

    @Test("limits of the registry lower those of the protocol and never raise them")
    func limits() throws {
        let limits = MessageLimits(
            queryByteCount: .max,
            subjectCount: 10,
            itemCount: 0,
            answerByteCount: .max,
            recordCount: .max
        )
        #expect(limits.queryByteCount == ExchangeLimits.queryByteCount)
        #expect(limits.subjectCount == 10)
        #expect(limits.itemCount == 1)
        #expect(limits.answerByteCount == ExchangeLimits.answerByteCount)
        #expect(limits.recordCount == ExchangeLimits.recordCount)
        #expect(try MessageLimits(json: JSONCursor(limits.json)) == limits)
        #expect(throws: JSONReadingError.self) { try MessageLimits(json: JSONCursor(.object(["subjects": 51]))) }
    }
}
