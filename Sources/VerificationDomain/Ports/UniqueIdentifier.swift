/// A UUID of version 7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, then 74 random bits. Sorts by time.
public struct UniqueIdentifier: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Lower-case, in groups of 8-4-4-4-12.
    public let description: String

    /// A new identifier of this moment.
    public init(at time: Timestamp, random: any RandomSource) {
        var bytes = (0..<6).map { UInt8(truncatingIfNeeded: time.milliseconds >> Int64(40 - 8 * $0)) }
        bytes += random.bytes(10)
        bytes[6] = bytes[6] & 0x0F | 0x70
        bytes[8] = bytes[8] & 0x3F | 0x80
        let hexadecimal = Array(Hexadecimal.encode(bytes))
        description = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(hexadecimal[$0]) }
            .joined(separator: "-")
    }

    /// Reads the lower-case form of a version 7 UUID and nothing else.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        for (index, byte) in bytes.enumerated() where !Self.allows(byte, at: index) { return nil }
        description = String(text)
    }

    /// A lower-case hexadecimal digit or a hyphen, each in its place; the version is 7 and the variant that of RFC
    /// 9562.
    private static func allows(_ byte: UInt8, at index: Int) -> Bool {
        switch (index, byte) {
        case (8, _), (13, _), (18, _), (23, _): byte == UInt8(ascii: "-")
        case (14, _): byte == UInt8(ascii: "7")
        case (19, _): byte == UInt8(ascii: "8") || byte == UInt8(ascii: "9") || byte == 0x61 || byte == 0x62
        default: (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
