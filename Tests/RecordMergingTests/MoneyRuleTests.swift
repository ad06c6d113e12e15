import RecordMerging
import Testing
import VerificationDomain

@Suite("Money rules")
struct MoneyRuleTests {
    private func entry(_ records: VerificationRecord...) throws -> PictureEntry {
        let picture = Cases.picture(Cases.leg(.shanghai, records))
        #expect(picture.entries.count == 1)
        return try #require(picture.entries.first)
    }

    @Test("F-01: one account by two routes is one, with the later balance")
    func sameAccount() throws {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.deposit(fen: 100, asOf: "2026-06-01")]),
            Cases.leg(.jiangsu, [Records.deposit(fen: 250, asOf: "2026-06-02")])
        )
        let entry = try #require(picture.entries.first)
        #expect(picture.total(.money)?.interval == Interval(250))
        #expect(entry.rule == .sameAccount)
        #expect(entry.role(.shanghai) == .superseded)
    }

    @Test("F-01: two balances of one day are both offered, and the total holds both")
    func disagreement() throws {
        let legs = [
            Cases.leg(.shanghai, [Records.deposit(fen: 100)]), Cases.leg(.jiangsu, [Records.deposit(fen: 250)]),
        ]
        let picture = Cases.merge(legs)
        let entry = try #require(picture.entries.first)
        #expect(entry.rule == .sourcesDisagree)
        #expect(entry.candidates.map(\.label) == ["A", "B"])
        #expect(entry.candidates.map(\.value) == [Interval(100), Interval(250)])
        #expect(entry.decidedBy == nil)
        #expect(picture.total(.money)?.interval == Interval(low: 100, high: 250))
    }

    @Test("a balance without an as-of date is the oldest")
    func missingAsOf() throws {
        let entry = try entry(
            Records.deposit(fen: 999, asOf: nil),
            Records.deposit(fen: 250, asOf: "2019-01-01")
        )
        #expect(entry.contribution == Interval(250))
        #expect(entry.shows(.stale))
    }

    @Test("F-02: several cards of one account are one account")
    func cards() throws {
        let entry = try entry(
            Records.deposit(fen: 500, keys: [RecordKey(.bankCard, "6222")]),
            Records.deposit(fen: 500, keys: [RecordKey(.bankCard, "6223")]),
            Records.deposit(account: nil, fen: 500, keys: [RecordKey(.bankCard, "6223")])
        )
        #expect(entry.contribution == Interval(500))
        #expect(entry.shows(.severalCards))
    }

    private func bank(_ fen: Int64?, account: String?, aggregate: Bool = false) -> VerificationRecord {
        Records.deposit(
            account: account,
            fen: fen,
            keys: [RecordKey(.bank, "102")],
            [.aggregate: aggregate ? .flag(true) : nil]
        )
    }

    @Test("F-03: a bank's total that its accounts bear out counts only once")
    func completeDetails() {
        let picture = Cases.picture(
            Cases.leg(
                .shanghai,
                [bank(100, account: "1"), bank(200, account: "2"), bank(300, account: nil, aggregate: true)]
            )
        )
        #expect(picture.entries.count == 2)
        #expect(picture.total(.money)?.interval == Interval(300))
        #expect(picture.entries.contains { $0.shows(.aggregateAndDetails) && $0.roles.contains(.duplicate) })
    }

    @Test("F-03: a larger total stands for incomplete accounts; a smaller one is for a reviewer")
    func incompleteDetails() throws {
        let larger = try entry(bank(100, account: "1"), bank(300, account: nil, aggregate: true))
        #expect(larger.contribution == Interval(300))
        #expect(larger.roles.contains(.superseded))
        #expect(larger.severity == .info)
        let smaller = try entry(bank(400, account: "1"), bank(300, account: nil, aggregate: true))
        #expect(smaller.contribution == Interval(low: 300, high: 400))
        #expect(smaller.severity == .review)
    }

    @Test("F-06: a closed account holds nothing, unless a later snapshot says otherwise")
    func closed() throws {
        let shut = Records.deposit(fen: 700, asOf: "2026-06-01", [.closedOn: Records.date("2025-12-31")])
        #expect(try entry(shut).contribution == .zero)
        #expect(try entry(shut).severity == .info)
        let denied = try entry(shut, Records.deposit(fen: 700, asOf: "2026-06-20"))
        #expect(denied.shows(.closedAccount))
        #expect(denied.severity == .review)
        #expect(denied.contribution == Interval(low: 0, high: 700))
    }

    @Test(
        "F-06: an account closed within six months of the application is asked about",
        arguments: ["2026-01-04", "2026-06-30"]
    )
    func closedRecently(day: String) throws {
        let entry = try entry(Records.deposit(fen: 700, [.closedOn: Records.date(day)]))
        #expect(entry.rule == .closedAccount)
        #expect(entry.severity == .review)
        #expect(entry.contribution == Interval(low: 0, high: 700))
    }

    @Test("F-07: a joint account of members is wholly the household's, and each one's part is open")
    func jointInside() throws {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.deposit("m1", fen: 900), Records.deposit("m2", fen: 900)])
        )
        let entry = try #require(picture.entries.first)
        #expect(entry.contribution == Interval(900))
        #expect(entry.shows(.jointAccount))
        #expect(picture.total(.money, of: People.reference("m1"))?.interval == Interval(low: 0, high: 900))
    }

    @Test("F-07: with somebody outside, the share is a question; a registered share settles it")
    func jointOutside() throws {
        let open = try entry(Records.deposit(fen: 900, [.rightHolderCount: .integer(2)]))
        #expect(open.severity == .review)
        #expect(open.contribution == Interval(low: 0, high: 900))
        let settled = try entry(
            Records.deposit(fen: 900, share: .rational(Share("1/3")!), [.rightHolderCount: .integer(2)])
        )
        #expect(settled.contribution == Interval(300))
        #expect(settled.severity == .info)
    }

    @Test("F-08: over a threshold adds everything above it, and nothing closes the total")
    func overThreshold() throws {
        let picture = Cases.picture(Cases.leg(.jiangsu, [Records.flag(threshold: 5_000_000, exceeds: true)]))
        #expect(picture.total(.money)?.interval == Interval(low: 5_000_001, high: nil))
        #expect(picture.total(.money)?.completeness == .undecidable)
        let twice = Cases.picture(Cases.leg(.jiangsu, [Records.flag(threshold: 10_000_000, exceeds: true)]))
        #expect(twice.indication.status == .over)
    }

    @Test("F-08: a statement about an account gives way to its exact balance, and must agree with it")
    func flagAndExact() throws {
        let agreeing = try entry(
            Records.deposit(fen: 100),
            Records.deposit(value: .flag(threshold: Money(fen: 200), exceeds: false))
        )
        #expect(agreeing.contribution == Interval(100))
        #expect(agreeing.severity == .info)
        let contradicting = try entry(
            Records.deposit(fen: 300),
            Records.deposit(value: .flag(threshold: Money(fen: 200), exceeds: false))
        )
        #expect(contradicting.severity == .review)
        #expect(contradicting.contribution == Interval(low: 0, high: 300))
    }

    @Test("a band adds its ends; an open band leaves the total open")
    func bands() throws {
        let closed = RecordValue.band(minimum: Money(fen: 100), maximum: Money(fen: 200))
        #expect(try entry(Records.deposit(value: closed)).contribution == Interval(low: 100, high: 200))
        let open = RecordValue.band(minimum: Money(fen: 100), maximum: nil)
        #expect(try entry(Records.deposit(value: open)).contribution == Interval(low: 100, high: nil))
    }

    @Test("F-09: a foreign amount is not converted by guess; it opens the total")
    func foreignCurrency() throws {
        let entry = try entry(Records.deposit(value: .exact(Money(fen: 100, currency: Currency("USD")!))))
        #expect(entry.rule == .foreignCurrency)
        #expect(entry.severity == .review)
        #expect(entry.contribution == .unknown)
    }

    private func policy(_ fen: Int64?, _ kind: String = "两全保险") -> VerificationRecord {
        Records.make(
            .insurancePolicy,
            "m1",
            keys: [RecordKey(.policyNumber, "P1")],
            value: fen.map { .exact(Money(fen: $0)) },
            [.insuredAmount: .money(Money(fen: 50_000_000)), .insuranceKind: .text(kind)]
        )
    }

    @Test("F-12: only the cash value counts, never the insured amount; group policies do not count")
    func insurance() throws {
        #expect(try entry(policy(123)).contribution == Interval(123))
        #expect(try entry(policy(nil)).contribution == .unknown)
        #expect(try entry(policy(123, "团体意外险")).contribution == .zero)
        #expect(try entry(policy(123)).shows(.cashValueOnly))
    }

    @Test("F-14: a housing fund balance and a personal pension account are shown and do not count")
    func notDisposable() throws {
        let pension = try entry(Records.deposit(fen: 700, [.accountKind: .text("个人养老金")]))
        #expect(pension.contribution == .zero)
        #expect(pension.rule == .notDisposable)
        let fund = try entry(Records.make(.housingFund, "m1", value: .exact(Money(fen: 9_000_000))))
        #expect(fund.contribution == .zero)
        #expect(fund.asset?.value == Interval(9_000_000))
        #expect(fund.roles == [.ignored(.notDisposable)])
    }

    @Test("G-04: of deposits without any key the largest is certain, and a reviewer sees all")
    func noKey() {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.deposit(account: nil, fen: 100), Records.deposit(account: nil, fen: 130)])
        )
        #expect(picture.entries.count == 2)
        #expect(picture.total(.money)?.interval == Interval(low: 130, high: 230))
        #expect(picture.entries.allSatisfy { $0.shows(.noKey) && $0.needsReview })
    }

    @Test("G-04: a deposit without a key may be the one that another record identifies")
    func noKeyBesideKey() {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.deposit(fen: 100)]),
            Cases.leg(.jiangsu, [Records.deposit(account: nil, fen: 130)])
        )
        #expect(picture.total(.money)?.interval == Interval(low: 130, high: 230))
    }

    @Test("G-04: the same row of a national register without a key is one, and still for a reviewer")
    func nationalRow() throws {
        let row = Records.make(.securities, "m1", value: .exact(Money(fen: 100)), scope: .national)
        let picture = Cases.picture(Cases.leg(.shanghai, [row]), Cases.leg(.jiangsu, [row]))
        let entry = try #require(picture.entries.first)
        #expect(picture.entries.count == 1)
        #expect(entry.rule == .noKey)
        #expect(picture.total(.money)?.interval == Interval(100))
        let twice = Cases.picture(Cases.leg(.shanghai, [row, row]), Cases.leg(.jiangsu, [row]))
        #expect(twice.total(.money)?.interval == Interval(low: 100, high: 200))
    }

    @Test("F-08: of k accounts not over T nothing more is known than T·k", arguments: [1, 2, 5])
    func severalFlags(count: Int) {
        let flags = (0..<count).map { _ in Records.flag(threshold: 5_000_000, exceeds: false) }
        let picture = Cases.picture(Cases.leg(.jiangsu, flags))
        #expect(picture.entries.count == count)
        #expect(picture.total(.money)?.interval == Interval(low: 0, high: 5_000_000 * Int64(count)))
        #expect(!picture.needsReview)
    }

    @Test("F-08: two statements of over T prove one of them only")
    func severalOver() {
        let flags = (0..<2).map { _ in Records.flag(threshold: 5_000_000, exceeds: true) }
        let picture = Cases.picture(Cases.leg(.jiangsu, flags))
        #expect(picture.total(.money)?.interval == Interval(low: 5_000_001, high: nil))
        #expect(picture.hasConflict(.noKey, .review))
    }

    @Test("F-03: a total between two ends is no less than its accounts")
    func totalInABand() throws {
        let band = RecordValue.band(minimum: Money(fen: 100), maximum: Money(fen: 900))
        let total = Records.deposit(
            account: nil,
            value: band,
            keys: [RecordKey(.bank, "102")],
            [.aggregate: .flag(true)]
        )
        let entry = try entry(bank(400, account: "1"), total)
        #expect(entry.contribution == Interval(low: 400, high: 900))
    }

    @Test("agreeing sources must all agree, however full the fullest of them is")
    func agreement() throws {
        let pack = Cases.pack(.object(["precedence": .object(["assetValue": .object(["deposit": "agree"])])]))
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.deposit(fen: 100, [.bankName: .text("某行"), .accountKind: .text("活期")])]),
            Cases.leg(.jiangsu, [Records.deposit(fen: 250)]),
            pack: pack
        )
        let entry = try #require(picture.entries.first)
        #expect(entry.rule == .sourcesDisagree)
        #expect(entry.contribution == Interval(low: 100, high: 250))
    }

    @Test("two shares of one owner on one day contradict each other; a newer one replaces an older")
    func sharesOfOneOwner() throws {
        let half = ShareStatement.rational(Share("1/2")!)
        let third = ShareStatement.rational(Share("1/3")!)
        let entry = try entry(Records.deposit(fen: 900, share: half), Records.deposit(fen: 900, share: third))
        #expect(entry.rule == .sharesContradict)
        #expect(entry.contribution == Interval(low: 0, high: 900))
        let newer = try self.entry(
            Records.deposit(fen: 900, asOf: "2026-06-01", share: half),
            Records.deposit(fen: 900, share: third)
        )
        #expect(newer.contribution == Interval(300))
    }
    @Test("the same fund of two members is two holdings")
    func securities() {
        let fund = [RecordKey(.instrument, "F1")]
        let picture = Cases.picture(
            Cases.leg(
                .shanghai,
                ["m1", "m2"].map { Records.make(.securities, $0, keys: fund, value: .exact(Money(fen: 10))) }
            )
        )
        #expect(picture.total(.money)?.interval == Interval(20))
    }

    @Test(
        "the pack chooses how sources are resolved",
        arguments: [
            ("latest", Interval(300)), ("max", Interval(400)), ("min", Interval(100)), ("sum", Interval(800)),
            ("interval", Interval(low: 100, high: 400)), ("manual", Interval(low: 100, high: 400)),
            ("agree", Interval(low: 100, high: 400)), ("authority", Interval(100)),
        ]
    )
    func strategies(name: String, expected: Interval) {
        let pack = Cases.pack(
            .object(["precedence": .object(["assetValue": .object(["deposit": .string(name)])])])
        )
        func record(_ fen: Int64, _ day: String, _ method: RecordSource.Method) -> VerificationRecord {
            Records.make(
                .deposit,
                "m1",
                asOf: day,
                keys: [RecordKey(.bankAccount, "1")],
                value: .exact(Money(fen: fen)),
                method: method
            )
        }
        let picture = Cases.picture(
            Cases.leg(
                .shanghai,
                [
                    record(100, "2026-06-01", .automatic), record(400, "2026-06-02", .manual),
                    record(300, "2026-06-03", .paper),
                ]
            ),
            pack: pack
        )
        #expect(picture.total(.money)?.interval == expected)
    }
}
