import Coordination
import OpenSSLCrypto
import TestSupport
import VerificationDomain

/// What the regions said, for the tests of the page.
enum ReportScripts {
    static let account = "QHBK:6222029999990000014"
    static let items: [ItemCategory] = [
        .hukou, .marriage, .realEstate, .vehicle, .deposit, .securities, .incomeTax, .company,
    ]

    /// A couple with every kind of entry: a car, a deposit, a statement about a threshold, a flat held jointly, shares
    /// of which two regions give two values on one day, a wage, and a record of a stranger.
    static func full() throws -> ReportBench {
        let household = try household(
            [Examples.member("m1", .householdHead), Examples.member("m2", .spouse)],
            declaration: Declaration(
                income: [
                    DeclaredIncome(member: Examples.reference("m1"), kind: .wage, monthly: Money(fen: 400_000))
                ],
                assets: [
                    DeclaredAsset(
                        member: Examples.reference("m1"),
                        category: .deposit,
                        value: Money(fen: 3_000_000)
                    )
                ]
            )
        )
        return ReportBench(
            household: household,
            parts: [
                .init(region: .shanghai, records: shanghai()),
                .init(
                    region: .jiangsu,
                    asOf: "2026-09-30",
                    records: [threshold("m1"), threshold("m2")],
                    stated: [.deposit: .thresholdOnly]
                ),
                .init(region: .zhejiang, records: [shares(1_500_000)], stated: [.company: .notQueried(.notOffered)]),
                .init(region: .anhui, asOf: "2026-10-31", records: [flat("m1"), flat("m2"), strangersFlat()]),
            ]
        )
    }

    /// One person; one region answered, one was out of reach, one lied, and for one nobody had given consent.
    static func partial() throws -> ReportBench {
        ReportBench(
            household: try household([Examples.member("m1", .householdHead)]),
            parts: [
                .init(region: .shanghai),
                .init(
                    region: .jiangsu,
                    state: .failed,
                    statement: .unavailable(.unreachable),
                    violation: "tlsFailed"
                ),
                .init(
                    region: .zhejiang,
                    state: .quarantined,
                    statement: .unavailable(.quarantined),
                    violation: "badSignature"
                ),
                .init(region: .anhui, state: nil, statement: .notQueried(.noConsent)),
            ]
        )
    }

    static func household(_ members: [Member], declaration: Declaration = Declaration()) throws -> Household {
        try Household.checked(
            programme: .dibao,
            decidingRegion: Examples.shanghai,
            applicationDate: CalendarDate("2026-11-20")!,
            incomeWindow: MonthWindow(from: YearMonth("2025-11")!, to: YearMonth("2026-10")!)!,
            assetsAsOf: CalendarDate("2026-11-20")!,
            applicant: members[0].reference,
            members: members,
            items: items,
            asksEveryRegion: true,
            authorisations: [Examples.authorisation(persons: members.map(\.reference.text), items: items)],
            declaration: declaration
        )
    }

    private static func shanghai() -> [VerificationRecord] {
        let window = [
            DetailName.periodFrom: DetailValue.month(YearMonth("2025-11")!), .periodTo: .month(YearMonth("2026-10")!),
        ]
        return [
            record("m1", .hukou, "上海市公安局", details: [.address: .text("310101")]),
            record(
                "m1",
                .marriage,
                "民政部",
                details: [
                    .registrationKind: .text("结婚"), .registeredOn: .date(CalendarDate("2008-10-01")!),
                    .spouseIdentity: .text(Examples.numbers["m2"]!.text),
                ]
            ),
            record(
                "m1",
                .vehicle,
                "上海市公安局交通警察总队",
                keys: [RecordKey(.plate, "02:沪A12345")],
                fen: 3_850_000,
                details: [
                    .status: .text("A"), .useNature: .text("A"), .plateType: .text("02"), .brand: .text("测试牌"),
                ]
            ),
            record("m1", .deposit, "清和银行", keys: [RecordKey(.bankAccount, account)], fen: 3_800_000),
            shares(1_200_000),
            record(
                "m1",
                .incomeTax,
                "国家税务总局",
                keys: [RecordKey(.payer, "91339999MA1BBBB17Y"), RecordKey(.taxItem, "工资薪金所得")],
                fen: 4_800_000,
                details: window.merging([.incomeKind: .text("wage")]) { first, _ in first }
            ),
        ]
    }

    private static func shares(_ fen: Int64) -> VerificationRecord {
        record("m1", .securities, "中国证券登记结算公司", keys: [RecordKey(.instrument, "A990000001")], fen: fen)
    }

    private static func threshold(_ member: String) -> VerificationRecord {
        record(
            member,
            .deposit,
            "江苏监管局",
            asOf: "2026-09-30",
            value: .flag(threshold: Money(fen: 5_000_000), exceeds: false)
        )
    }

    private static func flat(_ member: String) -> VerificationRecord {
        record(
            member,
            .realEstate,
            "安徽省不动产登记中心",
            asOf: "2026-10-31",
            keys: [RecordKey(.realEstateUnit, "340103001002GB00003F00040005")],
            details: [
                .address: .text("合肥市庐阳区望湖路18号"), .use: .text("11"), .coOwnership: .text("1"),
                .floorArea: .integer(7_860),
            ]
        )
    }

    /// Found under the member's number, and held by somebody else.
    private static func strangersFlat() -> VerificationRecord {
        record(
            "m1",
            .realEstate,
            "安徽省不动产登记中心",
            owner: RecordOwner(identityText: Examples.numbers["m3"]!.text, nameText: "路人甲"),
            keys: [RecordKey(.realEstateUnit, "340103001002GB00003F00040006")],
            details: [.use: .text("11")]
        )
    }

    static func record(
        _ member: String,
        _ item: ItemCategory,
        _ organisation: String,
        asOf: String = "2026-11-10",
        owner: RecordOwner? = nil,
        keys: [RecordKey] = [],
        fen: Int64? = nil,
        value: RecordValue? = nil,
        details: [DetailName: DetailValue?] = [:]
    ) -> VerificationRecord {
        VerificationRecord(
            subject: Examples.reference(member),
            category: item,
            source: RecordSource(organisation: organisation, scope: .provincial),
            asOf: CalendarDate(asOf)!,
            retrievedAt: TestFederation.now,
            owner: owner
                ?? RecordOwner(identityText: Examples.numbers[member]!.text, nameText: "测试\(member)"),
            keys: keys,
            value: value ?? fen.map { .exact(Money(fen: $0)) },
            details: RecordDetails(details)
        )
    }
}
