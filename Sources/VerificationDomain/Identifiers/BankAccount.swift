/// An account or a card of a bank. An account number has no check digit, so only a card's is checked.
public struct BankAccount: Sendable, Hashable, JSONRepresentable, MaskedValue {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// 卡号: 13 to 19 digits that end in their Luhn digit (ISO/IEC 7812-1).
        case card
        /// 账号 of a passbook or a company: 8 to 32 digits.
        case account
    }

    /// The bank as the source codes it: 3 to 14 letters and digits.
    public let bankCode: String
    /// Digits only, in plain text. Personal: never log it, never put it into an error.
    public let number: String
    public let kind: Kind

    public static let expectation = "a bank code and an account number, or a card number with its check digit"

    /// Reads numbers in either width; blanks and hyphens are dropped. `nil` for a card whose check digit is wrong.
    public init?(bankCode: some StringProtocol, number: some StringProtocol, kind: Kind) {
        guard let code = identifierBytes(bankCode), (3...14).contains(code.count),
            code.allSatisfy(OrganisationCode.isLetterOrDigit),
            let digits = identifierBytes(number, dropping: [UInt8(ascii: "-")]), areDigits(digits)
        else { return nil }
        switch kind {
        case .card: guard (13...19).contains(digits.count), Self.luhnMatches(digits) else { return nil }
        case .account: guard (8...32).contains(digits.count) else { return nil }
        }
        self.bankCode = String(decoding: code, as: UTF8.self)
        self.number = String(decoding: digits, as: UTF8.self)
        self.kind = kind
    }

    /// Whether digits, at least two, end in their Luhn check digit (ISO/IEC 7812-1); `false` for anything else.
    public static func luhnMatches(_ text: some StringProtocol) -> Bool {
        guard text.utf8.count <= identifierByteLimit else { return false }
        return luhnMatches(Array(text.utf8))
    }

    private static func luhnMatches(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 2 && areDigits(bytes) && CheckCharacter.luhnMatches(bytes)
    }

    /// `bank code:number`, the key under which two records are the same account. Personal, as the number is.
    public var key: String { "\(bankCode):\(number)" }

    /// Bank code and the number's last four digits, or two of a short one: `102:***************0014`.
    public var masked: String { "\(bankCode):\(mask(number, first: 0, last: number.count >= 12 ? 4 : 2))" }

    /// `{"bank":…,"kind":…,"number":…}` with the number in plain text, as the exchange carries it.
    public var json: JSONValue {
        .object(["bank": .string(bankCode), "kind": .string(kind.rawValue), "number": .string(number)])
    }
}
