import VerificationDomain

/// What happens in one household, told to the clerk and to the truth at the same time.
struct HouseholdLife: Sendable {
    let plan: PopulationPlan
    let household: Int
    let county: InventedPlaces.County
    var random: SeededRandom
    var clerk: RegisterClerk
    private(set) var truths: [KnownTruth] = []

    init(
        plan: PopulationPlan,
        household: Int,
        county: InventedPlaces.County,
        random: SeededRandom,
        clerk: RegisterClerk
    ) {
        self.plan = plan
        self.household = household
        self.county = county
        self.random = random
        self.clerk = clerk
    }

    var region: ProvinceCode { county.code.province }

    mutating func live(_ members: HouseholdMembers) {
        for person in members.all {
            let isRestricted = random.chance(permille: 2)
            clerk.enter(.hukou(isRestricted: isRestricted), of: person, in: region)
        }
        marry(members)
        settle(members)
        for person in members.grownUps {
            drive(person)
            save(person)
            invest(person)
            if members.isElderly { retire(person) } else { work(person) }
        }
        receiveAssistance(members)
    }

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

    mutating func earn(
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
                    months: plan.incomeWindow,
                    evidence: evidence
                )
            )
        )
    }

    /// Another region of the plan; the own one when there is no other.
    mutating func otherRegion() -> ProvinceCode {
        let others = plan.regions.filter { $0 != region }
        return others.isEmpty ? region : random.pick(others)
    }

    /// The window cut at the end of the calendar year, as cumulative withholding reports it.
    var reportingPeriods: [MonthWindow] {
        var periods: [MonthWindow] = []
        var from = plan.incomeWindow.from
        while from <= plan.incomeWindow.to {
            let lastOfYear = from.adding(months: 12 - from.month)
            let to = min(lastOfYear, plan.incomeWindow.to)
            if let period = MonthWindow(from: from, to: to) { periods.append(period) }
            from = to.adding(months: 1)
        }
        return periods
    }

    private mutating func marry(_ members: HouseholdMembers) {
        guard let spouse = members.spouse else { return }
        let day = plan.asOf.adding(days: -random.within(400...5000))
        clerk.enterNationally(.marriage(spouse: spouse, on: day), of: members.head, in: plan.regions)
        clerk.enterNationally(.marriage(spouse: members.head, on: day), of: spouse, in: plan.regions)
    }

    private mutating func receiveAssistance(_ members: HouseholdMembers) {
        guard random.chance(permille: 25) else { return }
        let aid = InventedAssistance(
            programme: random.chance(permille: 800) ? .dibao : .temporaryAssistance,
            startsOn: plan.asOf.adding(days: -random.within(200...1500)),
            endsOn: random.chance(permille: 300) ? plan.asOf.adding(days: -random.within(10...190)) : nil,
            monthlyFen: Int64(random.within(300...1500)) * 100
        )
        clerk.enter(.assistance(aid), of: members.head, in: region)
    }
}
