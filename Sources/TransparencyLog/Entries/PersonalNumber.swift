internal import VerificationDomain

/// Finds texts that may be the number of a person: identity numbers of 18 and 15 characters, bank cards of 16 to 19
/// digits, mobile numbers of 11.
///
/// It judges shapes and not check characters: a mistyped number says just as much about whom it means.
enum PersonalNumber {
    static func isSuspected(in text: some StringProtocol) -> Bool {
        let parts = Array(text.utf8).split { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") }
            .filter { !isRandom(Array($0)) }
        if parts.contains(where: { part in part.split { !isDigit($0) }.contains(where: isSuspicious) }) { return true }
        // The same in groups, as numbers are written to be read, with anything before and behind them. What is random
        // was taken out, so groups on its two sides count as neighbours: rather too careful than not enough.
        return groupRows(in: Array(parts.joined(separator: [UInt8(ascii: ":")]))).contains(where: isSuspicious)
    }

    private static let separators = Set("._-/:".utf8)

    /// Rows of groups of digits that have nothing but separators in between.
    private static func groupRows(in text: [UInt8]) -> [[[UInt8]]] {
        var rows: [[[UInt8]]] = []
        var row: [[UInt8]] = []
        var word: [UInt8] = []
        for byte in text + [UInt8(ascii: "-")] {
            guard separators.contains(byte) else {
                word.append(byte)
                continue
            }
            defer { word = [] }
            if word.isEmpty || word.allSatisfy(isDigit) {
                if !word.isEmpty { row.append(word) }
            } else {
                // Digits may end a word (`id319999-1990…`) and begin one (`…-001X`, `…-0019b`).
                let beginning = Array(word.prefix(while: isDigit))
                rows.append(row + (beginning.isEmpty ? [] : [beginning]))
                let ending = Array(word.reversed().prefix(while: isDigit).reversed())
                row = ending.isEmpty ? [] : [ending]
            }
        }
        return rows + [row]
    }

    /// Whether neighbouring groups together have the length of an identity number (with X: one digit less), a bank
    /// card or a mobile number.
    private static func isSuspicious(_ row: [[UInt8]]) -> Bool {
        row.indices.contains { first in
            var digits: [UInt8] = []
            return row[first...].enumerated().contains { position, group in
                digits += group
                guard position > 0 else { return false }
                return (15...19).contains(digits.count) || isMobile(digits[...])
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isSuspicious(_ run: ArraySlice<UInt8>) -> Bool {
        switch run.count {
        case 11: isMobile(run)
        case ..<15: false
        // The number of a request is an office, a day and a sequence.
        case 24: RequestNumber(String(decoding: run, as: UTF8.self)) == nil
        default: true
        }
    }

    private static func isMobile(_ digits: ArraySlice<UInt8>) -> Bool {
        digits.count == 11 && digits.first == UInt8(ascii: "1")
            && digits.dropFirst().first.map { $0 >= UInt8(ascii: "3") } == true
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
