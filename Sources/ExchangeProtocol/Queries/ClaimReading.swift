import VerificationDomain

extension JSONCursor {
    /// A JWT `NumericDate` in whole seconds (RFC 7519 section 2), up to the end of year 9999.
    func numericDate() throws(JSONReadingError) -> Timestamp {
        Timestamp(seconds: try integer(in: 0...253_402_300_799))
    }

    /// A UUID of version 7 in lower case.
    func uniqueIdentifier() throws(JSONReadingError) -> UniqueIdentifier {
        try parsed("a UUID of version 7 in lower case") { UniqueIdentifier($0) }
    }

    /// A digest in the form of every document of ours.
    func digest() throws(JSONReadingError) -> Digest {
        try parsed("a digest such as sm3:<64 lower-case hexadecimal digits>") { text in
            Digest(text: text).flatMap { $0.description == text ? $0 : nil }
        }
    }

    func keyIdentifier() throws(JSONReadingError) -> KeyIdentifier {
        try parsed("a key identifier of 1 to 64 characters A-Z a-z 0-9 . _ -") { KeyIdentifier($0) }
    }

    /// A value of an identifier type in its one text form, byte for byte.
    ///
    /// What people write may be folded; what a program signed may not, or two peers would read two things in it.
    func identifier<Value: TextIdentifier>(
        _ type: Value.Type,
        _ expectation: String = Value.expectation
    ) throws(JSONReadingError) -> Value {
        try parsed(expectation) { text in
            Value(text).flatMap { $0.text.utf8.elementsEqual(text.utf8) ? $0 : nil }
        }
    }

    /// Elements that are all different, each read by `read`.
    func distinct<Value: Hashable>(
        count: ClosedRange<Int>,
        read: (JSONCursor) throws(JSONReadingError) -> Value
    ) throws(JSONReadingError) -> [Value] {
        var values: [Value] = []
        var seen: Set<Value> = []
        for element in try elements(count: count) {
            let value = try read(element)
            guard seen.insert(value).inserted else { throw element.error(.notAllowed, "each value stands once") }
            values.append(value)
        }
        return values
    }

    func items(count: ClosedRange<Int>) throws(JSONReadingError) -> [ItemCategory] {
        try distinct(count: count) { cursor throws(JSONReadingError) in try cursor.code(ItemCategory.self) }
    }

    func purposes(count: ClosedRange<Int>) throws(JSONReadingError) -> [AssistanceProgramme] {
        try distinct(count: count) { cursor throws(JSONReadingError) in try cursor.code(AssistanceProgramme.self) }
    }

    func provinces(count: ClosedRange<Int>) throws(JSONReadingError) -> [ProvinceCode] {
        try distinct(count: count) { cursor throws(JSONReadingError) in try cursor.province() }
    }
}

extension Timestamp {
    /// The JWT `NumericDate` of this moment: whole seconds, rounded towards the past.
    var numericDate: JSONValue { .integer(seconds) }

    /// This moment without its milliseconds.
    var wholeSeconds: Timestamp { Timestamp(seconds: seconds) }
}

extension Array where Element: RawRepresentable, Element.RawValue == String {
    /// The codes as a JSON array.
    var codes: JSONValue { .array(map { .string($0.rawValue) }) }
}
