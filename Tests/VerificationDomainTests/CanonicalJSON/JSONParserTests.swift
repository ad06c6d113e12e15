import Testing
import VerificationDomain

/// RFC 8259 read strictly; the hostile texts follow "Parsing JSON is a Minefield" (Seriot, 2016).
@Suite struct JSONParserTests {
    private func code(_ text: String, limits: JSONLimits = JSONLimits(byteCount: 1 << 20)) -> JSONReadingError.Code? {
        code(Array(text.utf8), limits: limits)
    }

    private func code(_ bytes: [UInt8], limits: JSONLimits = JSONLimits(byteCount: 1 << 20)) -> JSONReadingError.Code? {
        do {
            _ = try JSONParser.parse(bytes, limits: limits)
            return nil
        } catch {
            return error.code
        }
    }

    private func value(_ text: String) throws -> JSONValue {
        try JSONParser.parse(Array(text.utf8), limits: JSONLimits(byteCount: 1 << 20))
    }

    @Test func `every kind of value is read`() throws {
        let read = try value(#" { "a" : [ null , true , false , -7 , "x" , { } , [ ] ] } "#)
        #expect(read == .object([.init("a", [.null, true, false, -7, "x", .object([]), .array([])])]))
    }

    @Test(
        "Broken syntax is refused",
        arguments: [
            "", " ", "{", "}", "[", "]", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{a:1}",
            "{'a':1}", "{\"a\":1 \"b\":2}", "{\"a\" 1}", "{1:2}", "\"abc", "'a'", "tru", "truE", "nul", "TRUE",
            "undefined",
            "// c\n1", "/**/1", "1 1", "[1]]", "{}{}", "\u{FEFF}{}", "[1]x", "\u{0}", "1\u{0}", "\u{A0}1", "\"\\",
            "\"\\\"",
        ]
    )
    func brokenSyntax(text: String) {
        #expect(code(text) == .syntax)
    }

    @Test(
        "Numbers that not every reader holds exactly are refused",
        arguments: [
            "1.0", "1e3", "1E3", "0.5", "-0", "-", "01", "-01", "00", "9007199254740993", "-9007199254740993",
            "99999999999999999999999999", "1.", "-a", "1e",
        ]
    )
    func refusedNumbers(text: String) {
        #expect(code(text) == .numberNotAllowed)
    }

    @Test(
        "Numbers that are no JSON at all are refused",
        arguments: ["+1", ".5", "NaN", "Infinity", "0x10", "1_000", "１"]
    )
    func nonNumbers(text: String) {
        #expect(code(text) != nil)
    }

    @Test(
        "Integers up to 2^53 are read",
        arguments: [
            ("0", 0), ("-1", -1), ("10", 10), ("9007199254740992", Int64(1) << 53),
            ("-9007199254740992", -(Int64(1) << 53)),
        ]
    )
    func integers(text: String, number: Int64) throws {
        #expect(try value(text) == .integer(number))
    }

    @Test(
        "A name may stand only once, however it is written",
        arguments: [
            #"{"a":1,"a":1}"#, #"{"a":1,"\u0061":2}"#, #"{"a":1,"b":2,"a":3}"#, #"[{"x":{"k":1,"k":2}}]"#,
            #"{"":1,"":2}"#,
            #"{"/":1,"\/":2}"#, #"{"😀":1,"\ud83d\ude00":2}"#,
        ]
    )
    func duplicateNames(text: String) {
        #expect(code(text) == .duplicateName)
    }

    @Test func `the same name in two objects is no duplicate`() {
        #expect(code(#"[{"a":1},{"a":{"a":2}}]"#) == nil)
    }

    @Test(
        "Escapes are resolved",
        arguments: [
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u4E2d""#, "Aé中"),
            (#""\ud83d\ude00""#, "😀"),
            (#""\uD834\uDD1E""#, "𝄞"), (#""\u0000""#, "\u{0}"), (#""\ufffe""#, "\u{FFFE}"), (#""a\u0020b""#, "a b"),
        ]
    )
    func escapes(text: String, expected: String) throws {
        #expect(try value(text) == .string(expected))
    }

    @Test(
        "Half surrogates and broken escapes are refused",
        arguments: [
            #""\ud83d""#, #""\ude00""#, #""\ud83dx""#, #""\ud83d\n""#, #""\ud83d\u0041""#, #""\ud83d\ud83d""#,
            #""\ude00\ud83d""#,
            #""\u12""#, #""\u12G4""#, #""\u+123""#, #""\u 123""#, #""\x41""#, #""\a""#, #""\'""#, #""\U0041""#,
            #""\ud83d\u""#,
            #""\u00é0""#,
        ]
    )
    func brokenEscapes(text: String) {
        #expect(code(text) == .syntax)
    }

    @Test func `every control character must be escaped`() {
        for byte in UInt8(0)..<0x20 {
            #expect(code([0x22, byte, 0x22]) == .syntax)
            #expect(code([0x22, 0x5C, 0x6E, byte, 0x22]) == .syntax)
        }
        #expect(code([0x22, 0x7F, 0x22]) == nil)
    }

    @Test(
        "Bytes that are not UTF-8 are refused",
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE4, 0xB8, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0xFE, 0xFF, 0x00, 0x31], [0x80],
        ] as [[UInt8]]
    )
    func notUTF8(bytes: [UInt8]) {
        #expect(code(bytes) == .notUTF8)
    }

    @Test func `a valid document cut at any byte is refused`() throws {
        let document = Array(#"{"姓名":["张\u4e09",{"a":-12,"b":[true,false,null]}],"c":"\ud83d\ude00😀","d":{}}"#.utf8)
        #expect(code(document) == nil)
        for count in 0..<document.count {
            #expect(code(Array(document[..<count])) != nil, "cut at \(count)")
        }
    }

    @Test func `a valid document with any byte replaced never traps`() throws {
        let document = Array(#"{"a":["\u4e09",{"b":-12}],"c":"\ud83d\ude00"}"#.utf8)
        var refused = 0
        for index in document.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = document
                changed[index] = byte
                if code(changed) != nil { refused += 1 }
            }
        }
        #expect(refused > document.count * 128)
    }

    @Test func `arrays may nest as deep as the limit and no deeper`() {
        let limits = JSONLimits(byteCount: 1 << 20, depth: 32)
        let nested = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
        #expect(code(nested(32), limits: limits) == nil)
        #expect(code(nested(33), limits: limits) == .tooDeep)
        #expect(code(String(repeating: "[", count: 500_000), limits: limits) == .tooDeep)
        #expect(code(String(repeating: #"{"a":"#, count: 100_000), limits: limits) == .tooDeep)
    }

    @Test func `byte, string and value limits hold at their edges`() {
        #expect(code("[1,2]", limits: JSONLimits(byteCount: 5)) == nil)
        #expect(code("[1,2]", limits: JSONLimits(byteCount: 4)) == .tooLong)
        #expect(code("[1,2]", limits: JSONLimits(byteCount: 5, valueCount: 3)) == nil)
        #expect(code("[1,2]", limits: JSONLimits(byteCount: 5, valueCount: 2)) == .tooManyValues)
        let limits = JSONLimits(byteCount: 100, stringByteCount: 4)
        #expect(code(#""abcd""#, limits: limits) == nil)
        #expect(code(#""abcde""#, limits: limits) == .stringTooLong)
        #expect(code(#"{"abcde":1}"#, limits: limits) == .stringTooLong)
        #expect(code(#""张a""#, limits: limits) == nil)
        #expect(code(#""\u0061bcd""#, limits: limits) == nil)
        #expect(code(#""\u0061bcde""#, limits: limits) == .stringTooLong)
    }

    @Test func `a huge text is refused before it is looked at`() {
        let huge = [UInt8](repeating: UInt8(ascii: "["), count: 8 << 20)
        #expect(code(huge, limits: JSONLimits(byteCount: 1 << 20)) == .tooLong)
    }

    @Test func `an error names its place and holds nothing of the document`() throws {
        let error = #expect(throws: JSONReadingError.self) { try value(#"{"319999196002030019":x}"#) }
        #expect(try #require(error).place == "byte 22")
        #expect(!everyPrinting(of: try #require(error)).contains("319999"))
    }
}
