import VerificationDomain
import Yams

/// A YAML document as JSON, so that one set of readers names the place of whatever is wrong with it.
///
/// Only what JSON has is taken: string keys, and scalars that resolve to a string, an integer, a boolean or null. A
/// fraction stays text: money and ratios are never floating-point numbers.
enum YAMLDocument {
    /// At most 1 MiB: a configuration or rule pack is a few kilobytes, and an alias bomb is stopped by the value limit.
    static let byteLimit = 1 << 20
    private static let valueLimit = 50_000
    private static let depthLimit = 32

    static func json(_ text: String) throws -> JSONValue {
        guard text.utf8.count <= byteLimit else {
            throw JSONReadingError(.tooLong, at: "$", "a YAML file holds at most \(byteLimit) bytes")
        }
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw JSONReadingError(.missing, at: "$", "the file is empty")
            }
            var remaining = valueLimit
            return try convert(node, path: "$", depth: 1, remaining: &remaining)
        } catch let error as YamlError {
            throw JSONReadingError(.syntax, at: "$", "not valid YAML: \(firstLine(of: error))")
        }
    }

    private static func firstLine(of error: YamlError) -> String {
        String(String(describing: error).split(separator: "\n").first ?? "syntax error")
    }

    private static func convert(
        _ node: Yams.Node,
        path: String,
        depth: Int,
        remaining: inout Int
    ) throws(JSONReadingError) -> JSONValue {
        remaining -= 1
        guard remaining >= 0, depth <= depthLimit else {
            throw JSONReadingError(.tooManyValues, at: path, "too many values, or nested too deeply")
        }
        switch node {
        case .scalar(let scalar): return scalarValue(node, scalar)
        case .alias: throw JSONReadingError(.notAllowed, at: path, "aliases are not taken")
        case .sequence(let sequence):
            var values: [JSONValue] = []
            for (index, element) in sequence.enumerated() {
                let place = "\(path)[\(index)]"
                values.append(try convert(element, path: place, depth: depth + 1, remaining: &remaining))
            }
            return .array(values)
        case .mapping(let mapping):
            var members: [JSONValue.Member] = []
            for (key, value) in mapping {
                guard let name = key.scalar?.string else {
                    throw JSONReadingError(.notAllowed, at: path, "a key is a single word")
                }
                guard !members.contains(where: { $0.name == name }) else {
                    throw JSONReadingError(.duplicateName, at: "\(path).\(name)", "a key may stand only once")
                }
                let place = "\(path).\(name)"
                let converted = try convert(value, path: place, depth: depth + 1, remaining: &remaining)
                members.append(JSONValue.Member(name, converted))
            }
            return .object(members)
        }
    }

    private static func scalarValue(_ node: Yams.Node, _ scalar: Yams.Node.Scalar) -> JSONValue {
        guard scalar.style == .plain else { return .string(scalar.string) }
        if node.null != nil { return .null }
        if scalar.string == "true" { return .bool(true) }
        if scalar.string == "false" { return .bool(false) }
        if let number = Int64(scalar.string), String(number) == scalar.string { return .integer(number) }
        return .string(scalar.string)
    }
}
