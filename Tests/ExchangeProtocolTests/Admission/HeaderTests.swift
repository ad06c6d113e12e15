import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("The registered key decides, whatever the header says")
struct HeaderTests {
    private func verdict(
        _ suite: SignatureSuite = .ed25519,
        content: FederationRegistry? = nil,
        at now: Timestamp = ExampleFederation.now,
        _ edit: (inout QueryDraft) throws -> Void
    ) async throws -> AdmissionDriver.Verdict {
        var draft = try QueryDraft(suite)
        try edit(&draft)
        var driver = AdmissionDriver(try await ExampleFederation(suite).admission(content))
        return driver.admit(try await draft.request(), at: now)
    }

    @Test(
        "an algorithm that is not the registered key's is refused, though the signature is right",
        arguments: ["none", "None", "HS256", "RS256", "ES256", "SM2-SM3", "ed25519", "ES384", ""]
    )
    func algorithm(name: String) async throws {
        let verdict = try await verdict { $0.editHeader = { $0.setting("alg", .string(name)) } }
        #expect(verdict == (name.isEmpty ? .problem(400, .malformed) : .problem(401, .headerDisagrees)))
    }

    @Test("none without a signature is refused")
    func unsigned() async throws {
        let verdict = try await verdict { draft in
            draft.editHeader = { $0.setting("alg", "none") }
            draft.editBytes = { bytes in Array(bytes[...(bytes.lastIndex(of: UInt8(ascii: ".")) ?? 0)]) }
        }
        #expect(verdict == .problem(401, .headerDisagrees))
    }

    @Test("EdDSA is taken for an Ed25519 key (RFC 8037)")
    func olderName() async throws {
        let verdict = try await verdict { $0.editHeader = { $0.setting("alg", "EdDSA") } }
        guard case .permitted = verdict else {
            Issue.record("the query was not permitted")
            return
        }
    }

    @Test("a header with a key, a link to one or an extension is 400", arguments: SignatureSuite.allCases)
    func keyInHeader(suite: SignatureSuite) async throws {
        let key = JSONWebKey(try ExampleKeys.signer(suite, ProvinceCode.shanghai).publicKey).json
        let members: [(String, JSONValue)] = [
            ("jwk", key), ("jku", "https://node31.example/jwks"), ("x5u", "https://node31.example/x5u"),
            ("x5c", ["AAAA"]), ("crit", ["exp"]), ("crit", []), ("b64", false), ("jwk", .null),
        ]
        for (name, value) in members {
            let verdict = try await verdict(suite) { $0.editHeader = { $0.setting(name, value) } }
            #expect(verdict == .problem(400, .malformed), "\(name)")
        }
    }

    @Test("other unknown parameters are ignored")
    func unknownParameter() async throws {
        let verdict = try await verdict { $0.editHeader = { $0.setting("x-trace", "1") } }
        guard case .permitted = verdict else {
            Issue.record("the query was not permitted")
            return
        }
    }

    @Test(
        "a header without type or key, or of another message, is 400",
        arguments: [
            ("typ", nil), ("typ", "JWT"), ("typ", "hedui-answer+sd-jwt"), ("kid", nil), ("kid", "a b"), ("alg", nil),
            ("kid", ""),
        ] as [(String, String?)]
    )
    func missing(name: String, value: String?) async throws {
        let verdict = try await verdict { $0.editHeader = { $0.setting(name, value.map(JSONValue.string)) } }
        #expect(verdict == .problem(400, .malformed))
    }

    @Test("an unknown kid, and the kid of another region, are 401")
    func otherKey() async throws {
        #expect(
            try await verdict { $0.editHeader = { $0.setting("kid", "unknown") } } == .problem(401, .unknownKey)
        )
        let verdict = try await verdict { $0.signer = try ExampleKeys.signer(.ed25519, ProvinceCode.jiangsu) }
        #expect(verdict == .problem(401, .unknownKey))
    }

    @Test("another region's signature under our kid is 401", arguments: SignatureSuite.allCases)
    func otherSigner(suite: SignatureSuite) async throws {
        let verdict = try await verdict(suite) { draft in
            draft.signer = try ExampleKeys.signer(suite, ProvinceCode.jiangsu)
            draft.editHeader = { $0.setting("kid", .string("\(suite.rawValue).310000")) }
        }
        #expect(verdict == .problem(401, .badSignature))
    }

    @Test("a revoked key is refused from the moment of its revocation")
    func revoked() async throws {
        let now = ExampleFederation.now
        for (seconds, isTaken) in [(Int64(-1), false), (0, false), (1, true)] {
            let keys = try ExampleFederation.keys(of: .shanghai, revokedAt: now.adding(seconds: seconds))
            let content = try ExampleFederation.content(regions: [
                try ExampleFederation.region(.shanghai, keys: keys), try ExampleFederation.region(.jiangsu),
            ])
            let verdict = try await verdict(content: content) { _ in }
            #expect((verdict == .problem(401, .unknownKey)) == !isTaken)
        }
    }

    @Test("a key is refused before and after its time", arguments: [(-10, -1), (1, 10)] as [(Int64, Int64)])
    func outsideValidity(from: Int64, to: Int64) async throws {
        let now = ExampleFederation.now
        let keys = try ExampleFederation.keys(of: .shanghai).map { key in
            RegisteredKey(
                keyIdentifier: key.keyIdentifier,
                publicKey: key.publicKey,
                notBefore: now.adding(seconds: from),
                notAfter: now.adding(seconds: to)
            )
        }
        let content = try ExampleFederation.content(regions: [
            try ExampleFederation.region(.shanghai, keys: keys), try ExampleFederation.region(.jiangsu),
        ])
        #expect(try await verdict(content: content) { _ in } == .problem(401, .unknownKey))
    }

    @Test("a gateway carries only for the region that lists it")
    func gateway() async throws {
        let own = try await verdict { $0.certificateName = "gateway" }
        guard case .permitted = own else {
            Issue.record("the listed gateway was refused")
            return
        }
        let fromJiangsu = try await verdict { draft in
            draft.certificateName = "gateway"
            draft.set("iss", "320000")
            draft.signer = try ExampleKeys.signer(.ed25519, ProvinceCode.jiangsu)
        }
        #expect(fromJiangsu == .problem(401, .unknownPeer))
    }

    @Test(
        "an issuer that is no region of the registry is 401",
        arguments: [nil, "330000", "31", 310_000, ["310000"]] as [JSONValue?]
    )
    func issuer(value: JSONValue?) async throws {
        #expect(try await verdict { $0.set("iss", value) } == .problem(401, .unknownPeer))
    }

    @Test("an expired registry lets nobody in")
    func staleRegistry() async throws {
        let later = ExampleFederation.now.adding(seconds: 31 * 86_400)
        #expect(try await verdict(at: later) { _ in } == .problem(401, .registryExpired))
    }
}
