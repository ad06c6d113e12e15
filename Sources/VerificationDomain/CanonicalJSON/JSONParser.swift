/// Reads JSON (RFC 8259) strictly and within limits: valid UTF-8, no duplicate names, integers only, nothing after the
/// end.
public struct JSONParser: Sendable {
    private let bytes: [UInt8]
    private let limits: JSONLimits
    private var position = 0
    private var valueCount = 0

    /// The value of exactly these bytes.
    public static func parse(_ bytes: [UInt8], limits: JSONLimits) throws(JSONReadingError) -> JSONValue {
        guard bytes.count <= limits.byteCount else {
            throw JSONReadingError(.tooLong, at: "$", "at most \(limits.byteCount) bytes are read")
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw JSONReadingError(.notUTF8, at: "$", "the text must be UTF-8")
        }
        var parser = JSONParser(bytes: bytes, limits: limits)
        let value = try parser.value(depth: 1)
        parser.skipWhiteSpace()
        guard parser.position == bytes.count else { throw parser.syntax("nothing after the JSON value") }
        return value
    }

    private init(bytes: [UInt8], limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    private func syntax(_ expectation: String) -> JSONReadingError {
        JSONReadingError(.syntax, at: "byte \(position)", "expected \(expectation)")
    }

    private func limit(_ code: JSONReadingError.Code, _ expectation: String) -> JSONReadingError {
        JSONReadingError(code, at: "byte \(position)", expectation)
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipWhiteSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func take(_ character: UInt8) -> Bool {
        guard current == character else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONReadingError) -> JSONValue {
        valueCount += 1
        guard valueCount <= limits.valueCount else {
            throw limit(.tooManyValues, "at most \(limits.valueCount) values are read")
        }
        guard depth <= limits.depth else { throw limit(.tooDeep, "at most \(limits.depth) levels are read") }
        skipWhiteSpace()
        guard let character = current else { throw syntax("a JSON value") }
        switch character {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .integer(try integer())
        default: throw syntax("a JSON value")
        }
    }

    private mutating func literal(_ text: String, _ value: JSONValue) throws(JSONReadingError) -> JSONValue {
        guard bytes[position...].starts(with: text.utf8) else { throw syntax("a JSON value") }
        position += text.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(JSONReadingError) -> JSONValue {
        position += 1
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        skipWhiteSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipWhiteSpace()
            guard current == UInt8(ascii: "\"") else { throw syntax("a name in quotes") }
            let name = try string()
            guard names.insert(name).inserted else { throw limit(.duplicateName, "a name may stand only once") }
            skipWhiteSpace()
            guard take(UInt8(ascii: ":")) else { throw syntax("a colon") }
            members.append(JSONValue.Member(name, try value(depth: depth + 1)))
            skipWhiteSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw syntax("a comma or }") }
        }
    }

    private mutating func array(depth: Int) throws(JSONReadingError) -> JSONValue {
        position += 1
        var values: [JSONValue] = []
        skipWhiteSpace()
        if take(UInt8(ascii: "]")) { return .array(values) }
        while true {
            values.append(try value(depth: depth + 1))
            skipWhiteSpace()
            if take(UInt8(ascii: "]")) { return .array(values) }
            guard take(UInt8(ascii: ",")) else { throw syntax("a comma or ]") }
        }
    }

    /// Integers within ±2^53 only: what every JSON reader in every language holds exactly (RFC 8259 section 6).
    private mutating func integer() throws(JSONReadingError) -> Int64 {
        let start = position
        let negative = take(UInt8(ascii: "-"))
        let figures = bytes[position...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        position += figures.count
        guard let magnitude = digits(figures), figures.count == 1 || figures.first != UInt8(ascii: "0") else {
            throw limit(.numberNotAllowed, "expected an integer without leading zeros")
        }
        guard magnitude <= 1 << 53, !(negative && magnitude == 0) else {
            throw limit(.numberNotAllowed, "integers lie within ±2^53, and zero has no sign")
        }
        if let next = current, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(next) {
            position = start
            throw limit(.numberNotAllowed, "only integers are allowed: no fraction, no exponent")
        }
        return Int64(negative ? -magnitude : magnitude)
    }

    private mutating func string() throws(JSONReadingError) -> String {
        position += 1
        let start = position
        while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        if current == UInt8(ascii: "\"") {
            let text = String(decoding: bytes[start..<position], as: UTF8.self)
            guard position - start <= limits.stringByteCount else { throw stringTooLong() }
            position += 1
            return text
        }
        return try stringWithEscapes(Array(bytes[start..<position]))
    }

    private func stringTooLong() -> JSONReadingError {
        limit(.stringTooLong, "a string holds at most \(limits.stringByteCount) bytes")
    }

    private mutating func stringWithEscapes(_ beginning: [UInt8]) throws(JSONReadingError) -> String {
        var text = beginning
        while let byte = current {
            guard text.count <= limits.stringByteCount else { throw stringTooLong() }
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try escape()
            case 0..<0x20: throw syntax("no control characters in a string")
            default: text.append(byte)
            }
        }
        throw syntax("the closing quote")
    }

    private mutating func escape() throws(JSONReadingError) -> [UInt8] {
        guard let letter = current else { throw syntax("an escape") }
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "u"): return Array(String(try unicodeEscape()).utf8)
        default: throw syntax("an escape of RFC 8259 section 7")
        }
    }

    private mutating func unicodeEscape() throws(JSONReadingError) -> Unicode.Scalar {
        let first = try hexUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw syntax("a whole surrogate pair")
        }
        let second = try hexUnit()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw syntax("a whole surrogate pair") }
        return scalar
    }

    private mutating func hexUnit() throws(JSONReadingError) -> UInt32 {
        guard position + 4 <= bytes.count,
            let unit = Hexadecimal.decode(String(decoding: bytes[position..<position + 4], as: UTF8.self))
        else { throw syntax("four hexadecimal digits") }
        position += 4
        return UInt32(unit[0]) << 8 | UInt32(unit[1])
    }
}
