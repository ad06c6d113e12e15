import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

/// The published payloads, each with its schema and the reader that takes it from outside.
@Suite("What a schema refuses the code refuses, and the other way round, at every place of every payload")
struct PayloadTests {
    /// Members that a message may do without.
    static let optional: Set<String> = [
        "query $.subjects[].formerNames",
        "answer $.outcomes[].source", "answer $.outcomes[].sourceScope", "answer $.outcomes[].asOf",
        "record $.asOf", "record $.owner.share", "record $.value",
        "record $.details.bankName", "record $.details.aggregate", "record $.details.brand",
        "record $.details.registeredOn", "record $.details.originalValue", "record $.details.address",
        "record $.details.coOwnership", "record $.details.floorArea", "record $.details.mortgaged",
        "registry $.limits", "registry $.limits.queryBytes", "registry $.limits.subjects", "registry $.limits.items",
        "registry $.limits.answerBytes", "registry $.limits.records", "registry $.regions[].quota",
        "registry $.regions[].gateways", "registry $.regions[].log", "registry $.regions[].parameters",
        "registry $.regions[].parameters.adapter", "registry $.regions[].keys[].revokedAt",
        "capabilities $.maintenance", "capabilities $.limits.queryBytes", "capabilities $.limits.subjects",
        "capabilities $.limits.items", "capabilities $.limits.answerBytes", "capabilities $.limits.records",
    ]

    /// Where the two may differ, and why.
    static let exceptions: [String: String] = [:]

    @Test("query", arguments: SignatureSuite.allCases, ExampleTests.exchanges)
    func query(suite: SignatureSuite, variant: ExampleVariant?) async throws {
        let payload = try Dissection(try await ExampleFolder(suite).query(variant).bytes).payload
        try await compare("query", payload, by: "query.schema.json") { Self.reads($0, ExchangeQuery.self) }
    }

    @Test("answer", arguments: SignatureSuite.allCases, ExampleTests.exchanges)
    func answer(suite: SignatureSuite, variant: ExampleVariant?) async throws {
        let published = try await PublishedAnswer(suite, variant)
        try await compare("answer", published.payload, by: "answer.schema.json") { payload in
            try await published.reads(payload, published.disclosures)
        }
    }

    @Test("records of the disclosures", arguments: SignatureSuite.allCases, ExampleTests.exchanges)
    func records(suite: SignatureSuite, variant: ExampleVariant?) async throws {
        let published = try await PublishedAnswer(suite, variant)
        for index in published.disclosures.indices {
            let pair = try JSONParser.parse(
                Base64.url.decode(published.disclosures[index]) ?? [],
                limits: JSONLimits(byteCount: 1 << 16)
            )
            let errors = try SchemaFolder.validator().errors(pair, by: "answer.schema.json#/$defs/disclosure")
            #expect(errors == [])
            try await compare("record", pair.elements[1], by: "record.schema.json") { record in
                try await published.reads(record: record, salt: pair.elements[0], at: index)
            }
        }
    }

    @Test("receipt", arguments: SignatureSuite.allCases)
    func receipt(suite: SignatureSuite) async throws {
        let payload = try Dissection(try await ExampleFolder(suite).receipt()).payload
        try await compare("receipt", payload, by: "receipt.schema.json") { Self.reads($0, Receipt.self) }
    }

    @Test("refusal", arguments: SignatureSuite.allCases)
    func refusal(suite: SignatureSuite) async throws {
        let payload = try Dissection(try await ExampleFolder(suite).refusal()).payload
        try await compare("refusal", payload, by: "refusal.schema.json") { Self.reads($0, Refusal.self) }
    }

    @Test("capabilities", arguments: SignatureSuite.allCases)
    func capabilities(suite: SignatureSuite) async throws {
        let payload = try Dissection(try await ExampleFolder(suite).capabilities()).payload
        try await compare("capabilities", payload, by: "capabilities.schema.json") { Self.reads($0, Capabilities.self) }
    }

    // The three registries differ in their signatures only.
    @Test("registry")
    func registry() async throws {
        let payload = try Dissection(try await ExampleFolder(.sm2sm3).signedRegistry()).payload
        try await compare("registry", payload, by: "registry.schema.json") { Self.reads($0, FederationRegistry.self) }
    }

    @Test("keys", arguments: SignatureSuite.allCases)
    func keys(suite: SignatureSuite) async throws {
        let folder = ExampleFolder(suite)
        let set = "exchange.openapi.yaml#/components/schemas/KeySet"
        try await compare("keys", try folder.keySet().json, by: set) { Self.reads($0, KeySet.self) }
        let root = try folder.rootKey().json
        #expect(try SchemaFolder.validator().errors(root, by: "common.schema.json#/$defs/jwk") == [])
    }

    private static func reads<Payload: JSONReadable>(_ json: JSONValue, _ type: Payload.Type) -> Bool {
        (try? Payload(json: JSONCursor(json))) != nil
    }

    /// Changes the payload at every place and compares.
    private func compare(
        _ name: String,
        _ payload: JSONValue,
        by schema: String,
        reads: (JSONValue) async throws -> Bool
    ) async throws {
        let validator = try SchemaFolder.validator()
        #expect(try validator.errors(payload, by: schema) == [])
        #expect(try await reads(payload))
        for mutation in DocumentMutation.all(of: payload) {
            let place = "\(name) \(mutation.place)"
            guard Self.exceptions[place] == nil else { continue }
            let isValid = try validator.errors(mutation.document, by: schema).isEmpty
            let isRead = try await reads(mutation.document)
            switch mutation.change {
            case .dropped:
                let isOptional = Self.optional.contains(place)
                #expect(isValid == isOptional && isRead == isOptional, "\(place) dropped: \(isValid), \(isRead)")
            case .added, .retyped:
                #expect(!isValid && !isRead, "\(place) \(mutation.change): \(isValid), \(isRead)")
            case .spelt:
                #expect(isValid == isRead, "\(place) \(mutation.change): \(isValid), \(isRead)")
            }
        }
    }
}

/// A published answer whose parts can be changed and signed again, to see whether it would be read.
private struct PublishedAnswer {
    let folder: ExampleFolder
    let query: SignedQuery
    let registry: VerifiedRegistry
    let payload: JSONValue
    let disclosures: [String]

    init(_ suite: SignatureSuite, _ variant: ExampleVariant?) async throws {
        folder = ExampleFolder(suite)
        query = try await folder.query(variant)
        registry = try await folder.registry()
        let parts = try Dissection(try await folder.answer(to: query, variant))
        payload = parts.payload
        disclosures = parts.disclosures
    }

    /// Whether the form is taken: a violation of any other kind says that the content does not fit the question.
    func reads(_ payload: JSONValue, _ disclosures: [String]) async throws -> Bool {
        let signed = try await Forgery.jws(.answer, payload, signer: folder.federation.answeringSigner)
        do {
            _ = try UnverifiedAnswer(Forgery.answer(signed, disclosures)).verify(
                for: query,
                registry: registry,
                verifier: ExampleFederation.verifier,
                digests: ExampleFederation.digests,
                at: folder.federation.now
            )
            return true
        } catch {
            return error.name != .malformed
        }
    }

    /// The same with another record in one disclosure, and the digest that goes with it.
    func reads(record: JSONValue, salt: JSONValue, at index: Int) async throws -> Bool {
        var changed = disclosures
        changed[index] = Base64.url.encode(JSONValue.array([salt, record]).canonicalBytes)
        let algorithm = folder.suite.digestAlgorithm
        let digests = changed.map { ExampleFederation.digests.digest(Array($0.utf8), algorithm).base64URL }
        let records = JSONValue.array(digests.map { .object(["...": .string($0)]) })
        return try await reads(payload.setting("records", records), changed)
    }
}
