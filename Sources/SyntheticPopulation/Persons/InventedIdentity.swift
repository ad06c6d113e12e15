import VerificationDomain

/// Identity numbers that no living person has: their first six digits were never given to a place.
enum InventedIdentity: Sendable {
    /// Ages that a number can be asked for. Each spans enough days for `maximumPeople` different numbers.
    enum AgeGroup: Int, Sendable, CaseIterable {
        case child, youngAdult, adult, elder

        /// First and last year of birth, seen from 2026.
        var birthYears: ClosedRange<Int> {
            switch self {
            case .child: 2010...2025
            case .youngAdult: 1987...2002
            case .adult: 1967...1986
            case .elder: 1940...1960
            }
        }
    }

    /// Sequence numbers below this belong to the population; hand-made households use those from here to 995.
    static let firstReservedSequence = 901
    private static let sequencesPerSex = 450
    /// Numbers stay different up to here: 450 sequences on each of the 5 844 days of the shortest age group.
    static let maximumPeople = 2_000_000

    /// `319999` for 310000 and so on.
    static func prefix(_ region: ProvinceCode) -> String { region.text.prefix(2) + "9999" }

    /// The number of the person with this ordinal: no two ordinals below `maximumPeople` give the same.
    ///
    /// People with the same sequence number are `sequencesPerSex` ordinals apart, so that each gets another day.
    static func text(region: ProvinceCode, ordinal: Int, sex: Sex, group: AgeGroup, seed: UInt64) -> String {
        let slot = ordinal % sequencesPerSex
        let turn = ordinal / sequencesPerSex
        let first = dayNumber(year: group.birthYears.lowerBound)
        let days = dayNumber(year: group.birthYears.upperBound + 1) - first
        var random = SeededRandom(seed: seed, stream: UInt64(slot * AgeGroup.allCases.count + group.rawValue))
        // A prime step visits every day once before it comes back to the first.
        let day = (random.below(days) + turn * 2671) % days
        let sequence = 2 * slot + (sex == .male ? 1 : 2)
        return text(prefix: prefix(region), birth: CalendarDate(dayNumber: first + day), sequence: sequence)
    }

    /// Prefix, birth date, sequence and the check character (GB 11643-1999; ISO 7064 MOD 11-2 as a recurrence).
    static func text(prefix: String, birth: CalendarDate, sequence: Int) -> String {
        let digits =
            "\(prefix)\(padded(birth.year, 4))\(padded(birth.month, 2))\(padded(birth.day, 2))\(padded(sequence, 3))"
        let remainder = digits.utf8.reduce(0) { ($0 + Int($1) - 48) * 2 % 11 }
        let check = (12 - remainder) % 11
        return digits + (check == 10 ? "X" : String(check))
    }

    private static func dayNumber(year: Int) -> Int { CalendarDate(year: year, month: 1, day: 1)?.dayNumber ?? 0 }
}

/// A number with leading zeros up to `width` digits.
func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
