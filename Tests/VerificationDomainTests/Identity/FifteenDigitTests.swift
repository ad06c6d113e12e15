import Testing
import VerificationDomain

@Suite struct FifteenDigitTests {
    @Test(
        "A 15-digit number becomes the same person's 18 characters",
        arguments: [
            ("319999600203001", "319999196002030019"), ("310101600203001", "310101196002030011"),
        ]
    )
    func upgrade(short: String, long: String) throws {
        let number = try #require(IdentityNumber(long))
        #expect(FifteenDigitReading(short) == .number(number))
        #expect(IdentityNumber(fifteenDigits: short) == number)
        #expect(number.fifteenDigitForm == short)
    }

    @Test("Sequences 996 to 999 are centenarians and are not upgraded", arguments: 996...999)
    func centenarians(sequence: Int) {
        #expect(FifteenDigitReading("319999600203\(sequence)") == .centenarian)
        #expect(IdentityNumber(fifteenDigits: "319999600203\(sequence)") == nil)
    }

    @Test func `sequence 995 is upgraded`() {
        #expect(IdentityNumber(fifteenDigits: "319999600203995") != nil)
    }

    @Test(
        "What is no 15-digit number is invalid",
        arguments: [
            "", "31999960020300", "3199996002030011", "319999601303001", "319999010229001", "31999960020300X",
            "３1999960020300", "319999196002030019",
        ]
    )
    func invalid(text: String) {
        #expect(FifteenDigitReading(text) == .invalid)
    }

    @Test func `29 February 1900 did not exist`() {
        #expect(FifteenDigitReading("319999000229001") == .invalid)
    }

    @Test func `someone born in 2010 never had 15 digits`() throws {
        #expect(try #require(IdentityNumber("319999201005060030")).fifteenDigitForm == nil)
    }

    private func number(_ first: String) throws -> IdentityNumber {
        let numbers = "0123456789X".compactMap { IdentityNumber(first + String($0)) }
        return try #require(numbers.first)
    }

    @Test("Whose 15 digits would be read as a centenarian's has none", arguments: 996...999)
    func noFormOfCentenarians(sequence: Int) throws {
        #expect(try number("31999919600203\(sequence)").fifteenDigitForm == nil)
        #expect(try number("31999919600203995").fifteenDigitForm == "319999600203995")
    }

    @Test("Births of 1900 to 1999 have 15 digits, those before would be somebody else's")
    func noFormOfEarlierBirths() throws {
        #expect(try number("31999918991231001").fifteenDigitForm == nil)
        #expect(try number("31999919000101001").fifteenDigitForm == "319999000101001")
        #expect(try number("31999919991231001").fifteenDigitForm == "319999991231001")
        #expect(try number("31999920000101001").fifteenDigitForm == nil)
    }
}
