import VerificationDomain

extension ScenarioHouseholds {
    /// A mother and her son in Hefei with a small wage and small savings, all of it declared.
    static func cleanHousehold() throws(PopulationError) -> ScenarioHousehold {
        var draft = try ScenarioDraft("clean", household: -1)
        let mother = try draft.member("赵玉兰", born: "1986-04-17", sequence: 908, prefix: .anhui, county: "340103")
        let son = try draft.member("赵嘉禾", born: "2014-02-09", sequence: 903, prefix: .anhui, county: "340103")
        for person in [mother, son] {
            try draft.enter(.hukou(isRestricted: false), of: person, in: .anhui, asOf: "2026-10-31")
        }
        let wage = InventedWage(
            employerCode: "91319999MA1AAAA032",
            employerName: "合肥竹苑物业服务有限公司",
            monthlyFen: 110_000,
            baseFen: 110_000
        )
        try draft.wage(wage, of: mother, in: .anhui, asOf: "2026-10-31")
        let savings = InventedDeposit(
            bankCode: "WHBK",
            bankName: "望湖银行",
            account: "340103999900000052",
            balanceFen: 520_000
        )
        try draft.deposit(savings, of: mother, in: .anhui, asOf: "2026-10-31")
        return draft.finished
    }

    /// The grandfather died in Shanghai in March; Hangzhou still pays his pension (ID-09).
    static func deceasedMember() throws(PopulationError) -> ScenarioHousehold {
        var draft = try ScenarioDraft("deceased-member", household: -2)
        let widow = try draft.member("沈阿妹", born: "1949-08-30", sequence: 910, prefix: .zhejiang, county: "330106")
        let husband = try draft.member("钱福生", born: "1946-12-11", sequence: 905, prefix: .zhejiang, county: "330106")
        for person in [widow, husband] {
            try draft.enter(.hukou(isRestricted: false), of: person, in: .zhejiang, asOf: "2026-11-05")
        }
        let wedding = try ScenarioDraft.date("1971-01-15")
        try draft.enterNationally(.marriage(spouse: husband, on: wedding), of: widow)
        try draft.enterNationally(.marriage(spouse: widow, on: wedding), of: husband)
        let death = RegisterFact.death(
            on: try ScenarioDraft.date("2026-03-02"),
            crematedOn: try ScenarioDraft.date("2026-03-05")
        )
        try draft.enter(death, of: husband, in: .shanghai, asOf: "2026-11-10")
        let pension = InventedPension(insuranceKind: "城镇职工基本养老保险", monthlyFen: 296_000)
        try draft.pension(pension, of: husband, in: .zhejiang, asOf: "2026-11-05")
        let basic = InventedPension(insuranceKind: "城乡居民基本养老保险", monthlyFen: 42_000)
        try draft.pension(basic, of: widow, in: .zhejiang, asOf: "2026-11-05")
        let savings = InventedDeposit(
            bankCode: "CHBK",
            bankName: "春晖农商行",
            account: "330106999900000069",
            balanceFen: 830_000
        )
        try draft.deposit(savings, of: widow, in: .zhejiang, asOf: "2026-10-31")
        return draft.finished
    }

    /// Registered in Lu'an, taken ill in Suzhou, where the emergency is decided (社会救助法 on temporary assistance).
    static func temporaryAssistance() throws(PopulationError) -> ScenarioHousehold {
        var draft = try ScenarioDraft("temporary-assistance", household: -3)
        let worker = try draft.member("方志远", born: "1990-07-23", sequence: 907, prefix: .anhui, county: "341502")
        let wife = try draft.member("何晓芸", born: "1992-11-02", sequence: 912, prefix: .anhui, county: "341502")
        let child = try draft.member("方一诺", born: "2019-05-14", sequence: 914, prefix: .anhui, county: "341502")
        for person in [worker, wife, child] {
            try draft.enter(.hukou(isRestricted: false), of: person, in: .anhui, asOf: "2026-10-31")
        }
        let wedding = try ScenarioDraft.date("2018-02-06")
        try draft.enterNationally(.marriage(spouse: wife, on: wedding), of: worker)
        try draft.enterNationally(.marriage(spouse: worker, on: wedding), of: wife)
        let wage = InventedWage(
            employerCode: "91319999MA2CCCC22M",
            employerName: "苏州长桥纺织有限公司",
            monthlyFen: 260_000,
            baseFen: 260_000
        )
        try draft.wage(wage, of: worker, in: .jiangsu, asOf: "2026-09-30")
        let account = InventedDeposit(
            bankCode: "NTBK",
            bankName: "南塘银行",
            account: "320508999900000076",
            balanceFen: 310_000
        )
        try draft.deposit(account, of: worker, in: .jiangsu, asOf: "2026-09-30")
        draft.note(.thresholdFlag)
        let home = InventedDeposit(
            bankCode: "WHBK",
            bankName: "望湖银行",
            account: "341502999900000083",
            balanceFen: 460_000
        )
        try draft.deposit(home, of: wife, in: .anhui, asOf: "2026-10-31")
        return draft.finished
    }
}
