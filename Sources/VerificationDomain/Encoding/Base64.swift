/// Base64 in its two alphabets, strict in both directions (RFC 4648 sections 4 and 5).
///
/// Decoding refuses what a lenient decoder lets through: white space, missing or extra padding, a wrong alphabet and
/// stray bits in the last character, so that every byte string has exactly one text.
public enum Base64: Sendable {
    /// The standard alphabet with padding, as signed notes use it.
    case standard
    /// The URL-safe alphabet without padding, as JOSE uses it (RFC 7515 section 2).
    case url

    private var alphabet: [UInt8] { self == .standard ? Self.standardAlphabet : Self.urlAlphabet }
    private var reverse: [UInt8] { self == .standard ? Self.standardReverse : Self.urlReverse }

    private static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    private static let standardAlphabet = Array((letters + "+/").utf8)
    private static let urlAlphabet = Array((letters + "-_").utf8)
    private static let standardReverse = reversed(standardAlphabet)
    private static let urlReverse = reversed(urlAlphabet)

    private static func reversed(_ alphabet: [UInt8]) -> [UInt8] {
        var table = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        return table
    }

    /// The one text of these bytes.
    public func encode(_ bytes: some Collection<UInt8>) -> String {
        String(decoding: encodeToUTF8(bytes), as: UTF8.self)
    }

    /// The one text of these bytes, as ASCII.
    public func encodeToUTF8(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let alphabet = alphabet
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[Int(buffer >> UInt32(bits) & 63)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(buffer << UInt32(6 - bits) & 63)]) }
        if self == .standard {
            while !text.count.isMultiple(of: 4) { text.append(UInt8(ascii: "=")) }
        }
        return text
    }

    /// The bytes of the one text; `nil` when it is not the one text of any bytes.
    public func decode(_ text: some StringProtocol) -> [UInt8]? { decode(Array(text.utf8)) }

    /// The bytes of the one text; `nil` when it is not the one text of any bytes.
    public func decode(_ text: some BidirectionalCollection<UInt8>) -> [UInt8]? {
        var count = text.count
        if self == .standard {
            guard count.isMultiple(of: 4) else { return nil }
            count -= text.suffix(2).filter { $0 == UInt8(ascii: "=") }.count
        }
        guard count % 4 != 1 else { return nil }
        return decodeUnpadded(text.prefix(count))
    }

    private func decodeUnpadded(_ text: some Sequence<UInt8>) -> [UInt8]? {
        let reverse = reverse
        var bytes: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for character in text {
            let value = reverse[Int(character)]
            guard value != 255 else { return nil }
            buffer = buffer << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        guard buffer & (1 << UInt32(bits) - 1) == 0 else { return nil }
        return bytes
    }
}
