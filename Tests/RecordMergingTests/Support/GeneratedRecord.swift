import VerificationDomain

/// One record with random contents from small pools.
enum GeneratedRecord {
    static func make(
        _ item: ItemCategory,
        _ subject: String,
        _ members: [Member],
        _ random: inout SeededRandom
    ) -> VerificationRecord {
        var details = details(item, &random)
        if random.chance(3) { details[.diedOn] = .date(CalendarDate("2026-02-10")!) }
        return Records.make(
            item,
            subject,
            asOf: random.pick(["2026-06-01", "2026-06-20", "2026-06-20", nil, "2024-01-01", "2026-07-08"]),
            owner: owner(subject, members, &random),
            keys: keys(item, &random),
            value: value(item, &random),
            scope: random.pick([.national, .provincial, item.usualScope]),
            organisation: random.pick(["one", "two"]),
            method: random.pick([.automatic, .manual]),
            retrievedAt: random.pick(["2026-07-07T09:00:00+08:00", "2026-07-07T09:00:01+08:00", "2026-07-09T23:59:59Z"]
            ),
            details
        )
    }

    /// Most records state none; of the others some are odd, and some have sums that cannot be held.
    private static let shares: [ShareStatement?] =
        Array(repeating: nil, count: 9) + [
            .rational(Share("1/2")!), .rational(Share("1/2")!), .rational(Share("60%")!), .rational(Share("3/7")!),
            .rational(Share("5/4")!), .rational(Share(1, of: 9_223_372_036_854_775_783)!),
            .rational(Share(1, of: 9_223_372_036_854_775_643)!), .unparseable("若干"),
        ]

    private static func owner(_ subject: String, _ members: [Member], _ random: inout SeededRandom) -> RecordOwner {
        let member = members.first { $0.reference.text == subject } ?? members[0]
        let share: ShareStatement? = random.pick(shares)
        switch random.below(30) {
        case 0: return RecordOwner(identityText: member.identity.text, nameText: "别人", share: share)
        case 1: return RecordOwner(identityText: People.stranger.text, nameText: "丙某", share: share)
        case 2:
            let old = member.identity.fifteenDigitForm ?? member.identity.text
            return RecordOwner(identityText: old, nameText: member.name.text, share: share)
        case 3: return RecordOwner(identityText: "31****01", nameText: member.name.text, share: share)
        case 4:
            let other = random.pick(members)
            return RecordOwner(identityText: other.identity.text, nameText: other.name.text, share: share)
        default: return RecordOwner(identityText: member.identity.text, nameText: member.name.text, share: share)
        }
    }

    private static func keys(_ item: ItemCategory, _ random: inout SeededRandom) -> [RecordKey] {
        guard random.chance(80) else { return [] }
        switch item {
        case .realEstate:
            let unit = RecordKey(
                .realEstateUnit,
                random.pick(["330106001001GB00001F00010001", "330106001001GB00001F00010002"])
            )
            let paper = RecordKey(.realEstateCertificate, random.pick(["C1", "C2"]))
            return random.pick([[unit], [unit, paper], [paper]])
        case .vehicle:
            let vin = RecordKey(.vehicleIdentification, random.pick(["LTEST0009NA000001", "LTEST0000NA000002"]))
            let plate = RecordKey(.plate, random.pick(["02:沪A12345", "02:皖B54321"]))
            return random.pick([[vin], [vin, plate], [plate]])
        case .deposit:
            let account = RecordKey(.bankAccount, random.pick(["102:1", "102:2", "103:1"]))
            let card = RecordKey(.bankCard, random.pick(["6222", "6223"]))
            return random.pick([[account], [account, card], [card], [RecordKey(.bank, "102")]])
        case .securities: return [RecordKey(.instrument, random.pick(["F1", "F2"]))]
        case .insurancePolicy: return [RecordKey(.policyNumber, random.pick(["P1", "P2"]))]
        case .realEstateContract:
            let contract = RecordKey(.contractNumber, random.pick(["K1", "K2"]))
            return random.pick([[contract], [RecordKey(.realEstateUnit, "330106001001GB00001F00010001"), contract]])
        case .vessel: return [RecordKey(.registrationNumber, random.pick(["S1", "S2"]))]
        case .electronicWallet: return [RecordKey(.walletAccount, random.pick(["W1", "W2"]))]
        case .medicalExpense: return [RecordKey(.settlementNumber, random.pick(["M1", "M2"]))]
        case .company, .corporateTax, .socialOrganisation:
            return [RecordKey(.creditCode, random.pick(["91310000TEST000001", "91310000TEST000002"]))]
        case .incomeTax:
            let item = RecordKey(.taxItem, random.pick(["wage", "service"]))
            return random.pick([[payer(&random)], [payer(&random), item]])
        case .socialInsurance, .housingFund, .publicPayroll, .pension, .farmSubsidy, .veteran: return [payer(&random)]
        default: return [RecordKey(.certificateNumber, random.pick(["D1", "D2"]))]
        }
    }

    /// One employer under its whole code and under its organisation code, and another.
    private static func payer(_ random: inout SeededRandom) -> RecordKey {
        RecordKey(.payer, random.pick(["91350100M000100Y43", "M000100Y4", "E2"]))
    }

    private static func value(_ item: ItemCategory, _ random: inout SeededRandom) -> RecordValue? {
        let amounts: [Int64] = [0, 850, 3_800_000, 8_500_000, 4_000_000, 400_000, -500, 1 << 53, .max]
        let amount = random.chance(90) ? random.pick(Array(amounts.prefix(6))) : random.pick(amounts)
        switch random.below(12) {
        case 0: return nil
        case 1: return .flag(threshold: Money(fen: 5_000_000), exceeds: false)
        case 2: return .flag(threshold: Money(fen: 5_000_000), exceeds: true)
        case 3: return .band(minimum: Money(fen: 100_000), maximum: random.chance(50) ? Money(fen: 9_000_000) : nil)
        case 4: return .exact(Money(fen: amount, currency: Currency("USD")!))
        default: return .exact(Money(fen: amount))
        }
    }

    private static func details(_ item: ItemCategory, _ random: inout SeededRandom) -> [DetailName: DetailValue?] {
        let day: DetailValue = .date(random.pick([CalendarDate("2020-01-01")!, CalendarDate("2026-05-01")!]))
        switch item {
        case .realEstate, .realEstateContract:
            return [
                .use: random.pick([.text("11"), .text("住宅"), .text("31"), .text("车位"), .text("其它"), nil]),
                .coOwnership: .text(random.pick(["0", "1", "2"])),
                .registeredOn: random.pick([day, nil]), .cancelledOn: random.chance(10) ? day : nil,
                .address: random.pick([.text("某路1号"), nil]), .floorArea: .integer(random.pick([8_000, 8_030])),
                .rightHolderCount: random.pick([nil, .integer(2), .integer(3)]),
            ]
        case .vehicle:
            return [
                .status: .text(random.pick(["A", "A", "A", "B", "E", "M", "C", "AK"])),
                .movedOutOn: random.chance(10) ? day : nil, .registeredOn: random.pick([day, nil]),
            ]
        case .deposit, .securities, .electronicWallet, .insurancePolicy:
            return [
                .closedOn: random.chance(10) ? day : nil, .aggregate: random.chance(15) ? .flag(true) : nil,
                .rightHolderCount: random.chance(10) ? .integer(2) : nil,
                .accountKind: random.chance(5) ? .text("个人养老金") : nil,
            ]
        case .marriage:
            return [
                .registrationKind: .text(random.pick(["结婚", "离婚", "补领"])), .registeredOn: random.pick([day, nil]),
                .spouseIdentity: .text(random.pick([People.stranger, People.mother, People.father]).text),
            ]
        case .death: return [.diedOn: day]
        case .hukou: return [.movedOutOn: random.chance(30) ? day : nil, .address: .text(random.pick(["甲镇", "乙镇"]))]
        case .assistance: return [.programme: .text("低保"), .endsOn: random.pick([day, nil])]
        case .company, .corporateTax, .socialOrganisation:
            return [.status: .text(random.pick(["存续", "注销", "吊销", "吊销,未注销"]))]
        case .vessel: return [.registeredOn: random.pick([day, nil])]
        default: return incomeDetails(&random)
        }
    }

    private static func incomeDetails(_ random: inout SeededRandom) -> [DetailName: DetailValue?] {
        let from = random.pick([YearMonth("2025-01")!, YearMonth("2025-07")!, YearMonth("2026-01")!])
        let to = random.pick([
            YearMonth("2025-03")!, YearMonth("2026-01")!, YearMonth("2026-06")!, YearMonth("2026-12")!,
        ])
        return [
            .periodFrom: random.chance(85) ? .month(min(from, to)) : nil,
            .periodTo: random.chance(85) ? .month(to) : nil,
            .contributionBase: random.chance(40) ? .money(Money(fen: 481_200)) : nil,
            .incomeKind: random.pick([nil, nil, .text("business"), .text("basicPension"), .text("scholarship")]),
            .bonus: random.chance(10) ? .flag(true) : nil, .insuranceKind: random.pick([nil, .text("城乡居民养老")]),
            .payerName: random.pick([nil, nil, .text("某公司"), .text("某 公司")]),
            .startsOn: random.chance(30) ? .date(CalendarDate("2025-09-01")!) : nil,
        ]
    }
}
