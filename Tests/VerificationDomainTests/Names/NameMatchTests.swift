import Testing
import VerificationDomain

@Suite struct NameMatchTests {
    private func grade(_ left: String, _ right: String, former: [String] = []) throws -> NameMatch {
        try NameMatch(
            #require(PersonName(left)),
            #require(PersonName(right)),
            formerNames: former.map { try #require(PersonName($0)) }
        )
    }

    @Test(
        "Grades are the same in both directions",
        arguments: [
            ("张三", "张三", NameMatch.exact),
            ("张三", "张 三", .normalised),
            ("阿·买提", "阿．买提", .normalised),
            ("JOHN", "ＪＯＨＮ", .normalised),
            // Swift calls these two equal, a register's bytes are not.
            ("JOS\u{C9}", "JOSE\u{301}", .normalised),
            ("\u{F90A}某", "\u{91D1}某", .normalised),
            ("張三", "张三", .variant),
            ("劉國華", "刘国华", .variant),
            ("李喆", "李哲", .variant),
            ("甯某", "宁某", .variant),
            ("李\u{E81E}", "李\u{9FB4}", .variant),
            ("李\u{E5F1}", "李㛃", .variant),
            ("张?", "张三", .placeholder),
            ("张？", "张三", .placeholder),
            ("张□丰", "张三丰", .placeholder),
            ("张*丰", "張三丰", .placeholder),
            ("张\u{FFFD}", "张三", .placeholder),
            ("张?", "张?", .placeholder),
            ("张?", "张？", .placeholder),
            ("张□丰", "张?丰", .placeholder),
            ("张*丰", "張*丰", .placeholder),
            ("阿·?提", "阿．?提", .placeholder),
            ("张三", "张四", .mismatch),
            ("张三", "张三丰", .mismatch),
            ("张三", "ZHANGSAN", .mismatch),
            ("张三", "三张", .mismatch),
            ("JOHN", "john", .mismatch),
            ("张\u{E5F1}", "张A", .mismatch),
        ]
    )
    func grades(left: String, right: String, expected: NameMatch) throws {
        #expect(try grade(left, right) == expected)
        #expect(try grade(right, left) == expected)
    }

    @Test(
        "A row of placeholders is nobody's name",
        arguments: ["??", "**", "□□", "\u{FFFD}\u{FFFD}", "\u{E5F1}\u{E5F2}", "？?"]
    )
    func placeholdersOnly(text: String) throws {
        #expect(try grade(text, "张三") == .mismatch)
    }

    @Test("Two rows of placeholders are not the same name", arguments: [("??", "??"), ("**", "**"), ("？？", "??")])
    func placeholdersTwice(left: String, right: String) throws {
        #expect(try grade(left, right) == .mismatch)
    }

    @Test func `a placeholder in one place does not excuse another`() throws {
        #expect(try grade("张?丰", "李三丰") == .mismatch)
    }

    @Test func `a former name is a variant, whichever side holds it`() throws {
        #expect(try grade("张三", "李四", former: ["李四"]) == .variant)
        #expect(try grade("李四", "张三", former: ["李四"]) == .variant)
        #expect(try grade("张三", "李?", former: ["李四"]) == .placeholder)
        #expect(try grade("张三", "王五", former: ["李四"]) == .mismatch)
    }

    @Test func `a former name does not worsen the present one`() throws {
        #expect(try grade("张三", "张三", former: ["李四"]) == .exact)
    }

    @Test func `only a mismatch stops a merge, and the doubtful ones need a note`() {
        #expect(NameMatch.allCases.filter(\.allowsMerging) == [.exact, .normalised, .variant, .placeholder])
        #expect(NameMatch.allCases.filter(\.needsNote) == [.variant, .placeholder])
        #expect(NameMatch.allCases.sorted() == NameMatch.allCases)
    }

    /// The changed code positions of GB 18030-2005 and GB 18030-2022.
    static let privateUse: [(String, String)] = [
        ("\u{E816}", "\u{20087}"), ("\u{E817}", "\u{20089}"), ("\u{E818}", "\u{200CC}"), ("\u{E81E}", "\u{9FB4}"),
        ("\u{E826}", "\u{9FB5}"), ("\u{E82B}", "\u{9FB6}"), ("\u{E82C}", "\u{9FB7}"), ("\u{E831}", "\u{215D7}"),
        ("\u{E832}", "\u{9FB8}"), ("\u{E83B}", "\u{2298F}"), ("\u{E843}", "\u{9FB9}"), ("\u{E854}", "\u{9FBA}"),
        ("\u{E855}", "\u{241FE}"), ("\u{E864}", "\u{9FBB}"),
    ]

    @Test("a known private-use character stands for its own character and for no other", arguments: privateUse)
    func knownPrivateUse(old: String, new: String) throws {
        #expect(try grade(old, new) == .variant)
        #expect(try grade("李\(old)", "李三") == .mismatch)
        #expect(try grade("李三", "李\(old)") == .mismatch)
        for (other, _) in Self.privateUse where other != old {
            #expect(try grade("李\(old)", "李\(other)") == .mismatch)
        }
    }
}
