import VerificationDomain

/// Writes facts into registers as registers do: late, abbreviated, in old numbers and with characters missing.
struct RegisterClerk: Sendable {
    private var random: SeededRandom
    private(set) var entries: [RegisterEntry] = []
    private(set) var noise: [ReportingNoise: Int] = [:]
    private let asOf: CalendarDate

    /// How often, in a thousand rows.
    private static let stalePermille = 30
    private static let widthPermille = 20
    private static let placeholderPermille = 8
    private static let oldNumberPermille = 250

    init(random: SeededRandom, asOf: CalendarDate) {
        self.random = random
        self.asOf = asOf
    }

    mutating func note(_ kind: ReportingNoise) { noise[kind, default: 0] += 1 }

    /// Enters a fact into the register of a region.
    mutating func enter(_ fact: RegisterFact, of person: InventedPerson, in region: ProvinceCode) {
        noteShape(fact, region)
        let number = identityText(fact, person, region)
        let name = nameText(person.name)
        let date = asOf(in: region)
        entries.append(
            RegisterEntry(fact, of: person, in: region, asOf: date, identityText: number, nameText: name)
        )
    }

    /// Enters a fact into the copy of a national register that each of the regions keeps.
    mutating func enterNationally(_ fact: RegisterFact, of person: InventedPerson, in regions: [ProvinceCode]) {
        for region in regions { enter(fact, of: person, in: region) }
        if regions.count > 1 { note(.nationalDuplicate) }
    }

    private mutating func noteShape(_ fact: RegisterFact, _ region: ProvinceCode) {
        switch fact {
        case .depositTotal where region == .jiangsu: note(.thresholdFlag)
        case .securities where region == .jiangsu: note(.thresholdFlag)
        case .securities where region == .anhui: note(.bandedAmount)
        case .hukou(isRestricted: true): note(.restrictedPerson)
        default: break
        }
    }

    /// The regions bring their registers up to date on different days.
    private mutating func asOf(in region: ProvinceCode) -> CalendarDate {
        if random.chance(permille: Self.stalePermille) {
            note(.staleSnapshot)
            return asOf.adding(days: -500)
        }
        let lag = [ProvinceCode.shanghai: 5, .jiangsu: 46, .zhejiang: 15, .anhui: 76]
        return asOf.adding(days: -(lag[region] ?? 30))
    }

    private mutating func identityText(
        _ fact: RegisterFact,
        _ person: InventedPerson,
        _ region: ProvinceCode
    ) -> String {
        guard let old = person.identity.fifteenDigitForm else { return person.identity.text }
        switch fact {
        case .home(let home, _) where home.isOldRegister:
            note(.fifteenDigitNumber)
            return old
        case .deposit
        where region == .anhui && person.identity.birthDate.year < 1975
            && random.chance(permille: Self.oldNumberPermille):
            note(.fifteenDigitNumber)
            return old
        default: return person.identity.text
        }
    }

    private mutating func nameText(_ name: String) -> String {
        if name.contains("·") {
            let dot = random.pick(["·", "•", "．", "・"])
            if dot != "·" { note(.nameDot) }
            return name.split(separator: "·").joined(separator: dot)
        }
        if name.count == 2, random.chance(permille: Self.widthPermille) {
            note(.nameWidth)
            return "\(name.prefix(1))\u{3000}\(name.suffix(1))"
        }
        if random.chance(permille: Self.placeholderPermille) {
            note(.namePlaceholder)
            return name.dropLast() + random.pick(["□", "?", "*"])
        }
        return name
    }
}
