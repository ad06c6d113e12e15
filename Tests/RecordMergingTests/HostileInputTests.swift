import RecordMerging
import Testing
import VerificationDomain

@Suite("Hostile answers")
struct HostileInputTests {
    @Test(
        "sums that do not fit open instead of wrapping around, and go to review",
        arguments: [1 << 52, 1 << 53, .max] as [Int64]
    )
    func overflow(fen: Int64) throws {
        let records = (0..<4).map { Records.deposit(account: "102:\($0)", fen: fen) }
        let picture = Cases.picture(Cases.leg(.shanghai, records))
        let total = try #require(picture.total(.money))
        #expect(total.interval.low >= Interval.limit)
        #expect(total.interval.high == nil)
        #expect(picture.hasConflict(.amountTooLarge, .review))
        #expect(picture.indication.status == .over)
    }

    @Test("the most negative amounts neither wrap nor lower a total")
    func negative() {
        let picture = Cases.picture(
            Cases.leg(
                .shanghai,
                [
                    Records.deposit(account: "1", fen: .min), Records.deposit(account: "2", fen: 500),
                    Records.income(.incomeTax, fen: .min, kind: .business),
                ]
            )
        )
        #expect(picture.total(.money)?.interval == Interval(500))
        #expect(picture.total(.income)?.interval == .zero)
    }

    @Test("extreme incomes, bases and declarations do not wrap")
    func extremeIncome() {
        let declaration = Declaration(
            income: (0..<3).map { _ in
                DeclaredIncome(member: People.reference("m1"), kind: .wage, monthly: Money(fen: .max))
            },
            assets: (0..<3).map { _ in
                DeclaredAsset(member: People.reference("m1"), category: .deposit, value: Money(fen: .max))
            }
        )
        let picture = Cases.picture(
            Cases.leg(
                .shanghai,
                [
                    Records.income(.pension, fen: .max, payer: "a"), Records.income(.pension, fen: .max, payer: "b"),
                    Records.income(.socialInsurance, base: .max), Records.income(.incomeTax, fen: .min),
                ]
            ),
            household: Cases.household(declaration: declaration)
        )
        #expect(picture.total(.income)?.interval.isOpen == true)
        #expect(picture.indication.status == .over)
    }

    @Test("a period of ten thousand years is clipped to the window")
    func longPeriod() throws {
        let entry = try #require(
            Cases.picture(
                Cases.leg(.shanghai, [Records.income(.pension, fen: 12_000_000_000, from: "0001-01", to: "9999-12")])
            )
            .entries.first
        )
        #expect(entry.income?.coveredMonths == 12)
        #expect(entry.contribution.low < 12_000_000_000)
    }

    @Test("a period that runs backwards is no period")
    func backwards() throws {
        let entry = try #require(
            Cases.picture(Cases.leg(.shanghai, [Records.income(.pension, fen: 100, from: "2026-05", to: "2026-01")]))
                .entries.first
        )
        #expect(entry.contribution == .unknown)
        #expect(entry.rule == .noAmount)
    }

    @Test("shares of one half and three fifths of an account are a conflict, not 110 %")
    func sharesOfAnAccount() throws {
        let picture = Cases.picture(
            Cases.leg(
                .shanghai,
                [
                    Records.deposit("m1", fen: 1_000, share: .rational(Share("1/2")!)),
                    Records.deposit("m2", fen: 1_000, share: .rational(Share("3/5")!)),
                ]
            )
        )
        let entry = try #require(picture.entries.first)
        #expect(entry.rule == .sharesContradict)
        #expect(entry.contribution == Interval(low: 0, high: 1_000))
    }

    @Test("shares whose sum cannot be held are a conflict")
    func hugeDenominators() throws {
        let first = Share(1, of: 9_223_372_036_854_775_783)!
        let second = Share(1, of: 9_223_372_036_854_775_643)!
        let picture = Cases.picture(
            Cases.leg(
                .zhejiang,
                [Records.home("m1", share: .rational(first)), Records.home("m2", share: .rational(second))]
            )
        )
        #expect(try #require(picture.entries.first).rule == .sharesContradict)
    }

    @Test("an unparseable share of an account leaves everything from nothing to all of it")
    func unreadableShare() throws {
        let picture = Cases.picture(Cases.leg(.shanghai, [Records.deposit(fen: 800, share: .unparseable("若干"))]))
        #expect(picture.total(.money)?.interval == Interval(low: 0, high: 800))
        #expect(picture.needsReview)
    }

    @Test("a band in two currencies is a foreign amount")
    func mixedBand() throws {
        let band = RecordValue.band(minimum: Money(fen: 1), maximum: Money(fen: 2, currency: Currency("USD")!))
        let picture = Cases.picture(Cases.leg(.shanghai, [Records.deposit(value: band)]))
        #expect(try #require(picture.entries.first).rule == .foreignCurrency)
    }

    @Test("units are doubted in deposits too, wherever the two values come from")
    func unitDoubtInDeposits() throws {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.deposit(fen: 3_800_000, asOf: "2026-06-01")]),
            Cases.leg(.jiangsu, [Records.deposit(fen: 380, asOf: "2026-06-20")])
        )
        let entry = try #require(picture.entries.first)
        #expect(entry.rule == .unitDoubt)
        #expect(entry.roles == [.disputed, .disputed])
        #expect(picture.total(.money)?.interval == .unknown)
    }

    @Test(
        "the ratio of doubt has sharp ends",
        arguments: [(9_899, false), (9_900, true), (10_100, true), (10_101, false)]
    )
    func ratioEnds(ratio: Int64, isDoubtful: Bool) throws {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.deposit(fen: 100, asOf: "2026-06-01")]),
            Cases.leg(.jiangsu, [Records.deposit(fen: 100 * ratio, asOf: "2026-06-20")])
        )
        #expect(try #require(picture.entries.first).shows(.unitDoubt) == isDoubtful)
    }

    @Test("records of an item that was never asked for are merged and end in one place")
    func unasked() {
        let leg = LegFinding(region: .shanghai, outcomes: [], records: [Records.vehicle(), Records.deposit(fen: 5)])
        let picture = Cases.merge([leg])
        #expect(picture.entries.count == 2)
        #expect(picture.total(.vehicle)?.interval == Interval(1))
    }

    @Test("many equal and many suspicious values in one asset cost no more than their number")
    func manyValues() throws {
        let records = (0..<400).map { (number: Int) -> VerificationRecord in
            let fen = Int64(100 + number)
            return Records.deposit(fen: number.isMultiple(of: 2) ? fen : fen * 10_000)
        }
        let entry = try #require(Cases.picture(Cases.leg(.shanghai, records)).entries.first)
        #expect(entry.sources.count == 400)
        #expect(entry.rule == .unitDoubt)
    }

    @Test("a key full of control characters and one of 128 bytes are keys like others")
    func strangeKeys() {
        let texts = ["\u{0}\u{1}|\n", String(repeating: "长", count: 128), "none|m1"]
        let picture = Cases.picture(Cases.leg(.shanghai, texts.map { Records.deposit(account: $0, fen: 1) }))
        #expect(picture.total(.money)?.interval == Interval(3))
        #expect(Set(picture.entries.map(\.id)).count == 3)
    }

    @Test("a vehicle with an unknown status counts")
    func unknownStatus() throws {
        let entry = try #require(Cases.picture(Cases.leg(.shanghai, [Records.vehicle(status: "?!")])).entries.first)
        #expect(entry.contribution == Interval(1))
    }

    /// Compared pair by pair these would be billions of comparisons.
    private static let many = 40_000

    @Test("many homes of one address cost no more than their number")
    func manyHomesOfOneAddress() {
        let records = (0..<Self.many).map { number in
            Records.home(
                unit: nil,
                keys: [RecordKey(.realEstateCertificate, "C\(number)")],
                [.address: .text("某路1号"), .floorArea: .integer(8_000)]
            )
        }
        let picture = Cases.picture(Cases.leg(.zhejiang, records))
        #expect(picture.entries.count == Self.many)
        #expect(picture.total(.realEstate)?.interval == Interval(low: 0, high: Int64(Self.many)))
    }

    @Test("a stream with a tax item for each record costs no more than their number")
    func manyTaxItems() throws {
        let records = (0..<Self.many).map { number in
            Records.make(
                .incomeTax,
                "m1",
                keys: [RecordKey(.payer, "E1"), RecordKey(.taxItem, "T\(number)")],
                value: .exact(Money(fen: 1_000)),
                [.periodFrom: .month(YearMonth("2026-01")!), .periodTo: .month(YearMonth("2026-01")!)]
            )
        }
        let entry = try #require(Cases.picture(Cases.leg(.shanghai, records)).entries.first)
        #expect(entry.contribution == Interval(1_000 * Int64(Self.many)))
        #expect(entry.sources.count == Self.many)
    }

    @Test("many unusable rows beside many usable ones of one month cost no more than their number")
    func manyUnusableRows() throws {
        let records = (0..<Self.many).map { number in
            Records.income(
                .incomeTax,
                fen: number.isMultiple(of: 2) ? Int64(1_000 + number) : 1,
                from: "2026-01",
                to: "2026-01"
            )
        }
        let entry = try #require(Cases.picture(Cases.leg(.shanghai, records)).entries.first)
        #expect(entry.contribution.isOpen)
        #expect(entry.sources.count == Self.many)
    }

    @Test("many registrations in as many places cost no more than their number")
    func manyHukou() throws {
        let records = (0..<Self.many).map { number in
            Records.make(
                .hukou,
                "m1",
                [
                    .address: .text("\(number / 2)"),
                    .movedOutOn: number.isMultiple(of: 2) ? Records.date("2020-01-01") : nil,
                ]
            )
        }
        let entry = try #require(Cases.picture(Cases.leg(.anhui, records)).entries.first)
        #expect(entry.sources.count == Self.many)
    }

    @Test("many wages that nothing links cost no more than their number")
    func manyWages() {
        let records = (0..<Self.many).map { number in
            Records.income(
                number.isMultiple(of: 2) ? .incomeTax : .socialInsurance,
                fen: 120_000,
                payer: "E\(number)"
            )
        }
        let picture = Cases.picture(Cases.leg(.shanghai, records))
        let half = Int64(Self.many / 2) * 120_000
        #expect(picture.total(.income)?.interval == Interval(low: half, high: 2 * half))
    }
}
