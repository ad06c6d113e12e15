import Testing
import VerificationDomain

@Suite("A detail is of the kind that its name takes")
struct RecordDetailsTests {
    static let wrongKinds: [(DetailName, DetailValue)] = [
        (.seized, .text("是")), (.registeredOn, .text("2026-11-20")), (.floorArea, .text("8850")),
        (.registeredCapital, .integer(1)), (.periodFrom, .flag(true)), (.address, .integer(1)),
    ]

    @Test("a value of another kind is left out, and what stands beside it stays", arguments: wrongKinds)
    func leftOut(name: DetailName, value: DetailValue) {
        let details = RecordDetails([name: value, .brand: .text("某牌")])
        #expect(details.names == [.brand])
        #expect(details[name] == nil)
    }

    @Test(
        "a peer's value of another kind is refused at its name",
        arguments: [("seized", "是"), ("registeredOn", "昨天"), ("floorArea", "8850"), ("periodFrom", "2026-13")]
    )
    func refused(name: String, text: String) {
        let json = JSONCursor(.object([JSONValue.Member(name, .string(text))]))
        let error = #expect(throws: JSONReadingError.self) { try RecordDetails(json: json) }
        #expect(error?.place == "$.\(name)")
    }
}
