import Testing
import VerificationDomain

/// GB 11643-1999; vectors recomputed from ISO 7064 MOD 11-2.
@Suite struct IdentityNumberTests {
    @Test("The standard's own sample 11010519491231002X is read")
    func standardSample() throws {
        let number = try #require(IdentityNumber("11010519491231002X"))
        #expect(number.birthDate == CalendarDate("1949-12-31"))
        #expect(number.sex == .female)
        #expect(number.regionPrefix == "110105")
    }

    @Test(
        "Synthetic persons have the birth date and sex that their numbers say",
        arguments: [
            ("319999196002030019", "1960-02-03", Sex.male),
            ("329999198507150025", "1985-07-15", .female),
            ("339999199901010019", "1999-01-01", .male),
            ("349999197511200047", "1975-11-20", .female),
            ("319999201005060030", "2010-05-06", .male),
        ]
    )
    func syntheticPersons(text: String, birth: String, sex: Sex) throws {
        let number = try #require(IdentityNumber(text))
        #expect(number.text == text)
        #expect(number.birthDate.description == birth)
        #expect(number.sex == sex)
    }

    @Test(
        "Abolished and present region prefixes are all taken",
        arguments: [
            "310101196002030011", "320502198507150026", "330106199001010018", "340103197511200042",
        ]
    )
    func prefixIsNotValidated(text: String) {
        #expect(IdentityNumber(text)?.text == text)
    }

    @Test("A right check digit does not save 29 February 2001")
    func dateMustExist() {
        #expect(IdentityNumber("310108200102290017") == nil)
    }

    @Test("Lower-case and full-width X are read as X", arguments: ["x", "X", "Ｘ", "ｘ"])
    func checkCharacterForms(last: String) {
        #expect(IdentityNumber("11010519491231002" + last)?.text == "11010519491231002X")
    }

    @Test("Every other check character is refused")
    func otherCheckCharacters() {
        for last in "0123456789XYZ*" where last != "9" {
            #expect(IdentityNumber("31999919600203001\(last)") == nil)
        }
    }

    @Test("Every single wrong digit is noticed")
    func singleDigitErrors() {
        let right = Array("319999196002030019")
        for index in 0..<17 {
            for digit in "0123456789" where digit != right[index] {
                var wrong = right
                wrong[index] = digit
                #expect(IdentityNumber(String(wrong)) == nil, "place \(index)")
            }
        }
    }

    @Test(
        "What is not 18 plain characters is refused",
        arguments: [
            "", "3", "31999919600203001", "3199991960020300199", " 319999196002030019", "319999196002030019\n",
            "31999919600203001９", "٣١٩٩٩٩١٩٦٠٠٢٠٣٠٠١٩", "319999-19600203-0019", "X19999196002030019",
            "319999196002030019\u{0}",
            "319999196013030010", "000000000000000000", "３19999196002030019", "319999196002030\u{301}19",
        ]
    )
    func hostileTexts(text: String) {
        #expect(IdentityNumber(text) == nil)
    }

    @Test func `a megabyte of digits is refused`() {
        #expect(IdentityNumber(String(repeating: "1", count: 1_000_000)) == nil)
    }

    @Test(
        "Residents of Hong Kong, Macao and Taiwan and foreigners are read",
        arguments: ["810000", "820000", "830000", "911124"]
    )
    func otherHolders(prefix: String) throws {
        let digits = prefix + "19850715002"
        let numbers = "0123456789X".compactMap { IdentityNumber(digits + String($0)) }
        #expect(numbers.count == 1)
        #expect(try #require(numbers.first).fifteenDigitForm == nil)
    }

    @Test func `an error about a number does not hold the number`() throws {
        let error = #expect(throws: DomainError.self) { try IdentityNumber(parsing: "319999196002030010") }
        #expect(try #require(error).code == .malformed)
        #expect(!everyPrinting(of: try #require(error)).contains("3199991960"))
    }

    @Test func `age counts birthdays, and there is none before birth`() throws {
        let number = try #require(IdentityNumber("319999201005060030"))
        #expect(number.age(on: try #require(CalendarDate("2026-05-05"))) == 15)
        #expect(number.age(on: try #require(CalendarDate("2026-05-06"))) == 16)
        #expect(number.age(on: try #require(CalendarDate("2010-05-06"))) == 0)
        #expect(number.age(on: try #require(CalendarDate("2010-05-05"))) == nil)
    }

    @Test("A right check digit does not save a birth before 1800")
    func earliestBirth() {
        func numbers(_ first: String) -> [IdentityNumber] {
            "0123456789X".compactMap { IdentityNumber(first + String($0)) }
        }
        #expect(numbers("31999917991231001").isEmpty)
        #expect(numbers("31999918000101001").map(\.birthDate) == [CalendarDate("1800-01-01")])
    }
}
