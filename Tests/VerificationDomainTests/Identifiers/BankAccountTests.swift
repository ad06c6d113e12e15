import Testing
import VerificationDomain

@Suite struct BankAccountTests {
    @Test(
        "Luhn numbers match",
        arguments: [
            "6222021001116245702", "6228480402564890018", "79927398713", "6222029999990000014", "622848999900000001",
        ]
    )
    func luhn(text: String) {
        #expect(BankAccount.luhnMatches(text))
    }

    @Test(
        "Other numbers do not",
        arguments: [
            "6222021001116245703", "79927398710", "", "0", "7992739871a", "７9927398713", "-79927398713",
        ]
    )
    func notLuhn(text: String) {
        #expect(!BankAccount.luhnMatches(text))
    }

    @Test func `a card needs its check digit, an account has none`() {
        #expect(BankAccount(bankCode: "102", number: "6222029999990000014", kind: .card) != nil)
        #expect(BankAccount(bankCode: "102", number: "6222029999990000015", kind: .card) == nil)
        #expect(BankAccount(bankCode: "102", number: "6222029999990000015", kind: .account) != nil)
    }

    @Test func `blanks, hyphens and width do not make another account`() {
        let plain = BankAccount(bankCode: "102", number: "6222029999990000014", kind: .card)
        #expect(BankAccount(bankCode: "１02", number: "6222 0299-9999 0000 014", kind: .card) == plain)
        #expect(plain?.key == "102:6222029999990000014")
    }

    @Test(
        "Broken accounts are refused",
        arguments: [
            ("", "6222029999990000014"), ("102", ""), ("102", "1234567"), ("102", String(repeating: "1", count: 33)),
            ("102", "62220299999900000I4"), ("1", "6222029999990000014"), ("10 囧", "6222029999990000014"),
            ("102", "6222029999990000014'--"),
        ]
    )
    func broken(bank: String, number: String) {
        #expect(BankAccount(bankCode: bank, number: number, kind: .account) == nil)
    }

    @Test func `no way of printing shows more than the last four digits`() throws {
        var generator = SeededGenerator(seed: 7812)
        for _ in 0..<200 {
            let count = Int.random(in: 8...32, using: &generator)
            let digits = (0..<count).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
            let account = try #require(BankAccount(bankCode: "ICBC", number: digits, kind: .account))
            let printed = everyPrinting(of: account)
            #expect(!printed.contains(digits.suffix(5)))
            #expect(!printed.contains(digits.prefix(5)))
            #expect(printed.contains("ICBC:*"))
        }
    }

    @Test("A card has 13 to 19 digits", arguments: [(12, false), (13, true), (19, true), (20, false)])
    func cardLength(count: Int, isCard: Bool) throws {
        let body = "62220299999900000123".prefix(count - 1)
        let numbers = "0123456789".map { "\(body)\($0)" }.filter { BankAccount.luhnMatches($0) }
        let number = try #require(numbers.first)
        #expect((BankAccount(bankCode: "102", number: number, kind: .card) != nil) == isCard)
    }

    @Test(
        "A bank code has 3 to 14 letters and digits, so that the colon in a key ends it",
        arguments: [
            ("102", true), ("QHBK1234567890", true), ("10", false), ("QHBK12345678901", false), ("10:2", false),
            ("102:", false), ("1-02", false), ("10_2", false), ("10.2", false),
        ]
    )
    func bankCodes(code: String, isTaken: Bool) {
        let account = BankAccount(bankCode: code, number: "6222029999990000014", kind: .account)
        #expect(account?.bankCode == (isTaken ? code : nil))
    }

    @Test(
        "The mask shows four digits of a number of twelve or more, two of a shorter one",
        arguments: [
            ("12345678", "102:******78"), ("12345678901", "102:*********01"), ("123456789012", "102:********9012"),
        ]
    )
    func masks(number: String, masked: String) throws {
        let account = try #require(BankAccount(bankCode: "102", number: number, kind: .account))
        #expect(account.masked == masked)
        #expect("\(account)" == masked)
    }
}
