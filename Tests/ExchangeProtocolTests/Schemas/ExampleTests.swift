import ExchangeProtocol
import Foundation
import TestSupport
import Testing
import VerificationDomain

// One after the other, since a missing file is written by the first test that needs it.
@Suite("The published examples are what this code makes and takes", .serialized)
struct ExampleTests {
    static let exchanges: [ExampleVariant?] = [nil] + ExampleVariant.allCases

    /// Two signed messages that differ in nothing but a randomised signature.
    static func isSame(_ left: [UInt8], _ right: [UInt8], _ suite: SignatureSuite) throws -> Bool {
        if suite == .ed25519 { return left == right }
        let (left, right) = (try Dissection(left), try Dissection(right))
        func input(_ bytes: [UInt8]) -> ArraySlice<UInt8> { bytes[..<(bytes.lastIndex(of: UInt8(ascii: ".")) ?? 0)] }
        return input(left.signedPart) == input(right.signedPart) && left.disclosures == right.disclosures
    }

    @Test("each query is admitted and is the one of this code", arguments: SignatureSuite.allCases, exchanges)
    func query(suite: SignatureSuite, variant: ExampleVariant?) async throws {
        let folder = ExampleFolder(suite)
        let query = try await folder.query(variant)
        #expect(try Self.isSame(query.bytes, try await folder.freshQuery(variant).bytes, suite))
        let permitted = try ExampleExchange.admit(query, admission: try await folder.admission())
        #expect(permitted.permitted.count == (variant == .partial ? 7 : 6))
        #expect(permitted.forbidden.count == (variant == .partial ? 3 : 0))
    }

    @Test("each answer verifies for its query and is that of this code", arguments: SignatureSuite.allCases, exchanges)
    func answer(suite: SignatureSuite, variant: ExampleVariant?) async throws {
        let folder = ExampleFolder(suite)
        let query = try await folder.query(variant)
        let answer = try await folder.answer(to: query, variant)
        #expect(try Self.isSame(answer, try await folder.freshAnswer(to: query, variant).bytes, suite))
        let verified = try UnverifiedAnswer(answer).verify(
            for: query,
            registry: try await folder.registry(),
            verifier: ExampleFederation.verifier,
            digests: ExampleFederation.digests,
            at: folder.federation.now
        )
        #expect(verified.finding.records.count == (variant == .partial ? 2 : 3))
    }

    @Test("the partial answer shows every reason why an item was not queried", arguments: SignatureSuite.allCases)
    func partial(suite: SignatureSuite) async throws {
        let query = try await ExampleFolder(suite).query(.partial)
        let answer = try Dissection(try await ExampleFolder(suite).answer(to: query, .partial)).payload
        let stated = (answer["outcomes"]?.elements ?? []).map { "\($0["outcome"] ?? .null) \($0["reason"] ?? .null)" }
        for reason in OutcomeStatus.NotQueriedReason.allCases {
            let wanted = "\(JSONValue.string("notQueried")) \(JSONValue.string(reason.rawValue))"
            #expect(stated.contains(wanted), "\(reason)")
        }
    }

    @Test("the threshold answer states flags and no amount", arguments: SignatureSuite.allCases)
    func threshold(suite: SignatureSuite) async throws {
        let folder = ExampleFolder(suite)
        let query = try await folder.query(.threshold)
        let records = try folder.disclosures(of: try await folder.answer(to: query, .threshold)).elements
            .compactMap { $0["record"] }
        let results = records.compactMap { $0["value"]?["result"] }
        #expect(Set(results) == [true, false])
        #expect(records.allSatisfy { $0["value"]?["amount"] == nil })
    }

    @Test("receipt and refusal verify and are those of this code", arguments: SignatureSuite.allCases)
    func statements(suite: SignatureSuite) async throws {
        let folder = ExampleFolder(suite)
        let query = try await folder.query()
        let registry = try await folder.registry()
        let fresh = (try await folder.freshReceipt(for: query), try await folder.freshRefusal(for: query))
        let (receipt, refusal) = (try await folder.receipt(), try await folder.refusal())
        #expect(try Self.isSame(receipt, fresh.0.bytes, suite))
        #expect(try Self.isSame(refusal, fresh.1.bytes, suite))
        let (verifier, digests) = (ExampleFederation.verifier, ExampleFederation.digests)
        let now = folder.federation.now
        let verifiedReceipt = try UnverifiedReceipt(receipt).verify(
            for: query,
            registry: registry,
            verifier: verifier,
            digests: digests,
            at: now
        )
        #expect(verifiedReceipt.receipt == fresh.0.receipt)
        let verifiedRefusal = try UnverifiedRefusal(refusal).verify(
            for: query,
            registry: registry,
            verifier: verifier,
            digests: digests,
            at: now
        )
        #expect(verifiedRefusal.refusal == fresh.1.refusal)
    }

    @Test("keys, payloads, disclosures and digests are those of the messages", arguments: SignatureSuite.allCases)
    func derived(suite: SignatureSuite) async throws {
        let folder = ExampleFolder(suite)
        var expected: [(String, JSONValue)] = [
            ("keys.json", try folder.keySet().json), ("root.jwk.json", try folder.rootKey().json),
            ("receipt.payload.json", try Dissection(try await folder.receipt()).payload),
            ("refusal.payload.json", try Dissection(try await folder.refusal()).payload),
            ("capabilities.payload.json", try Dissection(try await folder.capabilities()).payload),
            ("registry.payload.json", try Dissection(try await folder.signedRegistry()).payload),
            ("digests.json", try await folder.digests()),
        ]
        for variant in Self.exchanges {
            let query = try await folder.query(variant)
            let answer = try await folder.answer(to: query, variant)
            func name(_ name: String) -> String { ExampleFolder.name(variant, name) }
            expected.append((name("query.payload.json"), try Dissection(query.bytes).payload))
            expected.append((name("answer.payload.json"), try Dissection(answer).payload))
            expected.append((name("disclosures.json"), try folder.disclosures(of: answer)))
        }
        for (name, json) in expected {
            let stored = try await folder.bytes(name) { json.canonicalBytes }
            #expect(stored == json.canonicalBytes, "\(name)")
        }
    }
}

extension ExampleTests {
    @Test(
        "the registry verifies by the published root key and is that of this code",
        arguments: SignatureSuite.allCases
    )
    func registry(suite: SignatureSuite) async throws {
        let folder = ExampleFolder(suite)
        let verified = try await folder.registry()
        #expect(try Self.isSame(verified.bytes, try await folder.freshRegistry().bytes, suite))
        #expect(verified.content == (try ExampleFederation.published()))
        let answering = try #require(verified.region(.jiangsu))
        #expect(answering.keys.contains { $0.revokedAt != nil })
        let wrong = try ExampleKeys.signer(suite, ProvinceCode.shanghai).publicKey
        #expect(throws: RegistryError.self) {
            try UnverifiedRegistry(verified.bytes).verify(
                rootKey: wrong,
                at: folder.federation.now,
                minimumSerial: 1,
                graceSeconds: 0,
                verifier: ExampleFederation.verifier
            )
        }
    }

    @Test("the capabilities verify by the registry and are those of this code", arguments: SignatureSuite.allCases)
    func capabilities(suite: SignatureSuite) async throws {
        let folder = ExampleFolder(suite)
        let bytes = try await folder.capabilities()
        #expect(try Self.isSame(bytes, try await folder.freshCapabilities().bytes, suite))
        let capabilities = try SignedCapabilities(bytes).verify(
            from: .jiangsu,
            registry: try await folder.registry(),
            verifier: ExampleFederation.verifier,
            at: folder.federation.now
        )
        #expect(!capabilities.items.contains(.securities))
    }

    @Test("the problem document is what admission says to a tampered query")
    func problem() async throws {
        let folder = ExampleFolder(.ed25519)
        let request = InboundRequest(
            bytes: try await folder.query().bytes.dropLast(2) + Array("AA".utf8),
            contentType: MessageType.query.mediaType,
            carrier: .tls(certificate: ExampleFederation.certificate(ProvinceCode.shanghai.text))
        )
        let admitted = try await folder.admission().authenticate(request, at: folder.federation.now)
        guard case .problem(let problem)? = admitted.rejection else {
            Issue.record("a tampered query ends in a problem")
            return
        }
        let file = SchemaFolder.url.appending(path: "examples/problem.json")
        let stored = try await ExampleFolder.bytes(file) { problem.json.canonicalBytes }
        #expect(stored == problem.json.canonicalBytes)
        #expect(problem.kind == .badSignature)
        let schema = "exchange.openapi.yaml#/components/schemas/NotAuthenticatedProblem"
        #expect(try SchemaFolder.validator().errors(problem.json, by: schema) == [])
    }

    @Test("no file of an example holds a private key", arguments: SignatureSuite.allCases)
    func noSecrets(suite: SignatureSuite) throws {
        let secrets = SignatureSuite.allCases.flatMap { suite in
            ["310000", "320000", "root", "320000.2025"].map { role in
                let text = "hedui example \(suite.rawValue) \(role)"
                return ExampleFederation.digests.digest(Array(text.utf8), .sha256)
            }
        }
        let folder = SchemaFolder.url.appending(path: "examples/\(suite.rawValue)")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count == 26)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(!text.contains("\"d\""), "\(file.lastPathComponent)")
            let holdsSecret = secrets.contains { text.contains($0.base64URL) || text.contains($0.hexadecimal) }
            #expect(!holdsSecret, "\(file.lastPathComponent)")
        }
    }
}
