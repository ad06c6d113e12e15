import Testing
import VerificationDomain

/// GB 32100-2015 and GB 11714-1997.
@Suite struct CreditCodeTests {
    @Test(
        "Codes with the right check character are read",
        arguments: [
            "91330100799655058B", "914403001922038216", "9144030071526726XG", "91319999MA1AAAA032",
            "91339999MA1BBBB17Y",
            "91319999MA2CCCC22M",
        ]
    )
    func vectors(text: String) {
        #expect(UnifiedSocialCreditCode(text)?.text == text)
    }

    @Test(
        "The organisation code inside has its own check character",
        arguments: [
            ("91330100799655058B", "799655058"), ("914403001922038216", "192203821"),
            ("91319999MA1AAAA032", "MA1AAAA03"),
        ]
    )
    func organisationCode(text: String, organisation: String) throws {
        #expect(try #require(UnifiedSocialCreditCode(text)).organisationCode?.text == organisation)
    }

    @Test(
        "Organisation codes are read with and without the hyphen",
        arguments: ["79965505-8", "192203821", "ma1aaaa0-3", "７99655058"]
    )
    func organisationForms(text: String) {
        #expect(OrganisationCode(text) != nil)
    }

    @Test(
        "Wrong organisation codes are refused",
        arguments: ["799655057", "79965505", "7996550588", "79965505*", "", "79965505X"]
    )
    func wrongOrganisationCodes(text: String) {
        #expect(OrganisationCode(text) == nil)
    }

    @Test(
        "Blanks, lower case and full width are taken away",
        arguments: [
            "91330100799655058b", "９１３３０１００７９９６５５０５８Ｂ", " 9133 0100 7996 5505 8B ", "91330100799655058B\u{3000}",
        ]
    )
    func forms(text: String) {
        #expect(UnifiedSocialCreditCode(text)?.text == "91330100799655058B")
    }

    @Test(
        "Wrong codes are refused",
        arguments: [
            "", "91330100799655058A", "9133010079965505B", "91330100799655058BB", "91330100I99655058B",
            "9133010079965505OB",
            "9133O100799655058B", "330000000000001", "91330100799655058囧", "9133010079965S058B", "9133010079965Z058B",
        ]
    )
    func wrong(text: String) {
        #expect(UnifiedSocialCreditCode(text) == nil)
    }

    @Test func `every single wrong character of the region and the body is noticed`() {
        let right = Array("91330100799655058B")
        for index in 8..<17 {
            for character in "0123456789ABCDEFGHJKLMNPQRTUWXY" where character != right[index] {
                var wrong = right
                wrong[index] = character
                #expect(UnifiedSocialCreditCode(String(wrong)) == nil)
            }
        }
    }

    @Test(
        "The first character is the registering authority, the second what it registers",
        arguments: [
            ("11", "1", false), ("51", "5", false), ("52", "5", false), ("53", "5", false), ("91", "9", false),
            ("92", "9", true), ("93", "9", false), ("Y1", "Y", false),
        ]
    )
    func categories(mark: String, authority: Character, isSoleTrader: Bool) throws {
        let code = try invented(mark)
        #expect(code.authorityMark == authority)
        #expect(code.categoryMark == mark)
        #expect(code.isSoleTrader == isSoleTrader)
        #expect(code.organisationCode?.text == "MA1AAAA03")
    }

    /// The one code with this mark and an invented body.
    private func invented(_ mark: String) throws -> UnifiedSocialCreditCode {
        let found = "0123456789ABCDEFGHJKLMNPQRTUWXY".compactMap {
            UnifiedSocialCreditCode("\(mark)319999MA1AAAA03\($0)")
        }
        #expect(found.count == 1)
        return try #require(found.first)
    }

    @Test func `authority, kind and region can be told`() throws {
        let code = try #require(UnifiedSocialCreditCode("91319999MA1AAAA032"))
        #expect(code.authorityMark == "9")
        #expect(code.categoryMark == "91")
        #expect(code.regionPrefix == "319999")
        #expect(!code.isSoleTrader)
    }

    @Test(
        "I, O, S, V and Z are refused even where they would count nothing in the sum",
        arguments: ["I", "O", "S", "V", "Z"]
    )
    func unusedLetters(letter: String) {
        #expect(UnifiedSocialCreditCode("91330100799655058B") != nil)
        #expect(UnifiedSocialCreditCode("91330100799655\(letter)58B") == nil)
    }

    @Test("The region is six digits, whatever the check character says", arguments: 0..<6)
    func regionDigits(place: Int) {
        var region = Array("319999")
        region[place] = "A"
        for check in "0123456789ABCDEFGHJKLMNPQRTUWXY" {
            #expect(UnifiedSocialCreditCode("91\(String(region))MA1AAAA03\(check)") == nil)
        }
    }

    @Test(
        "An organisation code has one check character, X for ten and 0 for eleven",
        arguments: [("MA1AAA00", "X"), ("MA1AAA05", "0"), ("MA1AAA03", "4")]
    )
    func organisationChecks(body: String, check: String) {
        let taken = "0123456789X".filter { OrganisationCode("\(body)\($0)") != nil }
        #expect(taken == check)
    }

    @Test(
        "A sign has no place in an organisation code, even where it would count nothing in the sum",
        arguments: ["*", ".", "/", ":", "_"]
    )
    func organisationSigns(sign: String) {
        #expect(OrganisationCode("799655058") != nil)
        #expect(OrganisationCode("799655\(sign)58") == nil)
    }

    @Test("A text is looked at up to 128 bytes, its padding counted")
    func padding() {
        let code = "91330100799655058B"
        #expect(UnifiedSocialCreditCode(code + String(repeating: " ", count: 110))?.text == code)
        #expect(UnifiedSocialCreditCode(code + String(repeating: " ", count: 111)) == nil)
        #expect(UnifiedSocialCreditCode(code + String(repeating: "\u{3000}", count: 37)) == nil)
    }
}
