/// What a 15-digit identity number of before 1999 turns out to be.
///
/// Such numbers stopped being valid documents on 2013-01-01 but survive in bank, property and insurance records.
public enum FifteenDigitReading: Sendable, Hashable {
    /// The same person's 18-character number.
    case number(IdentityNumber)
    /// Sequence 996–999 marks someone who was a hundred years old when the numbers were given out: born in 18xx, so
    /// that inserting `19` would make another person. A reviewer must look.
    case centenarian
    /// Not 15 digits, or no real birth date in 19xx.
    case invalid

    public init(_ text: some StringProtocol) {
        guard text.utf8.count == 15 else {
            self = .invalid
            return
        }
        let bytes = Array(text.utf8)
        guard areDigits(bytes), let number = IdentityNumber(upgrading: bytes) else {
            self = .invalid
            return
        }
        self = Self.isCentenarian(sequence: bytes[12..<15]) ? .centenarian : .number(number)
    }

    static func isCentenarian(sequence: some Collection<UInt8>) -> Bool { (digits(sequence) ?? 0) >= 996 }
}
