import VerificationDomain

/// Makes one household: its members, what they own and earn, and what the registers say of it.
struct HouseholdMaker: Sendable {
    let plan: PopulationPlan
    /// From 1; 0 and below belong to the hand-made ones.
    let household: Int
    /// The population-wide number of the household's first member.
    let firstOrdinal: Int
    /// People that may still be made.
    let remaining: Int

    func make() throws(PopulationError) -> HouseholdReport {
        var random = SeededRandom(seed: plan.seed, stream: UInt64(household))
        let region = random.pick(plan.regions)
        guard let county = InventedPlaces.county(in: region, &random) else {
            throw PopulationError(.damagedInvention, "a county of each region")
        }
        let members = try members(county, &random)
        let clerk = RegisterClerk(
            random: SeededRandom(seed: ~plan.seed, stream: UInt64(household)),
            asOf: plan.asOf
        )
        var life = HouseholdLife(
            plan: plan,
            household: household,
            county: county,
            random: random,
            clerk: clerk
        )
        life.live(members)
        return HouseholdReport(
            people: members.count,
            entries: life.clerk.entries,
            truths: life.truths,
            noise: life.clerk.noise
        )
    }

    /// One or two of the older generations, then children.
    private func members(
        _ county: InventedPlaces.County,
        _ random: inout SeededRandom
    ) throws(PopulationError) -> HouseholdMembers {
        let group = random.pick([InventedIdentity.AgeGroup.youngAdult, .adult, .adult, .elder])
        let isCouple = remaining > 1 && random.chance(permille: 620)
        let headSex = random.chance(permille: 500) ? Sex.male : .female
        var made = 0
        func person(_ sex: Sex, _ group: InventedIdentity.AgeGroup, surname: String?) throws(PopulationError)
            -> InventedPerson
        {
            defer { made += 1 }
            let number = InventedIdentity.text(
                region: county.code.province,
                ordinal: firstOrdinal + made,
                sex: sex,
                group: group,
                seed: plan.seed
            )
            let name = surname.map { $0 + InventedNames.given(&random) } ?? InventedNames.dotted(&random)
            guard let person = InventedPerson(identity: number, name: name, county: county.code) else {
                throw PopulationError(.damagedInvention, "an identity number with its check character")
            }
            return person
        }
        let surname = random.chance(permille: 12) ? nil : InventedNames.surname(&random)
        let head = try person(headSex, group, surname: surname)
        let spouseSurname = InventedNames.surname(&random)
        let spouse = isCouple ? try person(headSex == .male ? .female : .male, group, surname: spouseSurname) : nil
        let wanted = group == .adult ? random.pick([0, 1, 1, 2]) : 0
        var children: [InventedPerson] = []
        while children.count < min(wanted, remaining - made) {
            let sex = random.chance(permille: 500) ? Sex.male : .female
            children.append(try person(sex, .child, surname: surname ?? spouseSurname))
        }
        return HouseholdMembers(head: head, spouse: spouse, children: children, isElderly: group == .elder)
    }
}

/// Who lives together.
struct HouseholdMembers: Sendable {
    let head: InventedPerson
    let spouse: InventedPerson?
    let children: [InventedPerson]
    let isElderly: Bool

    var grownUps: [InventedPerson] { [head] + (spouse.map { [$0] } ?? []) }
    var all: [InventedPerson] { grownUps + children }
    var count: Int { all.count }
}
