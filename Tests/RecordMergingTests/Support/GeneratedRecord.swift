import VerificationDomain

/// One record with random contents from small pools.
enum GeneratedRecord {
    static let items: [ItemCategory] = [
        .hukou, .marriage, .death, .assistance, .realEstate, .vehicle, .deposit, .securities, .insurancePolicy,
        .housingFund, .socialInsurance, .pension, .incomeTax, .company, .veteran, .disability,
    ]

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
            asOf: random.pick(["2026-06-01", "2026-06-20", "2026-06-20", nil, "2024-01-01"]),
            owner: owner(subject, members, &random),
            keys: keys(item, &random),
            value: value(item, &random),
            scope: random.pick([.national, .provincial, item.usualScope]),
            organisation: random.pick(["one", "two"]),
            method: random.pick([.automatic, .manual]),
            details
        )
    }

    private static func owner(_ subject: String, _ members: [Member], _ random: inout SeededRandom) -> RecordOwner {
        let member = members.first { $0.reference.text == subject } ?? members[0]
        let share: ShareStatement? = random.pick([
            nil, nil, nil, .rational(Share("1/2")!), .rational(Share("60%")!), .unparseable("若干"),
        ])
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
        case .company: return [RecordKey(.creditCode, random.pick(["91310000TEST000001", "91310000TEST000002"]))]
        default: return [RecordKey(.payer, random.pick(["E1", "E2"]))]
        }
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
        case .realEstate:
            return [
                .use: .text(random.pick(["11", "住宅", "31", "车位"])), .coOwnership: .text(random.pick(["0", "1", "2"])),
                .registeredOn: random.pick([day, nil]), .cancelledOn: random.chance(10) ? day : nil,
                .address: random.pick([.text("某路1号"), nil]), .floorArea: .integer(random.pick([8_000, 8_030])),
                .rightHolderCount: random.pick([nil, .integer(2), .integer(3)]),
            ]
        case .vehicle:
            return [
                .status: .text(random.pick(["A", "A", "A", "B", "E", "M", "C", "AK"])),
                .movedOutOn: random.chance(10) ? day : nil, .registeredOn: random.pick([day, nil]),
            ]
        case .deposit, .securities:
            return [
                .closedOn: random.chance(10) ? day : nil, .aggregate: random.chance(15) ? .flag(true) : nil,
                .rightHolderCount: random.chance(10) ? .integer(2) : nil,
                .accountKind: random.chance(5) ? .text("个人养老金") : nil,
            ]
        case .marriage:
            return [
                .registrationKind: .text(random.pick(["结婚", "离婚"])), .registeredOn: day,
                .spouseIdentity: .text(random.pick([People.stranger, People.mother, People.father]).text),
            ]
        case .death: return [.diedOn: day]
        case .hukou: return [.movedOutOn: random.chance(30) ? day : nil, .address: .text(random.pick(["甲镇", "乙镇"]))]
        case .assistance: return [.programme: .text("低保"), .endsOn: random.pick([day, nil])]
        case .company: return [.status: .text(random.pick(["存续", "注销", "吊销"]))]
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
            .startsOn: random.chance(30) ? .date(CalendarDate("2025-09-01")!) : nil,
        ]
    }
}
