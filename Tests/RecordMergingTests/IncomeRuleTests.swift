import RecordMerging
import Testing
import VerificationDomain

@Suite("Income rules")
struct IncomeRuleTests {
    private func picture(_ records: VerificationRecord...) -> Picture { Cases.picture(Cases.leg(.shanghai, records)) }

    private func entry(_ records: VerificationRecord...) throws -> PictureEntry {
        let picture = Cases.picture(Cases.leg(.shanghai, records))
        #expect(picture.entries.count == 1)
        return try #require(picture.entries.first)
    }

    @Test("IN-01: tax, insurance and fund of one employer are one wage by the tax")
    func oneWage() throws {
        let entry = try entry(
            Records.income(.incomeTax, fen: 4_800_000),
            Records.income(.socialInsurance, base: 420_000),
            Records.income(.housingFund, base: 390_000)
        )
        #expect(entry.contribution == Interval(4_800_000))
        #expect(entry.rule == .severalSources || entry.rule == .oneWage)
        #expect(entry.shows(.oneWage))
        #expect(entry.severity == .info)
        #expect(entry.roles.filter { $0 == .kept }.count == 1)
    }

    @Test("IN-01: several insurances of one employer have one wage as their base: the largest, never their sum")
    func severalInsurances() throws {
        let entry = try entry(
            Records.income(.socialInsurance, base: 420_000, insurance: "职工养老"),
            Records.income(.socialInsurance, base: 400_000, insurance: "职工医疗"),
            Records.income(.socialInsurance, base: 420_000, insurance: "失业")
        )
        #expect(entry.contribution == Interval(12 * 420_000))
    }

    @Test("IN-01: months without tax are filled by the next best evidence")
    func filledMonths() throws {
        let entry = try entry(
            Records.income(.incomeTax, fen: 2_400_000, to: "2025-12"),
            Records.income(.socialInsurance, base: 420_000)
        )
        #expect(entry.contribution == Interval(2_400_000 + 6 * 420_000))
        #expect(entry.income?.coveredMonths == 12)
    }

    @Test("one wage that two regions pass on counts once")
    func overlap() {
        let record = Records.income(.incomeTax, fen: 4_800_000)
        let later = Records.income(.incomeTax, fen: 2_400_000, from: "2026-01")
        let picture = Cases.picture(Cases.leg(.shanghai, [record]), Cases.leg(.anhui, [later]))
        #expect(picture.entries.count == 1)
        #expect(picture.total(.income)?.interval == Interval(4_800_000))
    }

    @Test("IN-02: wages of two employers in the same months add up")
    func twoWages() {
        let picture = picture(
            Records.income(.incomeTax, fen: 1_200_000),
            Records.income(.incomeTax, fen: 600_000, payer: "other")
        )
        #expect(picture.total(.income)?.interval == Interval(1_800_000))
        #expect(picture.entries.allSatisfy { $0.shows(.twoWages) })
    }

    @Test("IN-04: a pension in one province and a wage in another both count")
    func pensionAndWage() {
        let picture = Cases.picture(
            Cases.leg(.anhui, [Records.income(.pension, fen: 1_200_000, payer: "agency")]),
            Cases.leg(.shanghai, [Records.income(.incomeTax, fen: 2_400_000)])
        )
        #expect(picture.total(.income)?.interval == Interval(3_600_000))
        #expect(picture.entries.allSatisfy { $0.shows(.pensionAndWage) })
        #expect(!picture.needsReview)
    }

    @Test("IN-05: one kind of pension from two provinces counts twice and is for a reviewer")
    func pensionTwice() {
        func leg(_ region: ProvinceCode) -> LegFinding {
            Cases.leg(region, [Records.income(.pension, fen: 1_200_000, payer: nil, insurance: "企业职工养老")])
        }
        let picture = Cases.picture(leg(.anhui), leg(.jiangsu))
        #expect(picture.total(.income)?.interval == Interval(2_400_000))
        #expect(picture.hasConflict(.pensionTwice, .review))
    }

    @Test("IN-07: a basic pension is left out until its date and counts afterwards")
    func datedExclusion() throws {
        let entry = try entry(Records.income(.pension, fen: 1_200_000, kind: .basicPension))
        // July to December 2025 are excluded, January to June 2026 count.
        #expect(entry.contribution == Interval(600_000))
        #expect(entry.shows(.datedExclusion))
    }

    @Test("IN-07: a residents' pension in one sum is for a reviewer in the excluded months")
    func unsplitPension() throws {
        let entry = try entry(Records.income(.pension, fen: 1_200_000, insurance: "城乡居民养老保险"))
        #expect(entry.severity == .review)
        #expect(entry.rule == .datedExclusion)
        #expect(entry.contribution == Interval(low: 600_000, high: 1_200_000))
    }

    @Test("IN-08: excluded kinds are listed and do not count")
    func excluded() throws {
        let entry = try entry(Records.income(.veteran, fen: 1_200_000, kind: .meritAllowance))
        #expect(entry.contribution == .zero)
        #expect(entry.income?.isCounted == false)
        #expect(entry.rule == .excludedIncome)
        #expect(entry.roles == [.ignored(.excludedKind)])
    }

    @Test("IN-09: a bonus is spread over the twelve months that end with its own")
    func bonus() throws {
        let entry = try entry(Records.income(.incomeTax, fen: 1_200_000, from: "2025-12", to: "2025-12", bonus: true))
        // January to December 2025, of which six months lie in the window.
        #expect(entry.contribution == Interval(600_000))
        #expect(entry.shows(.bonusSpread))
    }

    @Test("IN-10: of a calendar year only the months of the window count, exactly to the fen")
    func calendarYear() throws {
        let entry = try entry(Records.income(.incomeTax, fen: 1_200_007, from: "2025-01", to: "2025-12"))
        // 100 000 each, and the seven fen left over go to January to July: one of them to a month of the window.
        #expect(entry.contribution == Interval(600_001))
        #expect(entry.shows(.outsideWindow))
        #expect(entry.income?.gaps == [])
    }

    @Test("a record outside the window adds nothing and stays in its entry")
    func outside() throws {
        let entry = try entry(Records.income(.incomeTax, fen: 1_200_000, from: "2024-01", to: "2024-12"))
        #expect(entry.contribution == .zero)
        #expect(entry.roles == [.ignored(.outsideWindow)])
    }

    @Test("gaps are gaps, not zero")
    func gaps() throws {
        let entry = try entry(
            Records.income(.incomeTax, fen: 100_000, from: "2025-07", to: "2025-07"),
            Records.income(.incomeTax, fen: 100_000, from: "2025-10", to: "2025-10")
        )
        #expect(entry.income?.gaps == [YearMonth("2025-08")!, YearMonth("2025-09")!])
        #expect(entry.income?.coveredMonths == 2)
        #expect(entry.contribution == Interval(200_000))
    }

    @Test("IN-18: an implausible month is not scaled; it opens the total", arguments: [999, 20_000_001] as [Int64])
    func implausible(fen: Int64) throws {
        let entry = try entry(Records.income(.incomeTax, fen: fen, from: "2026-01", to: "2026-01"))
        #expect(entry.rule == .incomeUnitDoubt)
        #expect(entry.severity == .review)
        #expect(entry.contribution == .unknown)
        #expect(entry.roles == [.ignored(.unitDoubt)])
    }

    @Test("IN-18: where another region or better evidence covers the months, the implausible record is only shown")
    func implausibleCovered() throws {
        let odd = Records.income(.incomeTax, fen: 999, from: "2026-01", to: "2026-01")
        let elsewhere = Cases.picture(
            Cases.leg(.shanghai, [Records.income(.incomeTax, fen: 12_000)]),
            Cases.leg(.jiangsu, [odd])
        )
        #expect(elsewhere.total(.income)?.interval == Interval(12_000))
        #expect(elsewhere.hasConflict(.incomeUnitDoubt, .review))
        let better = try entry(Records.income(.incomeTax, fen: 12_000), Records.income(.socialInsurance, base: nil))
        #expect(better.contribution == Interval(12_000))
    }

    @Test("an unusable row opens its months where only other money covers them: another row, another tax item")
    func unusableBesideOthers() throws {
        let odd = Records.income(.incomeTax, fen: 999, from: "2026-01", to: "2026-01")
        let sameRegion = try entry(Records.income(.incomeTax, fen: 12_000), odd)
        #expect(sameRegion.contribution == Interval(low: 12_000, high: nil))
        func item(_ name: String, _ fen: Int64?) -> VerificationRecord {
            Records.make(
                .incomeTax,
                "m1",
                keys: [RecordKey(.payer, "91310000TEST000001"), RecordKey(.taxItem, name)],
                value: fen.map { .exact(Money(fen: $0)) },
                [.periodFrom: .month(YearMonth("2026-01")!), .periodTo: .month(YearMonth("2026-01")!)]
            )
        }
        let picture = Cases.picture(
            Cases.leg(.shanghai, [item("wage", 400_000)]),
            Cases.leg(.jiangsu, [item("service", nil)])
        )
        #expect(picture.total(.income)?.interval == Interval(low: 400_000, high: nil))
    }

    @Test("IN-19: a business loss counts as zero")
    func loss() throws {
        let entry = try entry(Records.income(.incomeTax, fen: -700_000, kind: .business))
        #expect(entry.contribution == .zero)
        #expect(entry.shows(.negativeBusiness))
        #expect(entry.severity == .info)
    }

    @Test("a benefit without a period runs from its first day, month by month")
    func openEnded() throws {
        let record = Records.make(
            .pension,
            "m1",
            keys: [RecordKey(.payer, "agency")],
            value: .exact(Money(fen: 285_000)),
            [.startsOn: Records.date("2026-03-15")]
        )
        #expect(try entry(record).contribution == Interval(4 * 285_000))
    }

    @Test("income without an amount, or without a period, opens the total")
    func unusable() throws {
        #expect(try entry(Records.income(.incomeTax)).contribution == .unknown)
        #expect(try entry(Records.income(.incomeTax, fen: 100_000, from: nil, to: nil)).contribution == .unknown)
    }

    @Test("two equal rows of one region and month are one or two payments; another region's copy is no third")
    func equalRows() throws {
        let row = Records.income(.incomeTax, fen: 100_000, from: "2026-01", to: "2026-01")
        let picture = Cases.picture(Cases.leg(.shanghai, [row, row]), Cases.leg(.jiangsu, [row]))
        #expect(picture.total(.income)?.interval == Interval(low: 100_000, high: 200_000))
        #expect(picture.hasConflict(.sourcesDisagree, .review))
    }

    @Test("two rows of one region for one month with different dates may add up too; the newer is the least")
    func rowsOfTwoDates() throws {
        let entry = try entry(
            Records.income(.incomeTax, fen: 100_000, from: "2026-01", to: "2026-01", asOf: "2026-06-01"),
            Records.income(.incomeTax, fen: 150_000, from: "2026-01", to: "2026-01", asOf: "2026-06-20")
        )
        #expect(entry.contribution == Interval(low: 150_000, high: 250_000))
        #expect(entry.rule == .sourcesDisagree)
        #expect(entry.severity == .review)
    }

    @Test("IN-05: one agency's name in two provinces may pay twice")
    func samePayerTwice() {
        func leg(_ region: ProvinceCode) -> LegFinding {
            Cases.leg(region, [Records.income(.pension, fen: 1_200_000, payer: "agency")])
        }
        let picture = Cases.picture(leg(.anhui), leg(.jiangsu))
        #expect(picture.total(.income)?.interval == Interval(low: 1_200_000, high: 2_400_000))
        #expect(picture.needsReview)
    }

    private static let employer = "91350100M000100Y43"

    private func wage(
        _ category: ItemCategory,
        _ fen: Int64,
        payer: String? = nil,
        name: String? = nil
    ) -> VerificationRecord {
        Records.make(
            category,
            "m1",
            keys: payer.map { [RecordKey(.payer, $0)] } ?? [],
            value: .exact(Money(fen: fen)),
            [
                .periodFrom: .month(YearMonth("2025-07")!), .periodTo: .month(YearMonth("2026-06")!),
                .payerName: name.map { .text($0) },
            ]
        )
    }

    @Test(
        "IN-03: an employer under its unified code and under its organisation code is one",
        arguments: ["M000100Y4", "M000100Y-4"]
    )
    func organisationCode(code: String) throws {
        let entry = try entry(
            wage(.incomeTax, 4_800_000, payer: Self.employer),
            wage(.socialInsurance, 4_800_000, payer: code)
        )
        #expect(entry.contribution == Interval(4_800_000))
        #expect(entry.shows(.oneWage))
    }

    @Test("IN-03: a name that stands beside one code belongs to it")
    func employerName() throws {
        let entry = try entry(
            wage(.incomeTax, 4_800_000, payer: Self.employer, name: "某 公司"),
            wage(.socialInsurance, 4_800_000, name: "某公司")
        )
        #expect(entry.contribution == Interval(4_800_000))
    }

    @Test(
        "IN-03: evidence of different kinds that nothing links is one wage or two",
        arguments: [(String?.none, String?.none), ("MA7654321", nil), (nil, "某分公司")]
    )
    func unlinked(payer: String?, name: String?) {
        let picture = picture(
            wage(.incomeTax, 4_800_000, payer: Self.employer, name: "某公司"),
            wage(.socialInsurance, 6_000_000, payer: payer, name: name)
        )
        #expect(picture.total(.income)?.interval == Interval(low: 6_000_000, high: 10_800_000))
        #expect(picture.hasConflict(.employerUnlinked, .review))
        #expect(picture.entries.allSatisfy { !$0.shows(.twoWages) })
    }

    @Test("two amounts of one region, month and date leave room for their sum")
    func partsOrVersions() throws {
        let entry = try entry(
            Records.income(.incomeTax, fen: 100_000, from: "2026-01", to: "2026-01"),
            Records.income(.incomeTax, fen: 150_000, from: "2026-01", to: "2026-01")
        )
        #expect(entry.contribution == Interval(low: 100_000, high: 250_000))
        #expect(entry.rule == .sourcesDisagree)
    }

    @Test("an income under another member's number is set aside")
    func otherMember() {
        let picture = picture(Records.income(.incomeTax, "m1", fen: 100_000, owner: Records.owner("m2")))
        #expect(picture.setAside.map(\.reason) == [.otherMember])
        #expect(picture.total(.income, of: People.reference("m1"))?.interval == .unknown)
        #expect(picture.total(.income, of: People.reference("m2"))?.interval == .zero)
    }
}
