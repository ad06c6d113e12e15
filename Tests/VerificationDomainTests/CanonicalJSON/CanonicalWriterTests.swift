import Testing
import VerificationDomain

/// RFC 8785.
@Suite struct CanonicalWriterTests {
    @Test("Names are sorted by UTF-16 code units: the example of RFC 8785 section 3.2.3")
    func sortExample() throws {
        let input = #"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#
        let value = try JSONParser.parse(Array(input.utf8), limits: JSONLimits(byteCount: 1000))
        #expect(
            value.canonicalText
                == "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{F6}\":7,\"\u{20AC}\":1,\"\u{1F600}\":5,\"\u{FB33}\":3}"
        )
    }

    @Test("Strings escape only what must be: the string of RFC 8785 section 3.2.2")
    func stringExample() throws {
        let input = #""\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/""#
        let value = try JSONParser.parse(Array(input.utf8), limits: JSONLimits(byteCount: 1000))
        #expect(value.canonicalText == #""€$\u000f\nA'B\"\\\\\"/""#)
    }

    @Test func `control characters have their short form or four lower-case digits`() {
        #expect(
            JSONValue.string("\u{0}\u{1}\u{8}\t\n\u{B}\u{C}\r\u{1F}\u{7F}").canonicalText
                == "\"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f\u{7F}\""
        )
    }

    @Test func `names are sorted at every level and arrays are not`() {
        let value = JSONValue.object([
            .init("b", [3, 1, .object([.init("z", 1), .init("a", .null)])]), .init("a", true),
        ])
        #expect(value.canonicalText == #"{"a":true,"b":[3,1,{"a":null,"z":1}]}"#)
        #expect(String(decoding: value.bytesInGivenOrder, as: UTF8.self) == #"{"b":[3,1,{"z":1,"a":null}],"a":true}"#)
    }

    @Test func `a shorter name comes before a longer one that begins with it`() {
        let value = JSONValue.object([.init("aa", 1), .init("a", 2), .init("", 3), .init("A", 4)])
        #expect(value.canonicalText == #"{"":3,"A":4,"a":2,"aa":1}"#)
    }

    @Test func `members without a value are left out`() {
        let value = JSONValue.object(["a": 1, "b": nil, "c": .null])
        #expect(value.canonicalText == #"{"a":1,"c":null}"#)
    }

    @Test func `what is written is read back, and written again the same`() throws {
        var generator = SeededGenerator(seed: 8785)
        for _ in 0..<300 {
            let bytes = randomValue(depth: 4, using: &generator).canonicalBytes
            let read = try JSONParser.parse(bytes, limits: JSONLimits(byteCount: 1 << 20))
            #expect(read.canonicalBytes == bytes)
            #expect(read.bytesInGivenOrder == bytes)
        }
    }

    private func randomValue(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0...(depth > 0 ? 5 : 3), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .integer(Int64.random(in: -(1 << 53)...(1 << 53), using: &generator))
        case 3: return .string(randomText(using: &generator))
        case 4:
            return .array(
                (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                    randomValue(depth: depth - 1, using: &generator)
                }
            )
        default:
            let names = Set((0..<Int.random(in: 0...5, using: &generator)).map { _ in randomText(using: &generator) })
            return .object(names.map { .init($0, randomValue(depth: depth - 1, using: &generator)) })
        }
    }

    private func randomText(using generator: inout SeededGenerator) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0...0x7F, 0x80...0x7FF, 0x4E00...0x9FFF, 0xE000...0xFFFF, 0x1F300...0x1F6FF,
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let range = ranges[Int.random(in: 0..<ranges.count, using: &generator)]
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { text.append(scalar) }
        }
        return String(text)
    }
}
