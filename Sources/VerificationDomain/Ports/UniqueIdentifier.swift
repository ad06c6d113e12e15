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
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12], text == text.lowercased(),
            let bytes = Hexadecimal.decode(groups.joined()), bytes[6] >> 4 == 7, bytes[8] >> 6 == 2
        else { return nil }
        description = String(text)
    }

    public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
