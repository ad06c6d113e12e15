import Foundation
import TestSupport
import VerificationDomain

/// The part of JSON Schema 2020-12 that the schemas of this project use; a keyword that is not known is an error.
struct JSONSchema {
    let folder: SchemaFolder
    let file: String
    let root: JSONValue

    private static let knownKeywords: Set<String> = [
        "$schema", "$id", "$defs", "$ref", "title", "description", "type", "required", "properties",
        "additionalProperties", "items", "prefixItems", "enum", "const", "pattern", "minimum", "maximum", "minLength",
        "maxLength", "minItems", "maxItems", "minProperties", "uniqueItems", "oneOf", "not",
    ]

    /// What is wrong with `value`; empty when it is valid.
    func errors(_ value: JSONValue) throws -> [String] { try errors(value, root, "$") }

    private func errors(_ value: JSONValue, _ schema: JSONValue, _ path: String) throws -> [String] {
        if case .bool(let allowed) = schema { return allowed ? [] : ["\(path): not allowed"] }
        guard case .object(let members) = schema else { throw SchemaFolder.Failure.unknownKeyword(path) }
        if let unknown = members.first(where: { !Self.knownKeywords.contains($0.name) }) {
            throw SchemaFolder.Failure.unknownKeyword(unknown.name)
        }
        var found: [String] = []
        if case .string(let reference)? = schema["$ref"] {
            let (target, definition) = try folder.resolve(reference, from: self)
            found += try target.errors(value, definition, path)
        }
        found += scalarErrors(value, schema, path)
        found += try objectErrors(value, schema, path)
        found += try arrayErrors(value, schema, path)
        return try found + combinedErrors(value, schema, path)
    }

    private func scalarErrors(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        var found: [String] = []
        if case .string(let type)? = schema["type"], !Self.isType(value, type) { found.append("\(path): no \(type)") }
        if let constant = schema["const"], constant != value { found.append("\(path): not the constant") }
        if case .array(let choices)? = schema["enum"], !choices.contains(value) { found.append("\(path): no choice") }
        if case .integer(let number) = value {
            if case .integer(let minimum)? = schema["minimum"], number < minimum { found.append("\(path): too small") }
            if case .integer(let maximum)? = schema["maximum"], number > maximum { found.append("\(path): too large") }
        }
        if case .string(let text) = value {
            if case .string(let pattern)? = schema["pattern"],
                text.range(of: pattern, options: .regularExpression) == nil
            {
                found.append("\(path): does not match")
            }
            let count = Int64(text.unicodeScalars.count)
            if case .integer(let minimum)? = schema["minLength"], count < minimum { found.append("\(path): too short") }
            if case .integer(let maximum)? = schema["maxLength"], count > maximum { found.append("\(path): too long") }
        }
        return found
    }

    private func objectErrors(_ value: JSONValue, _ schema: JSONValue, _ path: String) throws -> [String] {
        guard case .object(let members) = value else { return [] }
        var found: [String] = []
        for name in schema["required"]?.elements ?? [] {
            if case .string(let name) = name, value[name] == nil { found.append("\(path).\(name): missing") }
        }
        if case .integer(let minimum)? = schema["minProperties"], Int64(members.count) < minimum {
            found.append("\(path): too few members")
        }
        for member in members {
            let place = "\(path).\(member.name)"
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
        var found: [String] = []
        let count = Int64(elements.count)
        if case .integer(let minimum)? = schema["minItems"], count < minimum { found.append("\(path): too few") }
        if case .integer(let maximum)? = schema["maxItems"], count > maximum { found.append("\(path): too many") }
        if schema["uniqueItems"] == true, Set(elements).count != elements.count { found.append("\(path): repeated") }
        let prefix = schema["prefixItems"]?.elements ?? []
        for (index, element) in elements.enumerated() {
            let place = "\(path)[\(index)]"
            if index < prefix.count {
                found += try errors(element, prefix[index], place)
            } else if let items = schema["items"] {
                found += try errors(element, items, place)
            }
        }
        return found
    }

    private func combinedErrors(_ value: JSONValue, _ schema: JSONValue, _ path: String) throws -> [String] {
        var found: [String] = []
        if let choices = schema["oneOf"]?.elements {
            let matching = try choices.filter { try errors(value, $0, path).isEmpty }
            if matching.count != 1 { found.append("\(path): matches \(matching.count) of oneOf") }
        }
        if let other = schema["not"], try errors(value, other, path).isEmpty { found.append("\(path): matches not") }
        return found
    }

    private static func isType(_ value: JSONValue, _ type: String) -> Bool {
        switch (type, value) {
        case ("object", .object), ("array", .array), ("string", .string), ("integer", .integer), ("boolean", .bool):
            true
        default: false
        }
    }
}
