import RecordMerging
import Testing
import VerificationDomain

@Suite("Records stand in an order that only their contents decide")
struct CanonicalOrderTests {
    private static func deposit(
        account: String = "102:1",
        fen: Int64 = 100,
        name: String = "测试",
        organisation: String = "bank",
        month: String = "2026-01"
    ) -> VerificationRecord {
        Records.make(
            .deposit,
            "m1",
            owner: RecordOwner(identityText: "319999198001010010", nameText: name),
            keys: [RecordKey(.bankAccount, account)],
            value: .exact(Money(fen: fen)),
            organisation: organisation,
            [.periodFrom: .month(YearMonth(month)!)]
        )
    }

    /// Each differs from the first in one thing; two of them only in the bytes of a text that Swift calls equal.
    static let records = [
        deposit(), deposit(account: "102:2"), deposit(fen: 200), deposit(name: "测试甲"), deposit(organisation: "other"),
        deposit(month: "2026-02"), deposit(organisation: "caf\u{E9}"), deposit(organisation: "cafe\u{301}"),
    ]

    private static func leg(_ records: [VerificationRecord]) -> LegFinding {
        LegFinding(region: .shanghai, outcomes: [], records: records)
    }

    @Test("every rotation and the reverse give the same records under the same references, byte for byte")
    func rotations() { expectOneOrder(of: Self.records) }

    /// Those in yuan begin at the same fen, and of the others no beginning is known: only their own bytes order them.
    static let amounts: [RecordValue?] = [
        .exact(Money(fen: 100)), .band(minimum: Money(fen: 100), maximum: Money(fen: 200)),
        .band(minimum: Money(fen: 100), maximum: nil), .flag(threshold: Money(fen: 99), exceeds: true), nil,
        .exact(Money(fen: 100, currency: Currency("USD")!)), .exact(Money(fen: 200, currency: Currency("USD")!)),
    ]

    @Test("records that differ only in how an amount is stated have one order too")
    func amountsOnly() { expectOneOrder(of: Self.amounts.map { Records.deposit(value: $0) }) }

    private func expectOneOrder(of records: [VerificationRecord]) {
        let expected = RecordMerger.records(of: [Self.leg(records)]).map(\.record.json.canonicalBytes)
        #expect(expected.count == records.count)
        for turn in records.indices {
            let turned = Array(records[turn...] + records[..<turn])
            for order in [turned, turned.reversed()] {
                let found = RecordMerger.records(of: [Self.leg(order)])
                #expect(found.map(\.record.json.canonicalBytes) == expected)
                #expect(found.map(\.reference.ordinal) == Array(1...expected.count))
            }
        }
    }

    @Test("an answer given twice counts once, and records that only look alike stay two")
    func twice() {
        let once = RecordMerger.records(of: [Self.leg(Self.records)]).map(\.record.json.canonicalBytes)
        let twice = RecordMerger.records(of: [Self.leg(Self.records), Self.leg(Self.records.reversed())])
        #expect(twice.map(\.record.json.canonicalBytes) == once)
    }
}
