import RecordMerging
import Testing
import VerificationDomain

@Suite("How much of a money asset counts")
struct CountedMoneyTests {
    private func entry(_ records: VerificationRecord...) throws -> PictureEntry {
        let picture = Cases.picture(Cases.leg(.shanghai, records))
        #expect(picture.entries.count == 1)
        return try #require(picture.entries.first)
    }

    @Test(
        "F-07: a share of an amount is rounded outwards to whole fen",
        arguments: [
            (.exact(Money(fen: 900)), Interval(300)), (.exact(Money(fen: 100)), Interval(low: 33, high: 34)),
            (.exact(Money(fen: 200)), Interval(low: 66, high: 67)),
            (.band(minimum: Money(fen: 100), maximum: Money(fen: 200)), Interval(low: 33, high: 67)),
            (.band(minimum: Money(fen: 100), maximum: nil), Interval(low: 33, high: nil)),
        ] as [(RecordValue, Interval)]
    )
    func share(value: RecordValue, expected: Interval) throws {
        let third = ShareStatement.rational(Share("1/3")!)
        let entry = try entry(Records.deposit(value: value, share: third, [.rightHolderCount: .integer(3)]))
        #expect(entry.contribution == expected)
        #expect(entry.holders.map(\.part) == [expected])
    }

    @Test("F-07: shares of two members are added before they are rounded")
    func twoShares() throws {
        let third = ShareStatement.rational(Share("1/3")!)
        let entry = try entry(
            Records.deposit("m1", fen: 100, share: third),
            Records.deposit("m2", fen: 100, share: third)
        )
        #expect(entry.contribution == Interval(low: 66, high: 67))
        #expect(entry.holders.map(\.part) == [Interval(low: 33, high: 34), Interval(low: 33, high: 34)])
    }

    @Test("F-14: an account that only some of its records call bound may count, and is for a reviewer")
    func boundByOneRecord() throws {
        let entry = try entry(
            Records.deposit(fen: 700, [.accountKind: .text("个人养老金")]),
            Records.deposit(fen: 700)
        )
        #expect(entry.rule == .notDisposable)
        #expect(entry.severity == .review)
        #expect(entry.contribution == Interval(low: 0, high: 700))
    }

    @Test("F-12: a policy that only some of its records call a group's may count, and is for a reviewer")
    func groupByOneRecord() throws {
        func policy(_ kind: String) -> VerificationRecord {
            Records.make(
                .insurancePolicy,
                "m1",
                keys: [RecordKey(.policyNumber, "P1")],
                value: .exact(Money(fen: 123)),
                [.insuranceKind: .text(kind)]
            )
        }
        let entry = try entry(policy("团体意外险"), policy("两全保险"))
        #expect(entry.rule == .cashValueOnly)
        #expect(entry.severity == .review)
        #expect(entry.contribution == Interval(low: 0, high: 123))
    }

    @Test("F-06: an account that was closed after the day the assets are asked for still held its money on that day")
    func closedLater() throws {
        let entry = try entry(Records.deposit(fen: 700, [.closedOn: Records.date("2026-07-01")]))
        #expect(entry.contribution == Interval(700))
        #expect(entry.severity == .info)
        #expect(!entry.shows(.closedAccount))
    }
}
