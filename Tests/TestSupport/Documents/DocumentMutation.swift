public import VerificationDomain

/// One change of a document at one place, for comparing what a schema says with what the code reads.
public struct DocumentMutation: Sendable {
    public enum Change: Sendable, Hashable {
        /// A member is taken away, or one is added that nothing names.
        case dropped, added
        /// A value becomes one of another type.
        case retyped(String)
        /// A value stays of its type and is written as it should not be.
        case spelt(String)
    }

    /// `$.subjects[].name`, for every element of an array the same.
    public let place: String
    public let change: Change
    public let document: JSONValue

    /// Every change at every place. Objects of the same place and make stand for each other, or a registry of ten
    /// regions
    /// would be the same test ten times.
    public static func all(of document: JSONValue) -> [DocumentMutation] {
        var walk = Walk()
        walk.visit(document, at: "$") { $0 }
        return walk.found
    }

    private struct Walk {
        var found: [DocumentMutation] = []
        private var seen: Set<String> = []

        mutating func visit(_ value: JSONValue, at place: String, put: (JSONValue) -> JSONValue) {
            switch value {
            case .object(let members): visit(value, members, at: place, put: put)
            case .array(let elements):
                for (index, element) in elements.enumerated() {
                    func putElement(_ changed: JSONValue) -> JSONValue { put(value.changing(index) { _ in changed }) }
                    if index == 0 { change(element, at: "\(place)[]", put: putElement) }
                    visit(element, at: "\(place)[]", put: putElement)
                }
            default: break
            }
        }

        private mutating func visit(
            _ value: JSONValue,
            _ members: [JSONValue.Member],
            at place: String,
            put: (JSONValue) -> JSONValue
        ) {
            // What tells one make of object from another: the names of its members and its words for its own kind.
            let kinds = ["kind", "crv", "rule", "outcome", "reason"].compactMap { value[$0] }
            guard seen.insert("\(place) \(members.map(\.name).sorted()) \(kinds)").inserted else { return }
            found.append(DocumentMutation(place: place, change: .added, document: put(value.setting("unnamed", 1))))
            for member in members {
                let inner = "\(place).\(member.name)"
                let without = put(value.setting(member.name, nil))
                found.append(DocumentMutation(place: inner, change: .dropped, document: without))
                func putMember(_ changed: JSONValue) -> JSONValue { put(value.setting(member.name, changed)) }
                change(member.value, at: inner, put: putMember)
                visit(member.value, at: inner, put: putMember)
            }
        }

        private mutating func change(_ value: JSONValue, at place: String, put: (JSONValue) -> JSONValue) {
            for other in [JSONValue.null, true, 1, "1", .array([]), .object([])]
            where other.kindDescription != value.kindDescription {
                let change = Change.retyped(other.kindDescription)
                found.append(DocumentMutation(place: place, change: change, document: put(other)))
            }
            for (name, spelling) in Self.spellings(of: value) {
                found.append(DocumentMutation(place: place, change: .spelt(name), document: put(spelling)))
            }
        }

        private static func spellings(of value: JSONValue) -> [(String, JSONValue)] {
            switch value {
            case .integer: [("negative", -1), ("largest", .integer(1 << 53))]
            case .string(let text):
                [
                    ("empty", ""), ("blank", " "), ("after a blank", .string(" " + text)),
                    ("before a blank", .string(text + " ")), ("before a line feed", .string(text + "\n")),
                    ("before a C1 control", .string(text + "\u{85}")), ("full width", .string(fullWidth(text))),
                    ("long", .string(String(repeating: "长", count: 1025))),
                    ("long in code points", .string("e" + String(repeating: "\u{301}", count: 1024))),
                ]
            default: []
            }
        }

        /// The same text with its first letter or digit as wide as a Chinese character.
        private static func fullWidth(_ text: String) -> String {
            var scalars = text.unicodeScalars
            if let first = scalars.first, (0x21...0x7E).contains(first.value),
                let wide = Unicode.Scalar(first.value + 0xFEE0)
            {
                scalars.removeFirst()
                return String(Character(wide)) + String(scalars)
            }
            return text
        }
    }
}
