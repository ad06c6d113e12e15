import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("The schemas say what the code says")
struct SchemaTests {
    let schemas: SchemaValidator

    init() throws { schemas = try SchemaFolder.validator() }

    private func errors(_ value: JSONValue, by reference: String) throws -> [String] {
        try schemas.errors(value, by: reference)
    }

    @Test("an outcome with a reason of another code, or records that it cannot have, fails")
    func outcomes() throws {
        let schema = "answer.schema.json#/$defs/outcome"
        func outcome(_ code: String, _ reason: String?, _ count: Int64) -> JSONValue {
            .object([
                "subject": "p1", "item": "deposit", "outcome": .string(code), "reason": reason.map(JSONValue.string),
                "recordCount": .integer(count),
            ])
        }
        for valid in [
            outcome("found", nil, 1), outcome("none", nil, 0), outcome("notQueried", "noConsent", 0),
            outcome("unavailable", "timedOut", 0), outcome("thresholdOnly", nil, 2), outcome("restricted", nil, 0),
        ] { #expect(try errors(valid, by: schema) == []) }
        for wrong in [
            outcome("found", nil, 0), outcome("none", nil, 1), outcome("notQueried", nil, 0),
            outcome("refused", "replay", 0),
            outcome("unavailable", "unreachable", 0), outcome("unavailable", "quarantined", 0),
            outcome("found", "timedOut", 1), outcome("unavailable", "noConsent", 0),
        ] { #expect(try !errors(wrong, by: schema).isEmpty) }
    }

    @Test("a private key member, another curve's algorithm or a stray bit fails the schema of a key")
    func keys() throws {
        let schema = "common.schema.json#/$defs/jwk"
        for suite in SignatureSuite.allCases {
            let key = JSONWebKey(try ExampleKeys.signer(suite, ProvinceCode.shanghai).publicKey).json
            for algorithm in SignatureSuite.allCases.flatMap(\.acceptedAlgorithmNames) {
                let named = key.setting("alg", .string(algorithm))
                let isOwn = suite.acceptedAlgorithmNames.contains(algorithm)
                #expect(try errors(named, by: schema).isEmpty == isOwn, "\(suite) \(algorithm)")
                #expect(((try? JSONWebKey(json: JSONCursor(named))) != nil) == isOwn, "\(suite) \(algorithm)")
            }
            let stray = JSONValue.string(String(repeating: "A", count: 42) + "B")
            for wrong in [key.setting("d", "AAAA"), key.setting("x", stray), key.setting("crv", "P-384")] {
                #expect(try !errors(wrong, by: schema).isEmpty)
                #expect((try? JSONWebKey(json: JSONCursor(wrong))) == nil)
            }
        }
    }

    @Test("a key under the name of another suite fails both")
    func suiteOfKey() throws {
        let content = try ExampleFederation.content()
        for suite in SignatureSuite.allCases {
            let changed = content.json.changing("regions") { regions in
                regions.changing(0) { region in
                    region.changing("keys") { $0.changing(0) { $0.setting("suite", .string(suite.rawValue)) } }
                }
            }
            let isOwn = content.regions[0].keys[0].suite == suite
            #expect(try errors(changed, by: "registry.schema.json").isEmpty == isOwn)
            #expect(((try? FederationRegistry(json: JSONCursor(changed))) != nil) == isOwn)
        }
    }

    @Test("the lists of codes are those of the code")
    func codes() throws {
        func choices(_ name: String) throws -> [JSONValue] {
            try schemas.schema("common.schema.json#/$defs/\(name)")["enum"]?.elements ?? []
        }
        #expect(try choices("item") == ItemCategory.allCases.map { .string($0.rawValue) })
        #expect(try choices("purpose") == AssistanceProgramme.allCases.map { .string($0.rawValue) })
        #expect(try choices("refusalCode") == RefusalCode.allCases.map { .string($0.rawValue) })
        #expect(try choices("disclosure") == VerificationDomain.Disclosure.allCases.map { .string($0.rawValue) })
        let record = try schemas.schema("record.schema.json#/properties")
        guard case .object(let details)? = record["details"]?["properties"] else {
            Issue.record("a record has details")
            return
        }
        #expect(details.map(\.name) == DetailName.allCases.map(\.rawValue))
        let kinds = record["identity"]?["items"]?["properties"]?["kind"]?["enum"]?.elements
        #expect(kinds == RecordKey.Kind.allCases.map { .string($0.rawValue) })
    }

    @Test("the limits of the schemas are those of the code")
    func limits() throws {
        let query = try schemas.schema("query.schema.json#/properties")
        #expect(query["subjects"]?["maxItems"] == .integer(Int64(ExchangeLimits.subjectCount)))
        #expect(query["items"]?["maxItems"] == .integer(Int64(ExchangeLimits.itemCount)))
        let answer = try schemas.schema("answer.schema.json#/properties")
        #expect(answer["records"]?["maxItems"] == .integer(Int64(ExchangeLimits.recordCount)))
        let limits = try schemas.schema("common.schema.json#/$defs/limits/properties")
        #expect(limits["queryBytes"]?["maximum"] == .integer(Int64(ExchangeLimits.queryByteCount)))
        #expect(limits["answerBytes"]?["maximum"] == .integer(Int64(ExchangeLimits.answerByteCount)))
    }
}
