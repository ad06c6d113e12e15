/// A node of a mapping file and the path to it, so that whatever is wrong with it can be said with its place.
struct MappingCursor: Sendable {
    let node: MappingNode
    /// `registers[3].value.unit`; empty at the top.
    let path: String

    func error(_ code: RegisterError.Code, _ expectation: String) -> RegisterError {
        RegisterError(code, at: path.isEmpty ? "mapping" : path, expectation)
    }

    private func child(_ node: MappingNode, _ name: String) -> MappingCursor {
        MappingCursor(node: node, path: path.isEmpty ? name : "\(path).\(name)")
    }

    /// Every field in the order of its name; an error when there are more than `limit`.
    func fields(atMost limit: Int = 200) throws(RegisterError) -> [(name: String, value: MappingCursor)] {
        guard case .fields(let fields) = node else { throw wrongShape("a group of fields") }
        guard fields.count <= limit else { throw error(.limitExceeded, "expected at most \(limit) fields") }
        return fields.sorted { $0.key < $1.key }.map { ($0.key, child($0.value, $0.key)) }
    }

    /// A misspelt field must not pass for an absent one.
    func allowOnly(_ names: Set<String>) throws(RegisterError) {
        for field in try fields() where !names.contains(field.name) {
            throw field.value.error(.unknownField, "known here are \(names.sorted().joined(separator: ", "))")
        }
    }

    func optionalField(_ name: String) throws(RegisterError) -> MappingCursor? {
        guard case .fields(let fields) = node else { throw wrongShape("a group of fields") }
        return fields[name].map { child($0, name) }
    }

    func field(_ name: String) throws(RegisterError) -> MappingCursor {
        guard let field = try optionalField(name) else {
            throw RegisterError(.missingField, at: path.isEmpty ? name : "\(path).\(name)", "this field is required")
        }
        return field
    }

    func elements(count: ClosedRange<Int>) throws(RegisterError) -> [MappingCursor] {
        guard case .list(let list) = node else { throw wrongShape("a list") }
        guard count.contains(list.count) else {
            throw error(.notAllowed, "expected \(count.lowerBound) to \(count.upperBound) elements")
        }
        return list.enumerated().map { MappingCursor(node: $0.element, path: "\(path)[\($0.offset)]") }
    }

    /// A single value of so many characters.
    func text(count: ClosedRange<Int> = 1...200) throws(RegisterError) -> String {
        guard case .scalar(let text) = node else { throw wrongShape("a single value") }
        guard count.contains(text.unicodeScalars.count) else {
            throw error(.notAllowed, "expected \(count.lowerBound) to \(count.upperBound) characters")
        }
        return text
    }

    func parsed<Value>(_ expectation: String, _ parse: (String) -> Value?) throws(RegisterError) -> Value {
        guard let value = parse(try text()) else { throw error(.notAllowed, "expected \(expectation)") }
        return value
    }

    func code<Value: RawRepresentable & CaseIterable>(
        _ type: Value.Type
    ) throws(RegisterError) -> Value where Value.RawValue == String {
        let list = Value.allCases.map(\.rawValue).joined(separator: ", ")
        return try parsed("one of \(list)") { Value(rawValue: $0) }
    }

    func integer(in range: ClosedRange<Int>) throws(RegisterError) -> Int {
        try parsed("a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// The name of a table or a column.
    func name() throws(RegisterError) -> RegisterName {
        guard let name = RegisterName(try text()) else {
            throw error(.unsafeName, "a name has 1 to 64 letters A-Z a-z, digits, _ or Chinese characters")
        }
        return name
    }

    private func wrongShape(_ expected: String) -> RegisterError {
        error(.wrongShape, "expected \(expected), not \(node.kindDescription)")
    }
}
