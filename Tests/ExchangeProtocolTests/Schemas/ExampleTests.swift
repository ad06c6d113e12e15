import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

// One after the other, since a missing file is written by the first test that needs it.
@Suite("The published examples are what this code makes and takes", .serialized)
struct ExampleTests {
    /// Two signed messages that differ in nothing but a randomised signature.
    private func isSame(_ left: [UInt8], _ right: [UInt8], _ suite: SignatureSuite) throws -> Bool {
        if suite == .ed25519 { return left == right }
        let (left, right) = (try Dissection(left), try Dissection(right))
        func input(_ bytes: [UInt8]) -> ArraySlice<UInt8> { bytes[..<(bytes.lastIndex(of: UInt8(ascii: ".")) ?? 0)] }
        return input(left.signedPart) == input(right.signedPart) && left.disclosures == right.disclosures
    }

    @Test("the query is admitted and is the one of this code", arguments: SignatureSuite.allCases)
    func query(suite: SignatureSuite) async throws {
        let folder = ExampleFolder(suite)
        let query = try await folder.query()
        #expect(try isSame(query.bytes, try await ExampleQuery.signed(suite).bytes, suite))
        let permitted = try ExampleExchange.admit(query, admission: try await folder.federation.admission())
        #expect(permitted.permitted.count == 6)
    }

    @Test("the answer verifies for the query and is the one of this code", arguments: SignatureSuite.allCases)
    func answer(suite: SignatureSuite) async throws {
        let folder = ExampleFolder(suite)
        let query = try await folder.query()
        let answer = try await folder.answer(to: query)
        #expect(try isSame(answer, try await folder.freshAnswer(to: query).bytes, suite))
        let verified = try UnverifiedAnswer(answer).verify(
            for: query,
            registry: try await folder.federation.registry(),
            verifier: ExampleFederation.verifier,
            digests: ExampleFederation.digests,
            at: folder.federation.now
        )
        #expect(verified.finding.records.count == 3)
    }

    @Test("receipt and refusal verify and are those of this code", arguments: SignatureSuite.allCases)
    func statements(suite: SignatureSuite) async throws {
        let folder = ExampleFolder(suite)
        let query = try await folder.query()
        let registry = try await folder.federation.registry()
        let fresh = (try await folder.freshReceipt(for: query), try await folder.freshRefusal(for: query))
        let receipt = try await folder.bytes("receipt.jwt") { fresh.0.bytes }
        let refusal = try await folder.bytes("refusal.jwt") { fresh.1.bytes }
        #expect(try isSame(receipt, fresh.0.bytes, suite))
        #expect(try isSame(refusal, fresh.1.bytes, suite))
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
        let query = try await folder.query()
        let answer = try await folder.answer(to: query)
        let receipt = try await folder.bytes("receipt.jwt") { try await folder.freshReceipt(for: query).bytes }
        let refusal = try await folder.bytes("refusal.jwt") { try await folder.freshRefusal(for: query).bytes }
        let expected: [(String, [UInt8])] = [
            ("keys.json", try folder.keySet().json.canonicalBytes),
            ("query.payload.json", try Dissection(query.bytes).payload.canonicalBytes),
            ("answer.payload.json", try Dissection(answer).payload.canonicalBytes),
            ("disclosures.json", try folder.disclosures(of: answer).canonicalBytes),
            (
                "digests.json",
                try folder.digests(query: query.bytes, answer: answer, receipt: receipt, refusal: refusal)
                    .canonicalBytes
            ),
        ]
        for (name, bytes) in expected {
            let stored = try await folder.bytes(name) { bytes }
            #expect(stored == bytes, "\(name)")
        }
    }

    @Test("the published payloads pass their schemas", arguments: SignatureSuite.allCases)
    func schemas(suite: SignatureSuite) async throws {
        let folder = ExampleFolder(suite)
        let schemas = try SchemaFolder()
        let query = try await folder.query()
        let answer = try await folder.answer(to: query)
        #expect(try schemas.schema("query").errors(try Dissection(query.bytes).payload) == [])
        #expect(try schemas.schema("answer").errors(try Dissection(answer).payload) == [])
        let disclosure = try schemas.definition("answer.schema.json#/$defs/disclosure")
        for element in try folder.disclosures(of: answer).elements {
            let pair = JSONValue.array([element["salt"] ?? .null, element["record"] ?? .null])
            #expect(try disclosure.errors(pair) == [])
        }
    }

    @Test("no file of an example holds a private key", arguments: SignatureSuite.allCases)
    func noSecrets(suite: SignatureSuite) async throws {
        let keys = try await ExampleFolder(suite).bytes("keys.json") {
            try ExampleFolder(suite).keySet().json.canonicalBytes
        }
        #expect(!String(decoding: keys, as: UTF8.self).contains("\"d\""))
        let json = try JSONParser.parse(keys, limits: JSONLimits(byteCount: 1 << 16))
        #expect(try KeySet(json: JSONCursor(json)).entries.count == 2)
    }
}
