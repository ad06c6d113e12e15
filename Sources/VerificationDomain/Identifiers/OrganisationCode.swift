/// The nine-character organisation code (GB 11714-1997): alone in old records, inside every unified code in new ones.
///
/// It is the key under which an old and a new record of one organisation meet.
public struct OrganisationCode: TextIdentifier, Comparable, CustomStringConvertible {
    /// Nine characters without the hyphen.
    public let text: String

    public static let expectation = "an organisation code of nine characters (GB 11714)"

    /// Reads nine characters in either case and width, with or without the hyphen before the last.
    public init?(_ text: some StringProtocol) {
        guard let bytes = identifierBytes(text, dropping: [UInt8(ascii: "-")]), bytes.count == 9,
            bytes[..<8].allSatisfy(Self.isLetterOrDigit), CheckCharacter.organisationCode(bytes[..<8]) == bytes[8]
        else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        default: false
        }
    }

    public var description: String { text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
