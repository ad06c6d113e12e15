import VerificationDomain

extension ScenarioHouseholds {
    /// A family in Shanghai whose life lies in four provinces: a home in Hefei, a car that came from Suzhou, a wage and
    /// a pension from Hangzhou, and a small account in Anhui that nobody declared.
    static func deltaFamily() throws(PopulationError) -> ScenarioHousehold {
        var draft = try ScenarioDraft("shanghai-hefei-suzhou-hangzhou", household: 0)
        let husband = try draft.member("陆建民", born: "1978-03-12", sequence: 901, prefix: .jiangsu, county: "310101")
        let wife = try draft.member("苏文娟", born: "1981-09-05", sequence: 902, prefix: .anhui, county: "310101")
        let mother = try draft.member("周桂英", born: "1951-01-20", sequence: 904, prefix: .zhejiang, county: "310101")
        let daughter = try draft.member("陆小禾", born: "2012-06-18", sequence: 906, prefix: .shanghai, county: "310101")
        for person in [husband, wife, mother, daughter] {
            try draft.enter(.hukou(isRestricted: false), of: person, in: .shanghai, asOf: "2026-11-10")
        }
        let wedding = try ScenarioDraft.date("2008-10-01")
        try draft.enterNationally(.marriage(spouse: wife, on: wedding), of: husband)
        try draft.enterNationally(.marriage(spouse: husband, on: wedding), of: wife)
        try home(&draft, husband, wife)
        try car(&draft, husband)
        try income(&draft, husband, mother)
        try deposits(&draft, husband, wife, mother)
        return draft.finished
    }

    /// Owned jointly, so the register has no shares and a row for each.
    private static func home(
        _ draft: inout ScenarioDraft,
        _ husband: InventedPerson,
        _ wife: InventedPerson
    ) throws(PopulationError) {
        let home = InventedHome(
            isOldRegister: false,
            unitNumber: "340103001002GB00003F00040005",
            certificate: "皖2016合肥市不动产权第0004005号",
            address: "合肥市庐阳区望湖路18号4幢502室",
            floorArea: 7860,
            coOwnership: .joint,
            ownerCount: 2,
            priceFen: 62_000_000,
            registeredOn: try ScenarioDraft.date("2016-05-20")
        )
        for owner in [husband, wife] {
            try draft.enter(.home(home, share: ""), of: owner, in: .anhui, asOf: "2026-10-31")
            draft.own(
                owner,
                .realEstate,
                InventedKeys.home(home),
                share: Share(1, of: 2) ?? .whole,
                fen: home.priceFen,
                regions: [.anhui]
            )
        }
        draft.note(.jointHome)
    }

    /// Moved from Suzhou to Shanghai: B there, A here, the same VIN (V-02).
    private static func car(_ draft: inout ScenarioDraft, _ husband: InventedPerson) throws(PopulationError) {
        let car = InventedVehicle(
            plateKind: "02",
            plateNumber: "沪A60B17",
            identificationNumber: "LTEST0009NA000001",
            brand: "望湖牌",
            status: "A",
            registeredOn: try ScenarioDraft.date("2019-04-02"),
            movedOutOn: nil,
            valueFen: 3_850_000
        )
        try draft.enter(.vehicle(car), of: husband, in: .shanghai, asOf: "2026-11-10")
        let moved = car.movedOut(plate: "苏E60B17", on: try ScenarioDraft.date("2026-05-28"))
        try draft.enter(.vehicle(moved), of: husband, in: .jiangsu, asOf: "2026-09-30")
        draft.note(.transferredVehicle)
        draft.own(
            husband,
            .vehicle,
            RecordKey(.vehicleIdentification, car.identificationNumber),
            fen: car.valueFen,
            regions: [.shanghai, .jiangsu]
        )
    }

    /// The insurance says 4 812.00 a month where the tax says 4 000.00: 20.3 % apart, for a reviewer (IN-01).
    private static func income(
        _ draft: inout ScenarioDraft,
        _ husband: InventedPerson,
        _ mother: InventedPerson
    ) throws(PopulationError) {
        let wage = InventedWage(
            employerCode: "91339999MA1BBBB17Y",
            employerName: "杭州望湖电子有限公司",
            monthlyFen: 400_000,
            baseFen: 481_200
        )
        try draft.wage(wage, of: husband, in: .zhejiang, asOf: "2026-11-05")
        draft.note(.baseDiffers)
        let pension = InventedPension(insuranceKind: "城镇职工基本养老保险", monthlyFen: 285_000)
        try draft.pension(pension, of: mother, in: .zhejiang, asOf: "2026-11-05")
    }

    private static func deposits(
        _ draft: inout ScenarioDraft,
        _ husband: InventedPerson,
        _ wife: InventedPerson,
        _ mother: InventedPerson
    ) throws(PopulationError) {
        let savings = InventedDeposit(
            bankCode: "QHBK",
            bankName: "清和银行",
            account: "6222029999990000014",
            balanceFen: 3_800_000
        )
        try draft.deposit(savings, of: husband, in: .shanghai, asOf: "2026-11-12")
        let old = InventedDeposit(
            bankCode: "CHBK",
            bankName: "春晖农商行",
            account: "320508999900000021",
            balanceFen: 120_000
        )
        try draft.deposit(old, of: husband, in: .jiangsu, asOf: "2026-09-30")
        draft.note(.thresholdFlag)
        let passbook = InventedDeposit(
            bankCode: "NTBK",
            bankName: "南塘银行",
            account: "310101999900000038",
            balanceFen: 1_200_000
        )
        try draft.deposit(passbook, of: mother, in: .shanghai, asOf: "2026-11-12")
        let undeclared = InventedDeposit(
            bankCode: "WHBK",
            bankName: "望湖银行",
            account: "340103999900000045",
            balanceFen: 620_000
        )
        try draft.deposit(undeclared, of: wife, in: .anhui, asOf: "2026-10-31")
    }
}
