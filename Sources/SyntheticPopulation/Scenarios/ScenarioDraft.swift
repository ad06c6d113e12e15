import VerificationDomain

/// Collects what is said about a hand-made household.
struct ScenarioDraft: Sendable {
    let name: String
    /// 0 and below, so that it is no number of the population's.
    let household: Int
    private(set) var members: [InventedPerson] = []
    private(set) var entries: [RegisterEntry] = []
    private(set) var truths: [KnownTruth] = []
    private var noise: [ReportingNoise: Int] = [:]
    let window: MonthWindow

    init(_ name: String, household: Int) throws(PopulationError) {
        self.name = name
        self.household = household
        guard let from = YearMonth(year: 2025, month: 11),
            let window = MonthWindow(from: from, to: from.adding(months: 11))
        else { throw PopulationError(.damagedInvention, "the demo's income window") }
        self.window = window
    }

    var finished: ScenarioHousehold {
        ScenarioHousehold(name: name, members: members, entries: entries, truths: truths, noise: noise)
    }

    /// A member whose number has this region's unassigned prefix.
    mutating func member(
        _ name: String,
        born: String,
        sequence: Int,
        prefix: ProvinceCode,
        county: String
    ) throws(PopulationError) -> InventedPerson {
        guard let birth = CalendarDate(born), let county = RegionCode(county),
            let person = InventedPerson(
                identity: InventedIdentity.text(
                    prefix: InventedIdentity.prefix(prefix),
                    birth: birth,
                    sequence: sequence
                ),
                name: name,
                county: county
            )
        else { throw PopulationError(.damagedInvention, "a member of \(self.name)") }
        members.append(person)
        return person
    }

    static func date(_ text: String) throws(PopulationError) -> CalendarDate {
        guard let date = CalendarDate(text) else { throw PopulationError(.damagedInvention, "a date") }
        return date
    }

    mutating func note(_ kind: ReportingNoise) { noise[kind, default: 0] += 1 }

    mutating func enter(
        _ fact: RegisterFact,
        of person: InventedPerson,
        in region: ProvinceCode,
        asOf: String,
        nameText: String? = nil
    ) throws(PopulationError) {
        entries.append(
            RegisterEntry(
                fact,
                of: person,
                in: region,
                asOf: try Self.date(asOf),
                identityText: person.identity.text,
                nameText: nameText ?? person.name
            )
        )
    }

    /// The days on which the four regions last took over the national registers.
    static let nationalDates: [(region: ProvinceCode, asOf: String)] = [
        (.shanghai, "2026-11-10"), (.jiangsu, "2026-09-30"), (.zhejiang, "2026-11-05"), (.anhui, "2026-10-31"),
    ]

    mutating func enterNationally(_ fact: RegisterFact, of person: InventedPerson) throws(PopulationError) {
        for (region, asOf) in Self.nationalDates { try enter(fact, of: person, in: region, asOf: asOf) }
        note(.nationalDuplicate)
    }

    /// One row for each month of the window.
    var months: [MonthWindow] { window.months.compactMap { MonthWindow(from: $0, to: $0) } }

    mutating func own(
        _ owner: InventedPerson,
        _ category: ItemCategory,
        _ key: RecordKey,
        share: Share = .whole,
        fen: Int64,
        regions: [ProvinceCode]
    ) {
        truths.append(
            .asset(
                TrueAsset(
                    household: household,
                    owner: owner.identity,
                    ownerName: owner.name,
                    category: category,
                    key: key,
                    share: share,
                    value: Money(fen: fen),
                    regions: regions
                )
            )
        )
    }

    /// A wage: each month in the national tax register and in the insurance of the place of work.
    mutating func wage(
        _ wage: InventedWage,
        of earner: InventedPerson,
        in place: ProvinceCode,
        asOf: String
    ) throws(PopulationError) {
        for month in months {
            try enterNationally(.incomeTax(wage, month), of: earner)
            try enter(.contribution(wage, month), of: earner, in: place, asOf: asOf)
        }
        note(.wageTwice)
        let tax = ProvinceCode.yangtzeDelta.map { TrueIncome.Evidence(item: .incomeTax, region: $0) }
        earn(
            earner,
            .wage,
            fen: wage.monthlyFen,
            evidence: tax + [TrueIncome.Evidence(item: .socialInsurance, region: place)]
        )
    }

    mutating func pension(
        _ pension: InventedPension,
        of earner: InventedPerson,
        in place: ProvinceCode,
        asOf: String
    ) throws(PopulationError) {
        for month in months { try enter(.pension(pension, month), of: earner, in: place, asOf: asOf) }
        earn(
            earner,
            .pension,
            fen: pension.monthlyFen,
            evidence: [TrueIncome.Evidence(item: .pension, region: place)]
        )
    }

    mutating func deposit(
        _ account: InventedDeposit,
        of owner: InventedPerson,
        in place: ProvinceCode,
        asOf: String
    ) throws(PopulationError) {
        try enter(.deposit(account), of: owner, in: place, asOf: asOf)
        try enter(.depositTotal(fen: account.balanceFen), of: owner, in: place, asOf: asOf)
        own(owner, .deposit, InventedKeys.account(account), fen: account.balanceFen, regions: [place])
    }

    private mutating func earn(
        _ earner: InventedPerson,
        _ kind: IncomeKind,
        fen: Int64,
        evidence: [TrueIncome.Evidence]
    ) {
        truths.append(
            .income(
                TrueIncome(
                    household: household,
                    earner: earner.identity,
                    earnerName: earner.name,
                    kind: kind,
                    monthly: Money(fen: fen),
                    months: window,
                    evidence: evidence
                )
            )
        )
    }
}
