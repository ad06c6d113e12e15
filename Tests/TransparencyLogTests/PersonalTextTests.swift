import Testing
import TransparencyLog
import VerificationDomain

@Suite("Nothing personal can be written into an entry")
struct PersonalTextTests {
    static let numbers = [
        "319999199001010019", "31999919900101001X", "31999919900101001x", "319999900101001", "id:319999199001010019",
        "case/319999199001010019/leg", "a319999199001010019b", "319999-19900101-0019", "319999.19900101.001X",
        "3199_9919_9001_0100_19", "6222021234567890", "6222021234567890123", "13800138000", "tel:13912345678",
        "19988887777", "319999199001010019319999199001010019", "000000319999199001010019",
        "019f3551-e08a-7000-8000-000000000001:319999199001010019",
        "4b825dc642cb6eb9a060e54bf8d69288fbee4904/319999199001010019", "ref-319999-19900101-0019",
        "1-319999-19900101-0019-2", "case.6222-0212-3456-7890", "6222.0212.3456.7890123",
        "138-0013-8000", "tel:138.0013.8000.x", "v2_319999.19900101.001X_b", "319999/19900101/0019",
        "a319999-19900101-0019b", "319999--19900101__0019",
    ]

    @Test("a text with the shape of a person's number is refused", arguments: numbers)
    func refused(text: String) {
        #expect(throws: LogError(.personalText, "")) { try AuditIdentifier(text) }
    }

    @Test(
        "a name, an address, a sentence is no identifier",
        arguments: [
            "张三", "王 小明", "Zhang San", "上海市黄浦区", "node 1", "a,b", "a@b", "a\"b", "a\nb", "", "ａｂｃ", "a+b", "a=b",
            "a\u{0}", String(repeating: "a", count: 129),
        ]
    )
    func texts(text: String) {
        #expect(throws: LogError(.identifierMalformed, "")) { try AuditIdentifier(text) }
    }

    @Test(
        "codes, digests, random identifiers and request numbers are taken",
        arguments: [
            "310000", "310101000000", "310101100000202611240001", "query.answered", "2026-11-24T10:00:00Z", "v1.2.3",
            "1783299600000", "019f3551-e08a-7000-8000-013912345678", "node-a:019f3551-e08a-7000-8000-a13912345678",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "12345678901", "20261124",
            "1234567890123456789012345678901a", "DB31/T-1234", "a", "2026-11-24T10:00:00.123Z", "1.2.840.10045",
            "hedui/2026.11.24", "019f3551-e08a-7000-8000-013912345678/2026-11-24",
        ]
    )
    func codes(text: String) throws {
        #expect(try AuditIdentifier(text).description == text)
    }

    @Test("every random identifier is taken")
    func randomIdentifiers() throws {
        for number in 0..<2000 {
            let time = Timestamp(milliseconds: 1_783_299_600_000 + Int64(number))
            let id = UniqueIdentifier(at: time, random: SeededRandom(seed: "\(number)"))
            #expect(try AuditIdentifier("node-a:\(id)") == AuditIdentifier("node-a:" + AuditIdentifier(id).description))
        }
    }

    @Test("an integer of fifteen digits is refused", arguments: [100_000_000_000_000, -100_000_000_000_000, Int64.min])
    func integers(number: Int64) throws {
        let position = try LanePosition(node: AuditIdentifier("n"), lane: 0, number: 1)
        let time = Timestamp(seconds: 1_783_299_600)
        let id = UniqueIdentifier(at: time, random: SeededRandom(seed: "integers"))
        var entry = AuditEntry(id: id, time: time, position: position, kind: .login)
        entry.details = ["amount": .integer(number)]
        #expect(throws: LogError(.personalText, "")) { try entry.leaf() }
        entry.details = ["amount": .integer(99_999_999_999_999)]
        entry.count = 319_999_199_001_010_019
        #expect(throws: LogError(.personalText, "")) { try entry.leaf() }
    }

    @Test("no error repeats what it refuses")
    func errors() {
        for text in Self.numbers + ["张三"] {
            let error = #expect(throws: LogError.self) { try AuditIdentifier(text) }
            #expect(error?.debugDescription.contains(text) == false)
        }
    }
}
