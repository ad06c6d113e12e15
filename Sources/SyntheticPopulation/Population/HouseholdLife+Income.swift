import VerificationDomain

extension HouseholdLife {
    /// A wage, perhaps in another province: in the nation's tax register and in the insurance of the place of work.
    mutating func work(_ person: InventedPerson) {
        guard random.chance(permille: 780) else { return }
        if random.chance(permille: 40) { found(person) }
        let place = random.chance(permille: 180) ? otherRegion() : region
        let employer = InventedKeys.employers[random.below(InventedKeys.employers.count)]
        let monthly = Int64(random.within(24...120)) * 10_000
        let differs = random.chance(permille: 150)
        let wage = InventedWage(
            employerCode: employer.code,
            employerName: employer.name,
            monthlyFen: monthly,
            baseFen: differs ? monthly * 12 / 10 : monthly
        )
        for period in reportingPeriods {
            clerk.enterNationally(.incomeTax(wage, period), of: person, in: plan.regions)
            clerk.enter(.contribution(wage, period), of: person, in: place)
        }
        clerk.note(.wageTwice)
        if differs { clerk.note(.baseDiffers) }
        earn(
            person,
            .wage,
            fen: monthly,
            evidence: plan.regions.map { TrueIncome.Evidence(item: .incomeTax, region: $0) }
                + [TrueIncome.Evidence(item: .socialInsurance, region: place)]
        )
    }

    /// A pension, sometimes from the province of an earlier working life.
    mutating func retire(_ person: InventedPerson) {
        guard random.chance(permille: 850) else { return }
        let place = random.chance(permille: 120) ? otherRegion() : region
        let isEmployee = random.chance(permille: 600)
        let pension = InventedPension(
            insuranceKind: isEmployee ? "城镇职工基本养老保险" : "城乡居民基本养老保险",
            monthlyFen: Int64(isEmployee ? random.within(1800...5200) : random.within(180...1400)) * 100
        )
        for period in reportingPeriods { clerk.enter(.pension(pension, period), of: person, in: place) }
        earn(
            person,
            .pension,
            fen: pension.monthlyFen,
            evidence: [TrueIncome.Evidence(item: .pension, region: place)]
        )
    }

    private mutating func found(_ person: InventedPerson) {
        let serial = household * 2 + (person.identity.sex == .male ? 0 : 1)
        guard let code = InventedKeys.creditCode(serial: serial, region: region) else { return }
        let capital = Int64(random.within(3...200)) * 1_000_000
        let company = InventedCompany(
            creditCode: code,
            name: "\(county.name)\(random.pick(["禾丰", "竹苑", "春晖"]))商贸有限公司",
            role: "法定代表人",
            capitalFen: capital
        )
        clerk.enterNationally(.company(company), of: person, in: plan.regions)
        own(
            person,
            .company,
            RecordKey(.creditCode, code),
            fen: capital,
            regions: plan.regions.filter { $0 != .zhejiang }
        )
    }
}
