import Foundation
import Synchronization
public import VerificationDomain

/// Checks documents against the JSON Schemas of a folder: the part of JSON Schema 2020-12 that this project uses.
///
/// A keyword that it does not know is an error, so that no rule of a schema is passed over.
public struct SchemaValidator: Sendable {
    public enum Failure: Error, Sendable, Hashable {
        case unknownKeyword(String)
        case unresolvedReference(String)
        case unreadablePattern(String)
    }

    private let documents: [String: JSONValue]
    fileprivate let patterns = PatternCache()

    /// Reads every `*.schema.json` of a folder, and every OpenAPI description (`*.openapi.yaml`), whose schemas are
    /// JSON Schema too.
    public init(folder: String) throws {
        var documents: [String: JSONValue] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let file = URL(filePath: folder).appending(path: name)
            if name.hasSuffix(".schema.json") {
                let bytes = [UInt8](try Data(contentsOf: file))
                documents[name] = try JSONParser.parse(bytes, limits: JSONLimits(byteCount: 1 << 20))
            } else if name.hasSuffix(".openapi.yaml") {
                documents[name] = try JSONValue(yaml: String(contentsOf: file, encoding: .utf8))
            }
        }
        self.documents = documents
    }

    /// What is wrong with `value` by a file, or by one of its definitions (`file#/$defs/name`); empty when valid.
    public func errors(_ value: JSONValue, by reference: String) throws -> [String] {
        let (file, schema) = try resolve(reference, from: "")
        return try SchemaCheck(validator: self, file: file).errors(value, schema, "$")
    }

    /// The schema itself, so that a test can compare its lists of codes.
    public func schema(_ reference: String) throws -> JSONValue { try resolve(reference, from: "").schema }

    func resolve(_ reference: String, from file: String) throws -> (file: String, schema: JSONValue) {
        let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let file = parts[0].isEmpty ? file : parts[0]
        guard var schema = documents[file] else { throw Failure.unresolvedReference(reference) }
        for step in (parts.count > 1 ? parts[1] : "").split(separator: "/") {
            guard let next = schema[String(step)] else { throw Failure.unresolvedReference(reference) }
            schema = next
        }
        return (file, schema)
    }
}

/// One run through one file's schema.
private struct SchemaCheck {
    let validator: SchemaValidator
    let file: String

    private static let keywords: Set<String> = [
        "$schema", "$id", "$defs", "$ref", "title", "description", "default", "format", "type", "required",
        "properties", "additionalProperties", "propertyNames", "items", "prefixItems", "enum", "const", "pattern",
        "minimum", "maximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems", "minProperties",
        "maxProperties", "uniqueItems", "allOf", "anyOf", "oneOf", "not", "if", "then", "else",
    ]

    func errors(_ value: JSONValue, _ schema: JSONValue, _ path: String) throws -> [String] {
        if case .bool(let isAllowed) = schema { return isAllowed ? [] : ["\(path): not allowed"] }
        guard case .object(let members) = schema else { throw SchemaValidator.Failure.unknownKeyword(path) }
        if let unknown = members.first(where: { !Self.keywords.contains($0.name) }) {
            throw SchemaValidator.Failure.unknownKeyword(unknown.name)
        }
        var found: [String] = []
        if let reference = schema.text("$ref") {
            let target = try validator.resolve(reference, from: file)
            found += try SchemaCheck(validator: validator, file: target.file).errors(value, target.schema, path)
        }
        found += try scalarErrors(value, schema).map { "\(path): \($0)" }
        found += try objectErrors(value, schema, path)
        found += try arrayErrors(value, schema, path)
        return try found + combinedErrors(value, schema, path)
    }

    private func scalarErrors(_ value: JSONValue, _ schema: JSONValue) throws -> [String] {
        var found: [String] = []
        let types = schema.text("type").map { [$0] } ?? schema["type"]?.list.compactMap(\.ownText) ?? []
        if !types.isEmpty, !types.contains(where: value.isOfType) { found.append("not of type \(types)") }
        if let constant = schema["const"], constant != value { found.append("not the constant") }
        if let choices = schema["enum"]?.list, !choices.contains(value) { found.append("not one of the codes") }
        if case .integer(let number) = value {
            found += bounds(number, schema, "minimum", "maximum")
            if case .integer(let step)? = schema["multipleOf"], !number.isMultiple(of: step) {
                found.append("no multiple")
            }
        }
        if case .string(let text) = value {
            found += bounds(Int64(text.unicodeScalars.count), schema, "minLength", "maxLength")
            if let pattern = schema.text("pattern"), !(try validator.patterns.matches(text, pattern)) {
                found.append("not by the pattern")
            }
        }
        return found
    }

    private func bounds(_ number: Int64, _ schema: JSONValue, _ low: String, _ high: String) -> [String] {
        var found: [String] = []
        if case .integer(let least)? = schema[low], number < least { found.append("below \(low)") }
        if case .integer(let most)? = schema[high], number > most { found.append("above \(high)") }
        return found
    }

    private func objectErrors(_ value: JSONValue, _ schema: JSONValue, _ path: String) throws -> [String] {
        guard case .object(let members) = value else { return [] }
        var found = bounds(Int64(members.count), schema, "minProperties", "maxProperties").map { "\(path): \($0)" }
        for name in schema["required"]?.list.compactMap(\.ownText) ?? [] where value[name] == nil {
            found.append("\(path).\(name): missing")
        }
        for member in members {
            let place = "\(path).\(member.name)"
            if let names = schema["propertyNames"] { found += try errors(.string(member.name), names, place) }
            if let property = schema["properties"]?[member.name] {
                found += try errors(member.value, property, place)
            } else if let additional = schema["additionalProperties"] {
                found += try errors(member.value, additional, place)
            }
        }
        return found
    }

    private func arrayErrors(_ value: JSONValue, _ schema: JSONValue, _ path: String) throws -> [String] {
        guard case .array(let elements) = value else { return [] }
        var found = bounds(Int64(elements.count), schema, "minItems", "maxItems").map { "\(path): \($0)" }
        if schema["uniqueItems"] == true, Set(elements).count != elements.count { found.append("\(path): repeated") }
        let prefix = schema["prefixItems"]?.list ?? []
        for (index, element) in elements.enumerated() {
            guard let schema = index < prefix.count ? prefix[index] : schema["items"] else { continue }
            found += try errors(element, schema, "\(path)[\(index)]")
        }
        return found
    }

    private func combinedErrors(_ value: JSONValue, _ schema: JSONValue, _ path: String) throws -> [String] {
        var found: [String] = []
        for part in schema["allOf"]?.list ?? [] { found += try errors(value, part, path) }
        if let choices = schema["anyOf"]?.list, try !choices.contains(where: { try errors(value, $0, path).isEmpty }) {
            found.append("\(path): none of anyOf")
        }
        if let choices = schema["oneOf"]?.list {
            let matching = try choices.filter { try errors(value, $0, path).isEmpty }
            if matching.count != 1 { found.append("\(path): matches \(matching.count) of oneOf") }
        }
        if let other = schema["not"], try errors(value, other, path).isEmpty { found.append("\(path): matches not") }
        if let condition = schema["if"] {
            let branch = try errors(value, condition, path).isEmpty ? schema["then"] : schema["else"]
            if let branch { found += try errors(value, branch, path) }
        }
        return found
    }
}

extension JSONValue {
    /// Whether the value is of a type of JSON Schema. There are no fractions here, so a number is an integer.
    fileprivate func isOfType(_ name: String) -> Bool {
        switch self {
        case .null: name == "null"
        case .bool: name == "boolean"
        case .integer: name == "integer" || name == "number"
        case .string: name == "string"
        case .array: name == "array"
        case .object: name == "object"
        }
    }

    fileprivate var list: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
    fileprivate var ownText: String? { if case .string(let text) = self { text } else { nil } }
    fileprivate func text(_ name: String) -> String? { self[name]?.ownText }
}

/// Patterns by their text, each compiled once.
private final class PatternCache: Sendable {
    private let expressions = Mutex<[String: NSRegularExpression]>([:])

    func matches(_ text: String, _ pattern: String) throws -> Bool {
        try expressions.withLock { known in
            let expression = try known[pattern] ?? Self.expression(pattern)
            known[pattern] = expression
            return expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
        }
    }

    /// In JSON Schema's regular expressions (ECMA-262) `$` is the very end; here it would also stand before a line
    /// feed.
    private static func expression(_ pattern: String) throws -> NSRegularExpression {
        let exact = pattern.hasSuffix("$") ? pattern.dropLast() + "\\z" : pattern
        guard let expression = try? NSRegularExpression(pattern: exact) else {
            throw SchemaValidator.Failure.unreadablePattern(pattern)
        }
        return expression
    }
}
