import Testing
import VerificationDomain

@Suite struct JSONCursorTests {
    private let cursor = JSONCursor(
        .object([
            .init("text", "abc"), .init("number", 7), .init("flag", true), .init("nothing", .null),
            .init("list", [1, "two", .object([.init("deep", "x")])]),
        ])
    )

    private func failure(_ body: () throws(JSONReadingError) -> some Any) -> JSONReadingError? {
        do {
            _ = try body()
            return nil
        } catch {
            return error
        }
    }

    @Test func `a missing member is missing, and null is no value, not even for an optional one`() throws {
        #expect(failure { () throws(JSONReadingError) in try cursor.member("absent") }?.code == .missing)
        #expect(failure { () throws(JSONReadingError) in try cursor.member("nothing") }?.place == "$.nothing")
        #expect(try cursor.optionalMember("absent") == nil)
        let error = try #require(failure { () throws(JSONReadingError) in try cursor.optionalMember("nothing") })
        #expect(error.description == "$.nothing: null is no value; leave the member out")
    }

    @Test func `a string is counted in code points, whatever they look like`() throws {
        let accents = JSONCursor(.string("e" + String(repeating: "\u{301}", count: 9)))
        #expect(try accents.string(count: 10...10).count == 1)
        #expect(failure { () throws(JSONReadingError) in try accents.string(count: 1...9) }?.code == .notAllowed)
    }

    @Test func `a wrong type is named with its place`() throws {
        let text = try cursor.member("text")
        let error = try #require(failure { () throws(JSONReadingError) in try text.integer() })
        #expect(error.code == .wrongType)
        #expect(error.description == "$.text: expected an integer, not a string")
        #expect(failure { () throws(JSONReadingError) in try cursor.string() }?.code == .wrongType)
        #expect(failure { () throws(JSONReadingError) in try text.member("a") }?.code == .wrongType)
    }

    @Test func `elements carry their index and their number is limited`() throws {
        let elements = try cursor.member("list").elements(count: 1...3)
        #expect(try elements[2].member("deep").path == "$.list[2].deep")
        let list = try cursor.member("list")
        #expect(failure { () throws(JSONReadingError) in try list.elements(count: 0...2) }?.code == .notAllowed)
        #expect(failure { () throws(JSONReadingError) in try list.elements(count: 4...5) }?.code == .notAllowed)
    }

    @Test func `an unknown name is refused without being repeated`() throws {
        let error = try #require(failure { () throws(JSONReadingError) in try cursor.allowOnly(["text"]) })
        #expect(error.code == .unknownName)
        #expect(!error.description.contains("number"))
    }

    @Test("the error about an unknown name lists the names that are known")
    func knownNames() throws {
        let error = try #require(failure { () throws(JSONReadingError) in try cursor.allowOnly(["text", "list"]) })
        #expect(error.place == "$")
        #expect(error.expectation.hasSuffix("known are list, text"))
    }

    @Test func `ranges and lengths are checked`() throws {
        let number = try cursor.member("number")
        #expect(try number.integer(in: 7...7) == 7)
        #expect(failure { () throws(JSONReadingError) in try number.integer(in: 8...9) }?.code == .notAllowed)
        let text = try cursor.member("text")
        #expect(failure { () throws(JSONReadingError) in try text.string(count: 4...9) }?.code == .notAllowed)
        #expect(failure { () throws(JSONReadingError) in try text.code(Sex.self) }?.code == .notAllowed)
    }

    @Test func `a value that cannot be parsed is not repeated in the error`() throws {
        let number = JSONCursor("319999196002030010", path: "$.idNumber")
        let error = try #require(
            failure { () throws(JSONReadingError) in
                try number.parsed(IdentityNumber.expectation) { IdentityNumber($0) }
            }
        )
        #expect(error.place == "$.idNumber")
        #expect(!everyPrinting(of: error).contains("319999"))
    }
}
