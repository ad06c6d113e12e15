/// The check characters of the identifiers. Each takes exactly the characters before the check character.
enum CheckCharacter: Sendable {
    private static let identityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    private static let identityCharacters = Array("10X98765432".utf8)

    /// ISO 7064 MOD 11-2 over 17 digits (GB 11643-1999).
    static func identityNumber(_ digits: some Collection<UInt8>) -> UInt8 {
        identityCharacters[sum(digits, identityWeights, alphanumericValue) % 11]
    }

    private static let creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    private static let creditCharacters = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

    /// MOD 31 over 17 characters (GB 32100-2015); `nil` when one of them is I, O, S, V, Z or no letter or digit.
    static func creditCode(_ characters: some Collection<UInt8>) -> UInt8? {
        guard characters.allSatisfy(creditCharacters.contains) else { return nil }
        let sum = sum(characters, creditWeights) { creditCharacters.firstIndex(of: $0) ?? 0 }
        return creditCharacters[(31 - sum % 31) % 31]
    }

    private static let organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

    /// MOD 11 over 8 characters with A = 10 … Z = 35 (GB 11714-1997).
    static func organisationCode(_ characters: some Collection<UInt8>) -> UInt8 {
        switch 11 - sum(characters, organisationWeights, alphanumericValue) % 11 {
        case 10: UInt8(ascii: "X")
        case 11: UInt8(ascii: "0")
        case let check: UInt8(ascii: "0") + UInt8(check)
        }
    }

    private static let vehicleWeights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
    private static let vehicleLetterValues = [
        1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9,
    ]

    /// MOD 11 over all 17 characters, the ninth of which is the check and weighs nothing (GB 16735, ISO 3779).
    static func vehicleIdentification(_ characters: some Collection<UInt8>) -> UInt8 {
        let remainder =
            sum(characters, vehicleWeights) { byte in
                let value = alphanumericValue(byte)
                return value < 10 ? value : vehicleLetterValues[value - 10]
            } % 11
        return remainder == 10 ? UInt8(ascii: "X") : UInt8(ascii: "0") + UInt8(remainder)
    }

    /// Whether digits end in their Luhn check digit (ISO/IEC 7812-1, annex B).
    static func luhnMatches(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
        let sum = digits.reversed().enumerated().reduce(0) { sum, item in
            let value = alphanumericValue(item.element)
            guard !item.offset.isMultiple(of: 2) else { return sum + value }
            return sum + (value > 4 ? value * 2 - 9 : value * 2)
        }
        return sum.isMultiple(of: 10)
    }

    /// 0–9, then A = 10 … Z = 35; 0 for anything else, which callers have refused before.
    private static func alphanumericValue(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "A")) + 10
        default: 0
        }
    }

    private static func sum(_ characters: some Collection<UInt8>, _ weights: [Int], _ value: (UInt8) -> Int) -> Int {
        zip(characters, weights).reduce(0) { $0 + value($1.0) * $1.1 }
    }
}
