/// A JSON value and the path to it, so that whatever is wrong with it can be said with its place.
public struct JSONCursor: Sendable {
    public let value: JSONValue
    private let place: Place

    /// Where a value stands, as steps: the text is put together for an error only, because most values have none.
    private indirect enum Place: Sendable {
        case root(String)
        case member(Place, String)
        case element(Place, Int)

        var text: String {
            switch self {
            case .root(let name): name
            case .member(let parent, let name): "\(parent.text).\(name)"
            case .element(let parent, let index): "\(parent.text)[\(index)]"
            }
        }
    }

    public init(_ value: JSONValue, path: String = "$") {
        self.init(value, .root(path))
    }

    private init(_ value: JSONValue, _ place: Place) {
        self.value = value
        self.place = place
    }

    /// `$`, `$.members[0].idNumber`.
    public var path: String { place.text }

    /// An error at this place.
    public func error(_ code: JSONReadingError.Code, _ expectation: String) -> JSONReadingError {
        JSONReadingError(code, at: path, expectation)
    }

    /// The member with this name; an error when it is missing or null.
    public func member(_ name: String) throws(JSONReadingError) -> JSONCursor {
        guard case .object = value else { throw wrongType("an object") }
        guard let member = value[name], member != .null else {
            throw JSONReadingError(.missing, at: "\(path).\(name)", "this member is required")
        }
        return JSONCursor(member, .member(place, name))
    }

    /// The member with this name, or `nil` when it is missing; an error when it is null.
    ///
    /// No schema of ours knows null, and a reader that takes it for "absent" would believe what another one refuses.
    public func optionalMember(_ name: String) throws(JSONReadingError) -> JSONCursor? {
        guard case .object = value else { throw wrongType("an object") }
        guard let member = value[name] else { return nil }
        guard member != .null else {
            throw JSONReadingError(.wrongType, at: "\(path).\(name)", "null is no value; leave the member out")
        }
        return JSONCursor(member, .member(place, name))
    }

    /// An error for the first member whose name is not one of these: a misspelt name must not pass for an absent one.
    public func allowOnly(_ names: Set<String>) throws(JSONReadingError) {
        guard case .object(let members) = value else { throw wrongType("an object") }
        for member in members where !names.contains(member.name) {
            throw JSONReadingError(
                .unknownName,
                at: path,
                "a member here has a name that is not known; known are \(names.sorted().joined(separator: ", "))"
            )
        }
    }

    /// Every element with its place; an error when their number lies outside `count`.
    public func elements(count: ClosedRange<Int>) throws(JSONReadingError) -> [JSONCursor] {
        guard case .array(let values) = value else { throw wrongType("an array") }
        guard count.contains(values.count) else {
            throw error(.notAllowed, "expected \(count.lowerBound) to \(count.upperBound) elements")
        }
        return values.enumerated().map { JSONCursor($0.element, .element(place, $0.offset)) }
    }

    /// Every member's name and value with its place; an error when there are more than `limit`.
    public func members(atMost limit: Int) throws(JSONReadingError) -> [(name: String, value: JSONCursor)] {
        guard case .object(let members) = value else { throw wrongType("an object") }
        guard members.count <= limit else { throw error(.notAllowed, "expected at most \(limit) members") }
        return members.map { ($0.name, JSONCursor($0.value, .member(place, $0.name))) }
    }

    public func string() throws(JSONReadingError) -> String {
        guard case .string(let text) = value else { throw wrongType("a string") }
        return text
    }

    /// A string of `count` characters at least and at most, counted as JSON Schema does: by code points.
    ///
    /// One character on the screen can hold any number of combining code points, so counting those would limit nothing.
    public func string(count: ClosedRange<Int>) throws(JSONReadingError) -> String {
        let text = try string()
        guard count.contains(text.unicodeScalars.count) else {
            throw error(.notAllowed, "expected \(count.lowerBound) to \(count.upperBound) characters")
        }
        return text
    }

    public func integer() throws(JSONReadingError) -> Int64 {
        guard case .integer(let number) = value else { throw wrongType("an integer") }
        return number
    }

    public func integer(in range: ClosedRange<Int64>) throws(JSONReadingError) -> Int64 {
        let number = try integer()
        guard range.contains(number) else {
            throw error(.notAllowed, "expected \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    public func bool() throws(JSONReadingError) -> Bool {
        guard case .bool(let flag) = value else { throw wrongType("true or false") }
        return flag
    }

    /// A string that `parse` turns into a value; `expectation` says in words what is expected.
    public func parsed<Value>(
        _ expectation: @autoclosure () -> String,
        _ parse: (String) -> Value?
    ) throws(JSONReadingError) -> Value {
        guard let parsed = parse(try string()) else { throw error(.notAllowed, "expected \(expectation())") }
        return parsed
    }

    /// One of an enumeration's raw values; the error lists them.
    public func code<Value: RawRepresentable & CaseIterable>(
        _ type: Value.Type
    ) throws(JSONReadingError) -> Value where Value.RawValue == String {
        try parsed("one of \(Value.allCases.map { $0.rawValue }.joined(separator: ", "))") { Value(rawValue: $0) }
    }

    public func read<Value: JSONReadable>(_ type: Value.Type) throws(JSONReadingError) -> Value {
        try Value(json: self)
    }

    /// An array whose elements all read as `type`.
    public func array<Value: JSONReadable>(
        of type: Value.Type,
        count: ClosedRange<Int>
    ) throws(JSONReadingError) -> [Value] {
        var values: [Value] = []
        for element in try elements(count: count) { values.append(try Value(json: element)) }
        return values
    }

    private func wrongType(_ expected: String) -> JSONReadingError {
        error(.wrongType, "expected \(expected), not \(value.kindDescription)")
    }
}
