public import VerificationDomain

/// A code or a random identifier in an entry: 1 to 128 of `A-Z a-z 0-9 . _ : / -`, and nothing that looks like the
/// number of a person. A name, in whatever script with its own letters, cannot be one.
public struct AuditIdentifier: Sendable, Hashable, CustomStringConvertible {
    /// Characters.
    public static let limit = 128

    public let description: String

    /// Throws `identifierMalformed` for another form, and `personalText` for what looks like a person's number.
    public init(_ text: some StringProtocol) throws(LogError) {
        guard (1...Self.limit).contains(text.utf8.count), text.utf8.allSatisfy(Self.allows) else {
            throw LogError(.identifierMalformed, "identifier of \(text.utf8.count) bytes in an entry")
        }
        guard !PersonalNumber.isSuspected(in: text) else { throw LogError(.personalText, "identifier in an entry") }
        description = String(text)
    }

    /// A random identifier.
    public init(_ identifier: UniqueIdentifier) { description = identifier.description }

    /// A province, as an organisation of the exchange.
    public init(_ province: ProvinceCode) { description = province.text }

    private static func allows(_ character: UInt8) -> Bool {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "._:/-".utf8.contains(character)
        }
    }
}
