import Testing
import VerificationDomain

@Suite("Values and owners out of a peer's answer are read exactly or refused")
struct RecordReadingTests {
    private static func money(_ fen: Int64, _ currency: String = "CNY") -> JSONValue {
        .object(["fen": .integer(fen), "currency": .string(currency)])
    }

    @Test(
        "each kind of value reads back as it was written",
        arguments: [
            RecordValue.exact(Money(fen: -5)), .band(minimum: Money(fen: 1), maximum: Money(fen: 1)),
            .band(minimum: nil, maximum: Money(fen: 0)), .band(minimum: Money(fen: 0), maximum: nil),
            .flag(threshold: Money(fen: 5_000_000), exceeds: false),
        ]
    )
    func values(value: RecordValue) throws {
        #expect(try RecordValue(json: JSONCursor(value.json)) == value)
    }

    static let brokenValues: [(JSONValue, String)] = [
        (.object(["amount": money(1)]), "$.kind"),
        (.object(["kind": "roughly", "amount": money(1)]), "$.kind"),
        (.object(["kind": "exact"]), "$.amount"),
        (.object(["kind": "exact", "amount": 1]), "$.amount"),
        (.object(["kind": "exact", "amount": money(1, "cny")]), "$.amount.currency"),
        (.object(["kind": "exact", "amount": .object(["currency": "CNY"])]), "$.amount.fen"),
        (.object(["kind": "band"]), "$"),
        (.object(["kind": "band", "minimum": .null, "maximum": .null]), "$.minimum"),
        (.object(["kind": "band", "minimum": money(2), "maximum": money(1)]), "$"),
        (.object(["kind": "band", "minimum": money(1), "maximum": money(2, "USD")]), "$"),
        (.object(["kind": "flag", "threshold": money(1), "result": true]), "$.statement"),
        (.object(["kind": "flag", "statement": "below", "threshold": money(1), "result": true]), "$.statement"),
        (.object(["kind": "flag", "statement": "exceedsThreshold", "result": true]), "$.threshold"),
        (.object(["kind": "flag", "statement": "exceedsThreshold", "threshold": money(1)]), "$.result"),
        (
            .object(["kind": "flag", "statement": "exceedsThreshold", "threshold": money(1), "result": "yes"]),
            "$.result"
        ),
        ("exact", "$"),
    ]

    @Test(
        "a value that is half, backwards, of two currencies or of no kind is refused at its place",
        arguments: brokenValues
    )
    func brokenValue(json: JSONValue, place: String) {
        let error = #expect(throws: JSONReadingError.self) { try RecordValue(json: JSONCursor(json)) }
        #expect(error?.place == place)
    }

    @Test("an owner has a share, or the register's words for it, or neither")
    func shares() throws {
        let half = try #require(Share(1, of: 2))
        let shares: [ShareStatement?] = [.rational(half), .unparseable("夫妻各半"), nil]
        for share in shares {
            let owner = RecordOwner(identityText: "1", nameText: "某", share: share)
            #expect(try RecordOwner(json: JSONCursor(owner.json)) == owner)
        }
    }

    @Test(
        "an owner with both a share and a text for it, a share over one, or an empty name or number, is refused",
        arguments: [
            ["idNumber": "1", "name": "某", "share": "1/2", "shareText": "一半"],
            ["idNumber": "1", "name": "某", "share": "1/0"],
            ["idNumber": "1", "name": "某", "share": "一半"],
            ["idNumber": "1", "name": "某", "shareText": ""],
            ["idNumber": "", "name": "某"],
            ["idNumber": "1", "name": ""],
            ["idNumber": "1"],
            ["idNumber": String(repeating: "1", count: 33), "name": "某"],
            ["idNumber": "1", "name": String(repeating: "某", count: 65)],
        ]
    )
    func brokenOwner(members: [String: String]) {
        let json = JSONValue.object(members.map { JSONValue.Member($0.key, .string($0.value)) })
        #expect(throws: JSONReadingError.self) { try RecordOwner(json: JSONCursor(json)) }
    }

    @Test("the register's words for a share have at most 40 characters")
    func longShareText() throws {
        func owner(_ count: Int) -> JSONCursor {
            let text = JSONValue.string(String(repeating: "半", count: count))
            return JSONCursor(.object(["idNumber": "1", "name": "某", "shareText": text]))
        }
        #expect(try RecordOwner(json: owner(40)).share == .unparseable(String(repeating: "半", count: 40)))
        let error = #expect(throws: JSONReadingError.self) { try RecordOwner(json: owner(41)) }
        #expect(error?.code == .notAllowed)
        #expect(error?.place == "$.shareText")
    }

    @Test("a record has at most eight keys")
    func manyKeys() throws {
        let keys = (1...9).map { RecordKey(.payer, "某某公司\($0)").json }
        let eight = RecordText(keys: Array(keys.prefix(8))).json
        #expect(try VerificationRecord(json: JSONCursor(eight)).keys.count == 8)
        let nine = JSONCursor(RecordText(keys: keys).json)
        let error = #expect(throws: JSONReadingError.self) { try VerificationRecord(json: nine) }
        #expect(error?.code == .notAllowed)
        #expect(error?.place == "$.identity")
    }

    @Test("the keys of a record have one order, however they came")
    func orderedKeys() throws {
        let ordered = [
            RecordKey(.bankAccount, "QHBK:1"), RecordKey(.bankAccount, "QHBK:2"), RecordKey(.plate, "02:沪A12345"),
        ]
        for keys in [ordered, ordered.reversed(), [ordered[1], ordered[2], ordered[0]]] {
            let json = RecordText(keys: keys.map(\.json)).json
            let record = try VerificationRecord(json: JSONCursor(json))
            #expect(record.keys == ordered)
            #expect(record.key(.bankAccount) == ordered[0])
        }
    }
}
