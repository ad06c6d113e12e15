public import VerificationDomain
import Yams

extension JSONValue {
    /// A YAML text as the JSON value that a reader of JSON Schema would see. A fraction or a date stays text.
    ///
    /// Throws what Yams throws, and `JSONReadingError` for what JSON does not have.
    public init(yaml text: String) throws {
        guard let node = try Yams.compose(yaml: text) else { throw JSONReadingError(.missing, at: "$", "a document") }
        self = try Self.value(node, at: "$")
    }

    private static func value(_ node: Node, at path: String) throws -> JSONValue {
        switch node {
        case .scalar(let scalar): return value(node, scalar)
        case .alias: throw JSONReadingError(.notAllowed, at: path, "no aliases")
        case .sequence(let sequence):
            return .array(try sequence.enumerated().map { try value($0.element, at: "\(path)[\($0.offset)]") })
        case .mapping(let mapping):
            var members: [Member] = []
            for (key, element) in mapping {
                guard let name = key.scalar?.string, !members.contains(where: { $0.name == name }) else {
                    throw JSONReadingError(.duplicateName, at: path, "words as keys, each once")
                }
                members.append(Member(name, try value(element, at: "\(path).\(name)")))
            }
            return .object(members)
        }
    }

    private static func value(_ node: Node, _ scalar: Node.Scalar) -> JSONValue {
        guard scalar.style == .plain else { return .string(scalar.string) }
        if node.null != nil { return .null }
        if scalar.string == "true" || scalar.string == "false" { return .bool(scalar.string == "true") }
        if let number = Int64(scalar.string), String(number) == scalar.string { return .integer(number) }
        return .string(scalar.string)
    }
}
