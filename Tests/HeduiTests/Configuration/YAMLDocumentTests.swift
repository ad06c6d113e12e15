import Testing
import VerificationDomain

@testable import hedui

@Suite("A YAML file is read as JSON: every key once, and no more than a configuration needs")
struct YAMLDocumentTests {
    private func refusal(_ text: String) -> JSONReadingError? {
        #expect(throws: JSONReadingError.self) { try YAMLDocument.json(text) }
    }

    @Test("only what JSON has is a value of its own; a fraction, a date and whatever is quoted stay text")
    func scalars() throws {
        let json = try YAMLDocument.json("a: [1, -2, true, ~, 1.50, 2026-11-24, \"7\", 007, yes]")
        let values: [JSONValue] = [
            .integer(1), .integer(-2), .bool(true), .null, "1.50", "2026-11-24", "7", "007", "yes",
        ]
        #expect(json == .object([JSONValue.Member("a", .array(values))]))
    }

    @Test("a key that stands twice is refused, also where it is written in two ways")
    func duplicates() {
        #expect(refusal("a: 1\nb: 2\na: 3")?.code == .syntax)
        let twoForms = refusal("1: a\n\"1\": b")
        #expect(twoForms?.code == .duplicateName)
        #expect(twoForms?.place == "$.1")
        #expect(refusal("x:\n  y: {true: a, 'true': b}")?.place == "$.x.y.true")
    }

    @Test("fifty thousand values are taken and not one more")
    func values() throws {
        func list(_ count: Int) -> String { "[" + Array(repeating: "0", count: count).joined(separator: ",") + "]" }
        // The list itself is one.
        let json = try YAMLDocument.json(list(49_999))
        guard case .array(let elements) = json else {
            Issue.record("no list")
            return
        }
        #expect(elements.count == 49_999)
        #expect(refusal(list(50_000))?.code == .tooManyValues)
    }

    @Test("a short text that unfolds to many values is stopped at the same limit")
    func aliases() {
        let lines = zip(["a", "b", "c", "d"], ["b", "c", "d", "e"]).map { old, new in
            "\(new): &\(new) [\(Array(repeating: "*\(old)", count: 10).joined(separator: ", "))]"
        }
        let text = "a: &a [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]\n" + lines.joined(separator: "\n")
        #expect(text.utf8.count < 300)
        #expect(refusal(text)?.code == .tooManyValues)
    }

    @Test("thirty-two levels are taken and not one more")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try YAMLDocument.json(nested(32)) }
        #expect(refusal(nested(33))?.code == .tooManyValues)
        #expect(refusal(nested(33))?.place == "$" + String(repeating: "[0]", count: 32))
    }

    @Test("an empty file, and one over a mebibyte, are refused before anything is made of them")
    func size() {
        #expect(refusal("")?.code == .missing)
        #expect(refusal("# " + String(repeating: "x", count: 1 << 20))?.code == .tooLong)
    }
}
