import RecordMerging
import Testing
import VerificationDomain

@Suite("A bank's total beside its accounts")
struct BankTotalTests {
    /// A row of one account, or the bank's total without one.
    private func record(
        _ fen: Int64,
        bank: String = "102",
        account: String?,
        _ scope: SourceScope
    ) -> VerificationRecord {
        Records.make(
            .deposit,
            "m1",
            keys: [RecordKey(.bank, bank)] + (account.map { [RecordKey(.bankAccount, $0)] } ?? []),
            value: .exact(Money(fen: fen)),
            scope: scope,
            [.aggregate: account == nil ? .flag(true) : nil]
        )
    }

    @Test("F-03: a bank's total in one province says nothing about its accounts in another")
    func otherProvince() {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [record(300, account: nil, .provincial)]),
            Cases.leg(.jiangsu, [record(100, account: "102:1", .provincial)])
        )
        #expect(picture.entries.count == 2)
        #expect(picture.total(.money)?.interval == Interval(400))
        #expect(picture.entries.allSatisfy { $0.roles == [.kept] })
    }

    @Test("F-03: the total of a national source stands for the bank's accounts in every province")
    func nationalSource() throws {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [record(300, account: nil, .national)]),
            Cases.leg(.jiangsu, [record(100, account: "102:1", .national)])
        )
        #expect(picture.entries.count == 1)
        #expect(try #require(picture.entries.first).role(.jiangsu) == .superseded)
        #expect(picture.total(.money)?.interval == Interval(300))
    }

    @Test("F-03: a bank's total says nothing about another bank's accounts")
    func otherBank() {
        let records = [
            record(300, account: nil, .provincial), record(100, bank: "103", account: "103:1", .provincial),
        ]
        let picture = Cases.picture(Cases.leg(.shanghai, records))
        #expect(picture.entries.count == 2)
        #expect(picture.total(.money)?.interval == Interval(400))
    }
}
