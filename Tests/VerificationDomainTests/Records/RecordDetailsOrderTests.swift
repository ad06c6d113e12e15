import Testing
import VerificationDomain

@Suite("Details and texts have one order, which tells apart whatever a digest tells apart")
struct RecordDetailsOrderTests {
    /// In ascending order, each unlike its neighbours in one thing.
    static let ascending: [RecordDetails] = [
        RecordDetails(),
        RecordDetails([.address: .text("a")]),
        RecordDetails([.address: .text("a"), .seized: .flag(false)]),
        RecordDetails([.address: .text("a"), .seized: .flag(true)]),
        RecordDetails([.address: .text("b")]),
        RecordDetails([.contributionBase: .money(Money(fen: 1))]),
        RecordDetails([.contributionBase: .money(Money(fen: 2))]),
        RecordDetails([.floorArea: .integer(-1)]),
        RecordDetails([.floorArea: .integer(7)]),
        RecordDetails([.periodFrom: .month(YearMonth("2025-12")!)]),
        RecordDetails([.periodFrom: .month(YearMonth("2026-01")!)]),
        RecordDetails([.registeredOn: .date(CalendarDate("2026-01-31")!)]),
        RecordDetails([.registeredOn: .date(CalendarDate("2026-02-01")!)]),
    ]

    @Test("any two of the list are ordered as the list is, both ways round, and none before itself")
    func total() {
        for (index, left) in Self.ascending.enumerated() {
            #expect(left.precedes(left) == nil)
            for right in Self.ascending[(index + 1)...] {
                #expect(left.precedes(right) == true, "\(index)")
                #expect(right.precedes(left) == false, "\(index)")
            }
        }
    }

    @Test("texts that Swift calls equal and that differ in their bytes have an order")
    func canonicallyEquivalent() {
        let (composed, decomposed) = ("\u{E9}", "e\u{301}")
        #expect(composed == decomposed)
        #expect(ByteOrder.precedes(composed, decomposed) == false)
        #expect(ByteOrder.precedes(decomposed, composed) == true)
        #expect(ByteOrder.precedes(composed, composed) == nil)
        #expect(ByteOrder.precedes("ab", "abc") == true)
        #expect(ByteOrder.precedes("", "") == nil)
    }

    @Test("the order in which details are given plays no part")
    func givenOrder() {
        let one = RecordDetails([.use: .text("住宅"), .address: .text("x"), .mortgaged: .flag(true)])
        let other = RecordDetails([.mortgaged: .flag(true), .address: .text("x"), .use: .text("住宅")])
        #expect(one == other)
        #expect(one.names == [.address, .mortgaged, .use])
        #expect(one.json.canonicalBytes == other.json.canonicalBytes)
    }
}
