import Foundation
import TestSupport
import Testing
import VerificationDomain

@Suite("The household files of docs/examples follow the published schema")
struct ExampleFileTests {
    static let names: [String] = {
        let folder = HeduiProgram.root.appending(path: "docs/examples").path
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".json") }
    }()

    private func validator() throws -> SchemaValidator {
        try SchemaValidator(folder: HeduiProgram.root.appending(path: "schemas").path)
    }

    private func household(_ name: String, _ change: (String) -> String = { $0 }) throws -> JSONValue {
        let text = try String(
            contentsOf: HeduiProgram.root.appending(path: "docs/examples/\(name)"),
            encoding: .utf8
        )
        let changed = change(text)
        return try JSONParser.parse(Array(changed.utf8), limits: JSONLimits(byteCount: 1 << 20))
    }

    @Test("there are four of them")
    func count() { #expect(Self.names.count >= 4) }

    @Test("each is valid, and the program reads it", arguments: names)
    func valid(name: String) throws {
        let json = try household(name)
        #expect(try validator().errors(json, by: "household.schema.json") == [])
        _ = try Household(json: JSONCursor(json))
    }

    @Test(
        "a file that the program refuses is not valid by the schema either",
        arguments: [
            ("\"hukou\"", "\"hukuo\""), ("\"programme\": \"", "\"programme\": \"un"),
            ("\"items\": [", "\"items\": [1, "),
        ]
    )
    func invalid(old: String, new: String) throws {
        let json = try household("clean.json") { $0.replacingOccurrences(of: old, with: new) }
        try #require(json != (try household("clean.json")))
        #expect(try validator().errors(json, by: "household.schema.json") != [])
        #expect(throws: JSONReadingError.self) { try Household(json: JSONCursor(json)) }
    }
}
