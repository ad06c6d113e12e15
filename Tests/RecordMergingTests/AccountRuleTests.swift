import RecordMerging
import Testing
import VerificationDomain

@Suite("Accounts and securities")
struct AccountRuleTests {
    private func account(
        _ category: ItemCategory,
        _ keys: [RecordKey],
        _ fen: Int64,
        asOf: String
    ) -> VerificationRecord {
        Records.make(category, "m1", asOf: asOf, keys: keys, value: .exact(Money(fen: fen)))
    }

    private func picture(_ category: ItemCategory, _ keys: [RecordKey]) -> Picture {
        Cases.picture(
            Cases.leg(.shanghai, [account(category, keys, 100, asOf: "2026-06-01")]),
            Cases.leg(.jiangsu, [account(category, keys, 250, asOf: "2026-06-02")])
        )
    }

    @Test(
        "F-01: what its own number identifies is one asset by two routes, with the later value",
        arguments: [
            (ItemCategory.securities, [RecordKey(.custodian, "C1"), RecordKey(.registrationNumber, "S1")]),
            (.securities, [RecordKey(.registrationNumber, "S1")]),
            (.electronicWallet, [RecordKey(.walletAccount, "W1")]),
            (.insurancePolicy, [RecordKey(.policyNumber, "P1")]),
        ]
    )
    func ownNumber(category: ItemCategory, keys: [RecordKey]) throws {
        let picture = picture(category, keys)
        let entry = try #require(picture.entries.first)
        #expect(picture.entries.count == 1)
        #expect(entry.rule == .sameAccount)
        #expect(entry.severity == .info)
        #expect(entry.role(.shanghai) == .superseded)
        #expect(picture.total(.money)?.interval == Interval(250))
    }

    @Test(
        "G-04: a custodian or a bank alone names no account, so two amounts there may be two accounts or one",
        arguments: [[RecordKey(.custodian, "C1")], [RecordKey(.bank, "102"), RecordKey(.custodian, "C1")], []]
    )
    func custodianAlone(keys: [RecordKey]) {
        let picture = picture(.securities, keys)
        #expect(picture.entries.count == 2)
        #expect(picture.total(.money)?.interval == Interval(low: 250, high: 350))
        #expect(picture.hasConflict(.noKey, .review))
    }

    @Test("two wallets of one provider, and a wallet beside the account behind it, are separate assets")
    func separateWallets() {
        let wallets = ["W1", "W2"].map {
            account(.electronicWallet, [RecordKey(.walletAccount, $0)], 100, asOf: "2026-06-01")
        }
        let picture = Cases.picture(Cases.leg(.shanghai, wallets + [Records.deposit(fen: 1_000)]))
        #expect(picture.entries.count == 3)
        #expect(picture.total(.money)?.interval == Interval(1_200))
        #expect(!picture.needsReview)
    }

    @Test("F-09: beside an amount in yuan, a foreign one of the same account leaves the upper end open")
    func partlyForeign() throws {
        let dollars = RecordValue.exact(Money(fen: 50, currency: Currency("USD")!))
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.deposit(fen: 100)]),
            Cases.leg(.jiangsu, [Records.deposit(value: dollars)])
        )
        let entry = try #require(picture.entries.first)
        #expect(picture.entries.count == 1)
        #expect(entry.rule == .foreignCurrency)
        #expect(entry.severity == .review)
        #expect(entry.contribution == Interval(low: 100, high: nil))
        #expect(entry.role(.shanghai) == .kept)
        #expect(entry.role(.jiangsu) == .ignored(.noAmount))
        #expect(picture.total(.money)?.completeness == .undecidable)
    }

    @Test("an entry names the region, the register and the date of the record that decided it")
    func decidingSource() throws {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.deposit(fen: 100, asOf: "2026-06-01", organisation: "first bank")]),
            Cases.leg(.jiangsu, [Records.deposit(fen: 250, asOf: "2026-06-02", organisation: "second bank")])
        )
        let expected = DecidingSource(
            region: .jiangsu,
            organisation: "second bank",
            asOf: CalendarDate("2026-06-02")
        )
        #expect(picture.entries.map(\.decidedBy) == [expected])
        let undated = Cases.picture(Cases.leg(.shanghai, [Records.deposit(fen: 100, asOf: nil)]))
        let source = try #require(undated.entries.first?.decidedBy)
        #expect(source == DecidingSource(region: .shanghai, organisation: "bank", asOf: nil))
    }
}
