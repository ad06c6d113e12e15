import Testing
import VerificationDomain

@Suite struct MoneyTests {
    @Test(
        "Amounts are read exactly in their unit",
        arguments: [
            ("3812.50", MoneyUnit.yuan, 381_250), ("3812.5", .yuan, 381_250), ("3812", .yuan, 381_200), ("0", .yuan, 0),
            ("0.01", .yuan, 1), ("-12.30", .yuan, -1230), ("3812.5000", .yuan, 381_250), ("850", .fen, 850),
            ("850.00", .fen, 850), ("1.2345", .wan, 1_234_500), ("0.000001", .wan, 1), ("85", .wan, 85_000_000),
            ("92233720368547758.07", .yuan, Int64.max),
        ]
    )
    func exact(text: String, unit: MoneyUnit, fen: Int64) {
        #expect(Money(text, unit: unit)?.fen == fen)
    }

    @Test(
        "What is not a whole number of fen or not plain is refused",
        arguments: [
            "", " ", "3 812.5", "3,812.50", "3812.505", "+5", ".5", "5.", "1e3", "0x10", "NaN", "inf", "--5", "-",
            "1.2.3",
            "007", "00.5", "３８１２", "3812.50元", "¥5", "5 ", "\u{2212}5", "92233720368547758.08", "١٢",
            String(repeating: "9", count: 40), "0." + String(repeating: "0", count: 40),
        ]
    )
    func refused(text: String) {
        #expect(Money(text) == nil)
    }

    @Test func `fractions of a fen are refused in every unit`() {
        #expect(Money("1.5", unit: .fen) == nil)
        #expect(Money("0.0000001", unit: .wan) == nil)
        #expect(Money("9223372036854.775808", unit: .wan) == nil)
    }

    @Test(
        "Reports print grouped yuan",
        arguments: [
            (Int64(381_250), "3,812.50"), (0, "0.00"), (-5, "-0.05"), (100_000, "1,000.00"), (99_999, "999.99"),
            (123_456_789_01, "123,456,789.01"), (Int64.min, "-92,233,720,368,547,758.08"),
        ]
    )
    func yuanText(fen: Int64, text: String) {
        #expect(Money(fen: fen).yuanText == text)
        #expect("\(Money(fen: fen))" == "\(text) CNY")
    }

    @Test func `decimal text is read back as the same amount`() {
        var generator = SeededGenerator(seed: 100)
        for _ in 0..<500 {
            let money = Money(fen: Int64.random(in: -(1 << 60)...(1 << 60), using: &generator))
            #expect(Money(money.decimalText) == money)
        }
    }

    @Test func `sums that do not fit are thrown, not wrapped`() {
        #expect(throws: DomainError(.overflow, "")) { try Money(fen: .max).adding(Money(fen: 1)) }
        #expect(throws: DomainError(.overflow, "")) { try Money(fen: .min).subtracting(Money(fen: 1)) }
        #expect(throws: DomainError(.overflow, "")) { try Money(fen: .max).multiplied(by: 2) }
        #expect(throws: DomainError(.overflow, "")) { try Money.sum([Money(fen: .max), Money(fen: .max)]) }
        #expect(Money(yuan: .max) == nil)
    }

    @Test func `yuan and dollars do not add, subtract or compare`() throws {
        let dollars = Money(fen: 1, currency: try #require(Currency("USD")))
        #expect(throws: DomainError(.currencyMismatch, "")) { try Money(fen: 1).adding(dollars) }
        #expect(throws: DomainError(.currencyMismatch, "")) { try Money(fen: 1).subtracting(dollars) }
        #expect(throws: DomainError(.currencyMismatch, "")) { try Money(fen: 1).isLess(than: dollars) }
        #expect(try Money.sum([dollars, dollars]) == Money(fen: 2, currency: dollars.currency))
    }

    @Test func `sums are sums`() throws {
        #expect(try Money.sum([Money(fen: 1), Money(fen: 2), Money(fen: -5)]) == Money(fen: -2))
        #expect(try Money.sum([]) == .zero)
        #expect(try Money(fen: 3).isLess(than: Money(fen: 4)))
    }

    @Test("Currencies are three capital letters", arguments: ["", "cny", "CN", "CNYY", "人民币", "C1Y", "ＣＮＹ"])
    func currencies(text: String) {
        #expect(Currency(text) == nil)
    }
}
