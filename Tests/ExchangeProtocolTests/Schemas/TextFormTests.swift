import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("Schema and code draw the same line through texts that look alike")
struct TextFormTests {
    let schemas: SchemaValidator

    init() throws { schemas = try SchemaFolder.validator() }

    /// A text of so many code points that a screen shows as one letter.
    private func accents(_ count: Int) -> JSONValue { .string("e" + String(repeating: "\u{301}", count: count - 1)) }

    private func isTaken<Value: JSONReadable>(_ json: JSONValue, _ type: Value.Type, by schema: String) throws -> Bool {
        let isRead = (try? Value(json: JSONCursor(json))) != nil
        let isValid = try schemas.errors(json, by: schema).isEmpty
        #expect(isRead == isValid, "read \(isRead), valid \(isValid)")
        return isRead && isValid
    }

    @Test("limits count code points, not what a screen shows as one character")
    func lengths() async throws {
        let query = try ExampleQuery.query().json
        func subject(_ name: String, _ value: JSONValue) -> JSONValue {
            query.changing("subjects") { $0.changing(0) { $0.setting(name, value) } }
        }
        func number(_ value: JSONValue) -> JSONValue {
            query.changing("authorizations") { $0.changing(0) { $0.setting("number", value) } }
        }
        for (count, isWithin) in [(64, true), (65, false)] {
            let text = accents(count)
            for json in [subject("name", text), subject("formerNames", [text]), number(text)] {
                #expect(try isTaken(json, ExchangeQuery.self, by: "query.schema.json") == isWithin, "\(count)")
            }
        }
        let refusal = StatementTests.refusal(try await ExampleQuery.signed()).json
        for (count, isWithin) in [(500, true), (501, false)] {
            let json = refusal.setting("detail", accents(count))
            #expect(try isTaken(json, Refusal.self, by: "refusal.schema.json") == isWithin, "\(count)")
        }
    }

    @Test("a refusal of ours never has more code points than a peer takes")
    func ownRefusal() throws {
        let grounds = RefusalGrounds(
            .malformedQuery,
            detail: String(repeating: "e\u{301}", count: 400),
            audience: .shanghai,
            queryDigest: ExampleFederation.digests.digest([], .sha256),
            queryIdentifier: nil
        )
        let random = SeededRandom("long refusal")
        let now = ExampleFederation.now
        let identifier = UniqueIdentifier(at: now, random: random)
        let refusal = Refusal(grounds, issuer: .jiangsu, identifier: identifier, issuedAt: now)
        #expect(refusal.detail.unicodeScalars.count == 500)
        #expect(try isTaken(refusal.json, Refusal.self, by: "refusal.schema.json"))
    }

    @Test("a control character, of C1 too, is in no detail and in no name")
    func controls() async throws {
        let refusal = StatementTests.refusal(try await ExampleQuery.signed()).json
        let query = try ExampleQuery.query().json
        for control in ["\u{0}", "\n", "\u{1F}", "\u{7F}", "\u{80}", "\u{85}", "\u{9F}"] {
            let text = JSONValue.string("a\(control)b")
            #expect(try !isTaken(refusal.setting("detail", text), Refusal.self, by: "refusal.schema.json"))
            let named = query.changing("subjects") { $0.changing(0) { $0.setting("name", text) } }
            #expect(try !isTaken(named, ExchangeQuery.self, by: "query.schema.json"))
        }
        let allowed = refusal.setting("detail", "a\u{A0}b 中文")
        #expect(try isTaken(allowed, Refusal.self, by: "refusal.schema.json"))
    }

    @Test("no thresholds are no member, not an empty object")
    func thresholds() throws {
        for disclosure in VerificationDomain.Disclosure.allCases {
            let json = try ExampleQuery.query(disclosure: disclosure).json.setting("thresholds", .object([]))
            #expect(try !isTaken(json, ExchangeQuery.self, by: "query.schema.json"), "\(disclosure)")
        }
    }

    @Test("an end that is not a day has no date beside it")
    func endRule() throws {
        let rule = JSONValue.object(["rule": "ineligibleOrAssistanceEnd", "date": "2026-12-31"])
        let json = try ExampleQuery.query().json.changing("authorizations") {
            $0.changing(0) { $0.setting("endRule", rule) }
        }
        #expect(try !isTaken(json, ExchangeQuery.self, by: "query.schema.json"))
    }

    @Test(
        "a share on the wire is n/d in lowest terms, and nothing that a register might write",
        arguments: [
            ("1/2", true), ("1/1", true), ("50%", false), ("0.5", false), ("1", false), ("二分之一", false),
            ("百分之五十", false), ("1／2", false), (" 1/2", false), ("01/2", false), ("0/2", false), ("1/0", false),
            ("1/2\n", false),
        ]
    )
    func share(text: String, mayStand: Bool) async throws {
        let taken = try await isTaken(share: text)
        #expect(taken == mayStand)
        let owner = JSONValue.object(["idNumber": "1", "name": "某", "share": .string(text)])
        #expect(try schemas.errors(owner, by: "record.schema.json#/$defs/owner").isEmpty == mayStand)
    }

    // No pattern can say that two numbers have no common divisor, or fit into 64 bits.
    @Test(
        "a share that could be written shorter, or not be held, is refused by the code alone",
        arguments: [
            "2/4", "9999999999999999999/1",
        ]
    )
    func longShare(text: String) async throws {
        let taken = try await isTaken(share: text)
        #expect(!taken)
    }

    private func isTaken(share text: String) async throws -> Bool {
        let exchange = try await ExampleExchange()
        let parts = try Dissection(exchange.answer.bytes)
        let index = try #require(parts.disclosures.firstIndex { Self.pair($0)?["owner"]?["share"] != nil })
        let pair = try JSONParser.parse(
            Base64.url.decode(parts.disclosures[index]) ?? [],
            limits: JSONLimits(byteCount: 1 << 16)
        )
        let record = pair.elements[1].changing("owner") { $0.setting("share", .string(text)) }
        var disclosures = parts.disclosures
        disclosures[index] = Base64.url.encode(JSONValue.array([pair.elements[0], record]).canonicalBytes)
        let digests = disclosures.map { ExampleFederation.digests.digest(Array($0.utf8), .sha256).base64URL }
        let bytes = try await exchange.forged(disclosures: { _ in disclosures }) {
            $0.setting("records", .array(digests.map { .object(["...": .string($0)]) }))
        }
        let violation = exchange.violation(bytes)
        #expect(violation == nil || violation?.name == .malformed)
        return violation == nil
    }

    private static func pair(_ disclosure: String) -> JSONValue? {
        let limits = JSONLimits(byteCount: 1 << 16)
        return (try? JSONParser.parse(Base64.url.decode(disclosure) ?? [], limits: limits))?.elements.last
    }
}
