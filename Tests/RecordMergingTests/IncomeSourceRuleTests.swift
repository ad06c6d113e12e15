import RecordMerging
import Testing
import VerificationDomain

@Suite("Sources of income")
struct IncomeSourceRuleTests {
    private func entry(_ records: VerificationRecord...) throws -> PictureEntry {
        let picture = Cases.picture(Cases.leg(.shanghai, records))
        #expect(picture.entries.count == 1)
        return try #require(picture.entries.first)
    }

    private func month(_ category: ItemCategory, _ fen: Int64, asOf: String) -> VerificationRecord {
        let isBase = category == .socialInsurance
        return Records.income(
            category,
            fen: isBase ? nil : fen,
            base: isBase ? fen : nil,
            from: "2026-01",
            to: "2026-01",
            asOf: asOf
        )
    }

    @Test(
        "of two regions' rows of one month the later as-of date decides",
        arguments: [ItemCategory.incomeTax, .socialInsurance]
    )
    func laterDate(category: ItemCategory) throws {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [month(category, 150_000, asOf: "2026-06-01")]),
            Cases.leg(.anhui, [month(category, 100_000, asOf: "2026-06-20")])
        )
        let entry = try #require(picture.entries.first)
        #expect(picture.entries.count == 1)
        #expect(entry.contribution == Interval(100_000))
        #expect(entry.severity == .info)
        #expect(entry.role(.anhui) == .kept)
        #expect(entry.role(.shanghai) == .superseded)
        #expect(entry.decidedBy?.region == .anhui)
    }

    private func benefit(from first: String, to last: String?) -> VerificationRecord {
        Records.make(
            .pension,
            "m1",
            keys: [RecordKey(.payer, "agency")],
            value: .exact(Money(fen: 285_000)),
            [.startsOn: Records.date(first), .endsOn: last.map { Records.date($0) }]
        )
    }

    @Test("a benefit without a period ends with the month of its last day")
    func lastDay() throws {
        let ended = try entry(benefit(from: "2025-10-15", to: "2026-02-10"))
        #expect(ended.contribution == Interval(5 * 285_000))
        #expect(ended.income?.coveredMonths == 5)
        let before = try entry(benefit(from: "2024-01-01", to: "2025-06-30"))
        #expect(before.contribution == .zero)
        #expect(before.roles == [.ignored(.outsideWindow)])
        let running = try entry(benefit(from: "2025-10-15", to: nil))
        #expect(running.contribution == Interval(9 * 285_000))
    }

    @Test("IN-18: a month in which nothing was earned is plausible, although less than the least plausible wage")
    func zeroMonth() throws {
        let entry = try entry(month(.incomeTax, 0, asOf: "2026-06-20"))
        #expect(entry.contribution == .zero)
        #expect(entry.severity == .info)
        #expect(entry.income?.coveredMonths == 1)
        #expect(entry.roles == [.kept])
    }

    private func wage(_ category: ItemCategory, _ fen: Int64, payer: String?) -> VerificationRecord {
        Records.make(
            category,
            "m1",
            keys: payer.map { [RecordKey(.payer, $0)] } ?? [],
            value: .exact(Money(fen: fen)),
            [
                .periodFrom: .month(YearMonth("2025-07")!), .periodTo: .month(YearMonth("2026-06")!),
                .payerName: .text("某公司"),
            ]
        )
    }

    @Test("IN-03: a name that stands beside two codes belongs to neither")
    func nameOfTwoEmployers() {
        let picture = Cases.picture(
            Cases.leg(
                .shanghai,
                [
                    wage(.incomeTax, 1_200_000, payer: "91350100M000100Y43"),
                    wage(.incomeTax, 2_400_000, payer: "MA7654321"), wage(.socialInsurance, 3_600_000, payer: nil),
                ]
            )
        )
        #expect(picture.entries.count == 3)
        #expect(picture.total(.income)?.interval == Interval(low: 3_600_000, high: 7_200_000))
        #expect(picture.hasConflict(.employerUnlinked, .review))
        #expect(picture.entries.allSatisfy { !$0.shows(.oneWage) })
    }

    @Test(
        "without a payer a national register's income is one, whoever passed it on; two provinces' own are two",
        arguments: [(ItemCategory.incomeTax, 1, Int64(4_800_000)), (.publicPayroll, 2, 9_600_000)]
    )
    func withoutPayer(category: ItemCategory, count: Int, fen: Int64) {
        let record = Records.income(category, fen: 4_800_000, payer: nil)
        let picture = Cases.picture(Cases.leg(.shanghai, [record]), Cases.leg(.jiangsu, [record]))
        #expect(picture.entries.count == count)
        #expect(picture.total(.income)?.interval == Interval(fen))
        #expect(!picture.needsReview)
    }
}
