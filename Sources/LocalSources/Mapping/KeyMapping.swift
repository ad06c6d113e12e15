public import VerificationDomain

/// Where one identity key of a record comes from: a column, or several columns in a template such as `{hpzl}:{hphm}`.
public struct KeyMapping: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case column(RegisterName)
        case literal(String)
    }

    public let kind: RecordKey.Kind
    let parts: [Part]
    /// The meaning of a column's codes inside the template.
    let valueMaps: [RegisterName: ValueMap]

    /// Never empty.
    var columns: [RegisterName] { parts.compactMap { if case .column(let name) = $0 { name } else { nil } } }

    /// A column's name, a template, or `{template: …, values: {column: {code: meaning}}}`.
    init(kind: RecordKey.Kind, _ cursor: MappingCursor) throws(RegisterError) {
        self.kind = kind
        if case .scalar = cursor.node {
            parts = try Self.parts(cursor)
            valueMaps = [:]
        } else {
            try cursor.allowOnly(["template", "values"])
            parts = try Self.parts(cursor.field("template"))
            var maps: [RegisterName: ValueMap] = [:]
            for field in try cursor.optionalField("values")?.fields() ?? [] {
                guard let name = RegisterName(field.name), parts.contains(.column(name)) else {
                    throw field.value.error(.notAllowed, "expected a column of the template")
                }
                maps[name] = try ValueMap(field.value)
            }
            valueMaps = maps
        }
    }

    private static func parts(_ cursor: MappingCursor) throws(RegisterError) -> [Part] {
        let text = try cursor.text(count: 1...200)
        guard text.contains("{") || text.contains("}") else { return [.column(try cursor.name())] }
        var parts: [Part] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            let literal = rest.prefix { $0 != "{" }
            if !literal.isEmpty { parts.append(.literal(String(literal))) }
            rest = rest.dropFirst(literal.count)
            guard rest.first == "{" else { break }
            guard let end = rest.firstIndex(of: "}"), let name = RegisterName(rest.dropFirst().prefix(upTo: end)) else {
                throw cursor.error(.unsafeName, "a template is text with columns in braces, such as {hpzl}:{hphm}")
            }
            parts.append(.column(name))
            rest = rest[rest.index(after: end)...]
        }
        let literals = parts.compactMap { if case .literal(let text) = $0 { text } else { nil } }
        guard !literals.contains(where: { $0.contains("}") }), literals.count < parts.count else {
            throw cursor.error(.notAllowed, "a template holds at least one column, and braces only around columns")
        }
        return parts
    }
}
