import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("The schemas say what the code says")
struct SchemaTests {
    let folder: SchemaFolder

    init() throws { folder = try SchemaFolder() }

    static let messages = ["query", "answer", "receipt", "refusal", "registry", "capabilities", "record"]

    /// A message of each kind that our own code made.
    private func message(_ name: String) async throws -> JSONValue {
        switch name {
        case "query": return try ExampleQuery.query(disclosure: .threshold).json
        case "answer": return try Dissection(try await ExampleExchange().answer.bytes).payload
        case "receipt": return try StatementTests.receipt(try await ExampleQuery.signed()).json
        case "refusal": return StatementTests.refusal(try await ExampleQuery.signed(), .quotaExceeded).json
        case "registry": return try ExampleFederation.content(limits: MessageLimits(subjectCount: 10)).json
        case "capabilities":
            let now = ExampleFederation.now
            let window = Capabilities.MaintenanceWindow(from: now, to: now.adding(seconds: 1))
            return Capabilities(
                issuer: .jiangsu,
                issuedAt: now,
                expiresAt: now.adding(seconds: 1),
                items: [.deposit],
                maintenance: [try #require(window)]
            ).json
        default: return try ExampleFindings.deposit(fen: 1).json
        }
    }

    /// Whether our own code reads a payload of this kind.
    private func reads(_ name: String, _ json: JSONValue) -> Bool {
        let cursor = JSONCursor(json)
        return switch name {
        case "query": (try? ExchangeQuery(json: cursor)) != nil
        case "receipt": (try? Receipt(json: cursor)) != nil
        case "refusal": (try? Refusal(json: cursor)) != nil
        case "registry": (try? FederationRegistry(json: cursor)) != nil
        default: (try? Capabilities(json: cursor)) != nil
        }
    }

    @Test("every message of ours passes its schema", arguments: messages)
    func valid(name: String) async throws {
        let errors = try folder.schema(name).errors(try await message(name))
        #expect(errors == [])
    }

    @Test("a message without one of its required members fails", arguments: messages)
    func missing(name: String) async throws {
        let schema = try folder.schema(name)
        let valid = try await message(name)
        let required = schema.root["required"]?.elements ?? []
        #expect(required.count >= 5)
        for case .string(let member) in required {
            #expect(try !schema.errors(valid.setting(member, nil)).isEmpty, "\(member)")
        }
    }

    @Test("a message with an unknown member, or one of another type, fails", arguments: messages)
    func mutated(name: String) async throws {
        let schema = try folder.schema(name)
        let valid = try await message(name)
        #expect(try !schema.errors(valid.setting("extra", 1)).isEmpty)
        guard case .object(let members) = valid else { return }
        for member in members {
            for wrong in [JSONValue.bool(true), .integer(-1), "", .array([.array([])]), .object(["a": 1])] {
                #expect(try !schema.errors(valid.setting(member.name, wrong)).isEmpty, "\(member.name)")
            }
        }
    }

    @Test(
        "what fails a schema is not read by the code either",
        arguments: ["query", "receipt", "refusal", "registry", "capabilities"]
    )
    func agreement(name: String) async throws {
        let valid = try await message(name)
        #expect(reads(name, valid))
        guard case .object(let members) = valid else { return }
        for member in members {
            for wrong in [JSONValue.bool(true), .integer(-1), "", .array([.array([])]), .object(["a": 1])] {
                #expect(!reads(name, valid.setting(member.name, wrong)), "\(member.name)")
            }
        }
        #expect(!reads(name, valid.setting("extra", 1)))
    }

    @Test("an outcome with a reason of another code, or records that it cannot have, fails")
    func outcomes() throws {
        let schema = try folder.definition("answer.schema.json#/$defs/outcome")
        func outcome(_ code: String, _ reason: String?, _ count: Int64) -> JSONValue {
            .object([
                "subject": "p1", "item": "deposit", "outcome": .string(code), "reason": reason.map(JSONValue.string),
                "recordCount": .integer(count),
            ])
        }
        for valid in [
            outcome("found", nil, 1), outcome("none", nil, 0), outcome("notQueried", "noConsent", 0),
            outcome("unavailable", "timedOut", 0), outcome("thresholdOnly", nil, 2), outcome("restricted", nil, 0),
        ] { #expect(try schema.errors(valid) == []) }
        for wrong in [
            outcome("found", nil, 0), outcome("none", nil, 1), outcome("notQueried", nil, 0),
            outcome("refused", "replay", 0),
            outcome("unavailable", "unreachable", 0), outcome("unavailable", "quarantined", 0),
            outcome("found", "timedOut", 1), outcome("unavailable", "noConsent", 0),
        ] { #expect(try !schema.errors(wrong).isEmpty) }
    }

    @Test("a private key member fails the schema of a key")
    func privateKey() throws {
        let schema = try folder.definition("common.schema.json#/$defs/jwk")
        for suite in SignatureSuite.allCases {
            let key = JSONWebKey(try ExampleKeys.signer(suite, ProvinceCode.shanghai).publicKey).json
            #expect(try schema.errors(key) == [])
            #expect(try !schema.errors(key.setting("d", "AAAA")).isEmpty)
        }
    }

    @Test("the lists of codes are those of the code")
    func codes() throws {
        func choices(_ name: String) throws -> [JSONValue] {
            try folder.definition("common.schema.json#/$defs/\(name)").root["enum"]?.elements ?? []
        }
        #expect(try choices("item") == ItemCategory.allCases.map { .string($0.rawValue) })
        #expect(try choices("purpose") == AssistanceProgramme.allCases.map { .string($0.rawValue) })
        #expect(try choices("refusalCode") == RefusalCode.allCases.map { .string($0.rawValue) })
        #expect(try choices("disclosure") == VerificationDomain.Disclosure.allCases.map { .string($0.rawValue) })
        let record = try folder.schema("record").root["properties"]
        guard case .object(let details)? = record?["details"]?["properties"] else { return }
        #expect(details.map(\.name) == DetailName.allCases.map(\.rawValue))
        let kinds = record?["identity"]?["items"]?["properties"]?["kind"]?["enum"]?.elements
        #expect(kinds == RecordKey.Kind.allCases.map { .string($0.rawValue) })
    }

    @Test("the limits of the schemas are those of the code")
    func limits() throws {
        let query = try folder.schema("query").root["properties"]
        #expect(query?["subjects"]?["maxItems"] == .integer(Int64(ExchangeLimits.subjectCount)))
        #expect(query?["items"]?["maxItems"] == .integer(Int64(ExchangeLimits.itemCount)))
        let answer = try folder.schema("answer").root["properties"]
        #expect(answer?["records"]?["maxItems"] == .integer(Int64(ExchangeLimits.recordCount)))
        let limits = try folder.definition("common.schema.json#/$defs/limits").root["properties"]
        #expect(limits?["queryBytes"]?["maximum"] == .integer(Int64(ExchangeLimits.queryByteCount)))
        #expect(limits?["answerBytes"]?["maximum"] == .integer(Int64(ExchangeLimits.answerByteCount)))
    }
}
