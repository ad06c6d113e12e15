import VerificationDomain

extension HouseholdLife {
    /// Whether and how the household owns its home.
    mutating func settle(_ members: HouseholdMembers) {
        guard random.chance(permille: 420) else { return }
        let isOld = region == .zhejiang && members.isElderly && random.chance(permille: 600)
        let way = members.spouse == nil ? 999 : random.below(1000)
        let kind: CoOwnership = way < 300 ? .joint : way < 450 ? .byShares : .sole
        let owners = kind == .sole ? [members.head] : members.grownUps
        let home = home(isOld: isOld, kind, owners.count)
        let shares = shares(kind, owners.count)
        for (owner, share) in zip(owners, shares) {
            clerk.enter(.home(home, share: share.text), of: owner, in: region)
            own(
                owner,
                .realEstate,
                InventedKeys.home(home),
                share: share.value,
                fen: home.priceFen,
                regions: [region]
            )
        }
        if kind == .joint { clerk.note(.jointHome) }
        if kind == .byShares { clerk.note(.homeByShares) }
    }

    private mutating func home(isOld: Bool, _ kind: CoOwnership, _ ownerCount: Int) -> InventedHome {
        let year = isOld ? random.within(1988...1998) : random.within(2000...2025)
        return InventedHome(
            isOldRegister: isOld,
            unitNumber: "\(county.code.text)001001GB00001F\(padded(household, 8))",
            certificate: "\(county.name)房权证字第\(padded(household, 8))号",
            address: InventedPlaces.address(county, &random),
            floorArea: random.within(3500...14_000),
            coOwnership: kind,
            ownerCount: ownerCount,
            priceFen: Int64(random.within(15...320)) * 1_000_000,
            registeredOn: CalendarDate(year: year, month: random.within(1...12), day: random.within(1...28))
                ?? plan.asOf
        )
    }

    /// As the register writes them and as they are. Joint owners have no written share.
    private mutating func shares(_ kind: CoOwnership, _ count: Int) -> [(text: String, value: Share)] {
        guard let half = Share(1, of: 2), count == 2 else { return [("", .whole)] }
        guard kind == .byShares else { return [("", half), ("", half)] }
        if random.chance(permille: 500), let more = Share(3, of: 5), let less = Share(2, of: 5) {
            return [("60%", more), ("40%", less)]
        }
        return [("1/2", half), ("二分之一", half)]
    }

    /// A car, which may have come from another province.
    mutating func drive(_ person: InventedPerson) {
        guard random.chance(permille: 230), let vehicle = vehicle(person) else { return }
        clerk.enter(.vehicle(vehicle), of: person, in: region)
        var regions = [region]
        let other = otherRegion()
        if other != region, random.chance(permille: 150) {
            let head = InventedPlaces.county(in: other, &random)?.plateHead ?? "苏A"
            let plate = head + vehicle.plateNumber.dropFirst(2)
            let day = plan.asOf.adding(days: -random.within(90...900))
            clerk.enter(.vehicle(vehicle.movedOut(plate: plate, on: day)), of: person, in: other)
            clerk.note(.transferredVehicle)
            regions.append(other)
        } else if other != region, random.chance(permille: 150) {
            clerk.enter(.vehicle(vehicle), of: person, in: other)
            clerk.note(.nationalDuplicate)
            regions.append(other)
        }
        own(
            person,
            .vehicle,
            RecordKey(.vehicleIdentification, vehicle.identificationNumber),
            fen: vehicle.valueFen,
            regions: regions
        )
    }

    private mutating func vehicle(_ person: InventedPerson) -> InventedVehicle? {
        // At most two grown-ups, so a household and the sex of the owner tell every car apart.
        let serial = household * 2 + (person.identity.sex == .male ? 0 : 1)
        guard let number = InventedKeys.vehicleIdentification(serial: serial) else { return nil }
        let isElectric = random.chance(permille: 200)
        let digits = padded(serial % 100_000, 5)
        return InventedVehicle(
            plateKind: isElectric ? "52" : "02",
            plateNumber: county.plateHead + (isElectric ? "D" : "") + digits,
            identificationNumber: number,
            brand: random.pick(["东篱牌", "望湖牌", "清和牌"]),
            status: "A",
            registeredOn: plan.asOf.adding(days: -random.within(1000...4000)),
            movedOutOn: nil,
            valueFen: Int64(random.within(8000...160_000)) * 100
        )
    }

    /// Accounts at the region's banks, and now and then one elsewhere.
    mutating func save(_ person: InventedPerson) {
        let count = random.pick([0, 1, 1, 1, 2])
        var totals: [ProvinceCode: Int64] = [:]
        for ordinal in 0..<count {
            let place = random.chance(permille: 120) ? otherRegion() : region
            let bank = random.pick(InventedKeys.banks)
            let serial = (household * 2 + (person.identity.sex == .male ? 0 : 1)) * 4 + ordinal
            let account = InventedDeposit(
                bankCode: bank.code,
                bankName: bank.name,
                account: "62\(padded(serial, 14))",
                balanceFen: Int64(
                    random.below(1000) < 700 ? random.within(50...30_000) : random.within(30_000...300_000)
                )
                    * 100 + Int64(random.below(100))
            )
            clerk.enter(.deposit(account), of: person, in: place)
            totals[place, default: 0] += account.balanceFen
            own(person, .deposit, InventedKeys.account(account), fen: account.balanceFen, regions: [place])
        }
        for (place, total) in totals.sorted(by: { $0.key < $1.key }) {
            clerk.enter(.depositTotal(fen: total), of: person, in: place)
        }
    }

    /// Shares and funds, which every region sees in the same national register.
    mutating func invest(_ person: InventedPerson) {
        guard random.chance(permille: 90) else { return }
        let serial = household * 2 + (person.identity.sex == .male ? 0 : 1)
        let holding = InventedSecurities(
            custodian: random.pick(["青禾证券", "望湖证券", "南塘基金"]),
            account: "A\(padded(serial, 9))",
            valueFen: Int64(random.within(500...120_000)) * 100
        )
        clerk.enterNationally(.securities(holding), of: person, in: plan.regions)
        own(
            person,
            .securities,
            RecordKey(.instrument, holding.account),
            fen: holding.valueFen,
            regions: plan.regions
        )
    }
}
