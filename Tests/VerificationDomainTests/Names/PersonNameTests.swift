import Testing
import VerificationDomain

@Suite struct PersonNameTests {
    @Test(
        "Blanks, width and dots are made one",
        arguments: [
            (" 张三 ", "张三"), ("张\u{3000}三", "张三"), ("\u{200B}张三\u{A0}", "张三"), ("阿·买提", "阿·买提"), ("阿•买提", "阿·买提"),
            ("阿‧买提", "阿·买提"), ("阿・买提", "阿·买提"), ("阿．买提", "阿·买提"), ("阿.买提", "阿·买提"), ("ＪＯＨＮ", "JOHN"),
            ("⽅⼀", "方一"),
        ]
    )
    func normalising(text: String, normalised: String) throws {
        let name = try #require(PersonName(text))
        #expect(name.normalised == normalised)
        #expect(name.text == text)
    }

    @Test func `traditional characters stay as they are`() {
        #expect(PersonName("張三")?.normalised == "張三")
    }

    @Test(
        "Texts without a visible character, with control characters or too long are refused",
        arguments: [
            "", " ", "\u{3000}\u{200B}", "张\u{0}三", "张\u{1B}[31m", "\u{7}", String(repeating: "张", count: 65),
            String(repeating: " ", count: 100_000) + "张三",
        ]
    )
    func refused(text: String) {
        #expect(PersonName(text) == nil)
    }

    @Test func `64 characters are a name`() {
        #expect(PersonName(String(repeating: "张", count: 64)) != nil)
    }

    @Test("The mask shows the first character only", arguments: [("欧阳某", "欧**"), ("某", "*"), ("阿·买提", "阿***")])
    func masks(text: String, masked: String) throws {
        let name = try #require(PersonName(text))
        #expect(name.masked == masked)
        #expect(!everyPrinting(of: name).contains(text.dropFirst()) || text.count == 1)
        #expect(text.count > 1 || !everyPrinting(of: name).contains(text))
    }

    @Test func `an error about a name does not hold the name`() throws {
        let error = #expect(throws: DomainError.self) { try PersonName(parsing: "某某\u{1}") }
        #expect(!everyPrinting(of: try #require(error)).contains("某"))
    }
}
