/// A citizen identity number of 18 characters with a right check character and a real birth date (GB 11643-1999).
///
/// Residence permits of Hong Kong, Macao and Taiwan residents (810000, 820000, 830000) and the permanent residence
/// card of foreigners (first digit 9) have the same shape and are taken too. The region prefix is the place of first
/// registration: codes long abolished live on in it, so it is never checked against a table.
public struct IdentityNumber: TextIdentifier, MaskedValue {
    /// The whole number in plain text. Personal: never log it, never put it into an error.
    public let text: String
    public let birthDate: CalendarDate

    public static let expectation = "an identity number of 18 characters (GB 11643)"

    /// The year before which no birth is believed; a misread date must not make a person.
    private static let earliestBirthYear = 1800

    /// Reads 18 characters; `x`, `Ｘ` and `ｘ` at the end count as `X`. Anything around them is not taken.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count <= identifierByteLimit else { return nil }
        let scalars = text.unicodeScalars
        guard scalars.count == 18, let last = scalars.last else { return nil }
        var bytes: [UInt8] = []
        for scalar in scalars.dropLast() {
            guard scalar.isASCII else { return nil }
            bytes.append(UInt8(scalar.value))
        }
        switch last {
        case "x", "X", "Ｘ", "ｘ": bytes.append(UInt8(ascii: "X"))
        default:
            guard last.isASCII else { return nil }
            bytes.append(UInt8(last.value))
        }
        self.init(bytes: bytes)
    }

    /// The 18 bytes after normalising.
    private init?(bytes: [UInt8]) {
        guard areDigits(bytes.prefix(17)), CheckCharacter.identityNumber(bytes.prefix(17)) == bytes[17],
            let year = digits(bytes[6..<10]), let month = digits(bytes[10..<12]), let day = digits(bytes[12..<14]),
            year >= Self.earliestBirthYear, let birthDate = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
        self.birthDate = birthDate
    }

    /// Upgrades a 15-digit number of before 1999; `nil` for a wrong one and for a centenarian's.
    ///
    /// `FifteenDigitReading` tells those two apart.
    public init?(fifteenDigits text: some StringProtocol) {
        guard case .number(let number) = FifteenDigitReading(text) else { return nil }
        self = number
    }

    /// `19` after the sixth digit and a check character at the end.
    init?(upgrading fifteenDigits: [UInt8]) {
        let digits = fifteenDigits.prefix(6) + Array("19".utf8) + fifteenDigits.dropFirst(6)
        self.init(bytes: digits + [CheckCharacter.identityNumber(digits)])
    }

    /// The six digits of the place of first registration: a weak hint for where to ask, nothing more.
    public var regionPrefix: String { String(text.prefix(6)) }

    /// From the 17th digit: odd is male.
    public var sex: Sex { (text.utf8.dropLast().last ?? 0).isMultiple(of: 2) ? .female : .male }

    /// First two and last two characters: `31**************19`.
    public var masked: String { mask(text, first: 2, last: 2) }

    /// The 15 digits that old bank, property and insurance records hold for this person.
    ///
    /// `nil` when there never was one: births outside 1900–1999, a sequence reserved for centenarians, residents of
    /// Hong Kong, Macao and Taiwan, and foreigners.
    public var fifteenDigitForm: String? {
        let bytes = Array(text.utf8)
        guard (1900...1999).contains(birthDate.year), bytes[0] != UInt8(ascii: "8"), bytes[0] != UInt8(ascii: "9"),
            !FifteenDigitReading.isCentenarian(sequence: bytes[14..<17])
        else { return nil }
        return String(decoding: bytes[..<6] + bytes[8..<17], as: UTF8.self)
    }

    /// Age in whole years on a day; `nil` before birth. Someone born on 29 February is a year older on 1 March.
    public func age(on day: CalendarDate) -> Int? {
        guard day >= birthDate else { return nil }
        let hadBirthday = (day.month, day.day) >= (birthDate.month, birthDate.day)
        return day.year - birthDate.year - (hadBirthday ? 0 : 1)
    }
}
