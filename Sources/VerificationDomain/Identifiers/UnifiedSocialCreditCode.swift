/// The 18-character code of a legal person or organisation (GB 32100-2015), with a right check character.
public struct UnifiedSocialCreditCode: TextIdentifier, Comparable, CustomStringConvertible {
    public let text: String

    public static let expectation = "a unified social credit code of 18 characters (GB 32100)"

    /// Reads 18 characters in either case and width; blanks are dropped.
    public init?(_ text: some StringProtocol) {
        guard let bytes = identifierBytes(text), bytes.count == 18, areDigits(bytes[2..<8]),
            CheckCharacter.creditCode(bytes[..<17]) == bytes[17]
        else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    /// Registering authority: 1 机构编制, 5 民政, 9 市场监管, Y other.
    public var authorityMark: Character { text.first ?? "Y" }

    /// Authority and kind together: `91` enterprise, `92` sole trader, `93` farmers' cooperative, `51` association.
    public var categoryMark: String { String(text.prefix(2)) }

    public var isSoleTrader: Bool { categoryMark == "92" }

    /// The six digits of the registering region, which may be a former one; never checked against a table.
    public var regionPrefix: String { String(text.dropFirst(2).prefix(6)) }

    /// The organisation code inside; `nil` when its own check character is wrong.
    public var organisationCode: OrganisationCode? { OrganisationCode(text.dropFirst(8).prefix(9)) }

    public var description: String { text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
