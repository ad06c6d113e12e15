internal import VerificationDomain

/// Finds texts that may be the number of a person: identity numbers of 18 and 15 characters, bank cards of 16 to 19
/// digits, mobile numbers of 11.
///
/// It judges shapes and not check characters: a mistyped number says just as much about whom it means.
enum PersonalNumber {
    static func isSuspected(in text: some StringProtocol) -> Bool {
        let parts = Array(text.utf8).split { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") }
            .filter { !isRandom(Array($0)) }
        let runs = parts.flatMap { part in part.split { !isDigit($0) } }
        if runs.contains(where: isSuspicious) { return true }
        // The same with separators in between, as numbers are written to be read.
        let figures = parts.joined().filter { !separators.contains($0) }
        let endsInLetter = figures.last == UInt8(ascii: "X") || figures.last == UInt8(ascii: "x")
        let digits = endsInLetter ? figures.dropLast() : figures[...]
        return runs.count > 1 && digits.allSatisfy(isDigit) && [15, 17, 18].contains(digits.count)
    }

    private static let separators = Set("._-".utf8)

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isSuspicious(_ run: ArraySlice<UInt8>) -> Bool {
        switch run.count {
        case 11: run.first == UInt8(ascii: "1") && run.dropFirst().first.map { $0 >= UInt8(ascii: "3") } == true
        case ..<15: false
        // The number of a request is an office, a day and a sequence.
        case 24: RequestNumber(String(decoding: run, as: UTF8.self)) == nil
        default: true
        }
    }

    /// A UUID, or hexadecimal text of 16, 20 or 32 bytes with a letter in it: long runs of digits happen there by
    /// chance.
    private static func isRandom(_ part: [UInt8]) -> Bool {
        if UniqueIdentifier(String(decoding: part, as: UTF8.self)) != nil { return true }
        guard [32, 40, 64].contains(part.count) else { return false }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "f")
        return part.allSatisfy { isDigit($0) || letters.contains($0) } && part.contains { letters.contains($0) }
    }
}
