/// The two forms of a signature over a curve: our 64 raw bytes r‖s, and libcrypto's DER `SEQUENCE { r, s }` (RFC 3279
/// section 2.2.3).
enum SignatureEncoding {
    /// The DER form; leading zeros go, and a zero is put before a byte that would read as a minus sign.
    static func distinguished(_ raw: [UInt8]) -> [UInt8] {
        let content = integer(raw.prefix(32)) + integer(raw.suffix(32))
        return [0x30, UInt8(content.count)] + content
    }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var digits = Array(bytes.drop { $0 == 0 })
        if digits.isEmpty || digits[0] >= 0x80 { digits.insert(0, at: 0) }
        return [0x02, UInt8(digits.count)] + digits
    }

    /// The 64 raw bytes; `nil` unless this is the one DER form of two numbers from 0 to 2²⁵⁶ − 1.
    static func raw(_ distinguished: [UInt8]) -> [UInt8]? {
        guard (8...72).contains(distinguished.count), distinguished[0] == 0x30,
            Int(distinguished[1]) == distinguished.count - 2
        else { return nil }
        var rest = distinguished.dropFirst(2)
        guard let first = takeInteger(&rest), let second = takeInteger(&rest), rest.isEmpty else { return nil }
        return first + second
    }

    private static func takeInteger(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard rest.count >= 3, rest.removeFirst() == 0x02 else { return nil }
        let count = Int(rest.removeFirst())
        guard (1...33).contains(count), rest.count >= count else { return nil }
        var digits = Array(rest.prefix(count))
        rest.removeFirst(count)
        guard digits[0] < 0x80, count == 1 || digits[0] != 0 || digits[1] >= 0x80 else { return nil }
        if count == 33 {
            guard digits[0] == 0 else { return nil }
            digits.removeFirst()
        }
        return [UInt8](repeating: 0, count: 32 - digits.count) + digits
    }
}
