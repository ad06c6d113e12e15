import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("Each way in which an answer's outcomes and records can be wrong is a violation of its own")
struct AnswerViolationTests {
    private func changed(
        _ index: Int,
        _ members: [(String, JSONValue?)]
    ) async throws -> AnswerViolation? {
        let exchange = try await ExampleExchange()
        let bytes = try await exchange.forged { payload in
            payload.changing("outcomes") { outcomes in
                outcomes.changing(index) { outcome in
                    members.reduce(outcome) { $0.setting($1.0, $1.1) }
                }
            }
        }
        return exchange.violation(bytes)
    }

    @Test("a missing outcome names its pair")
    func missing() async throws {
        let exchange = try await ExampleExchange()
        let bytes = try await exchange.forged { payload in
            payload.changing("outcomes") { .array($0.elements.filter { $0["outcome"] != "identityMismatch" }) }
        }
        #expect(exchange.violation(bytes) == .missingOutcome(try ExampleFindings.pair("p2", .realEstate)))
    }

    @Test("no outcomes at all are missing outcomes")
    func empty() async throws {
        let exchange = try await ExampleExchange(findings: nil)
        let bytes = try await exchange.forged(disclosures: { _ in [] }) {
            $0.setting("outcomes", []).setting("records", [])
        }
        #expect(exchange.violation(bytes)?.code == "missingOutcome")
    }

    @Test("two outcomes for one pair, though they say the same")
    func duplicate() async throws {
        let exchange = try await ExampleExchange()
        let bytes = try await exchange.forged { payload in
            payload.changing("outcomes") { .array($0.elements + [$0.elements[5]]) }
        }
        #expect(exchange.violation(bytes)?.code == "duplicateOutcome")
    }

    @Test("an outcome for an item or a person that was not asked")
    func unasked() async throws {
        for (name, value) in [("item", "judicial"), ("subject", "p3")] as [(String, JSONValue)] {
            let exchange = try await ExampleExchange()
            let bytes = try await exchange.forged { payload in
                payload.changing("outcomes") { .array($0.elements + [$0.elements[5].setting(name, value)]) }
            }
            #expect(exchange.violation(bytes)?.code == "unaskedOutcome")
        }
    }

    @Test(
        "an answer that carries what only the asking side can state",
        arguments: [("unavailable", "unreachable"), ("unavailable", "quarantined"), ("refused", "expired")]
    )
    func askingSideOnly(outcome: String, reason: String) async throws {
        let violation = try await changed(5, [("outcome", .string(outcome)), ("reason", .string(reason))])
        #expect(violation?.code == "outcomeNotAllowed")
    }

    @Test(
        "an outcome code or reason that is not known is malformed",
        arguments: [("found", "sourceDown"), ("notQueried", nil), ("perhaps", nil), ("unavailable", "holiday")]
            as [(String, String?)]
    )
    func unknownCode(outcome: String, reason: String?) async throws {
        let violation = try await changed(
            5,
            [("outcome", .string(outcome)), ("reason", reason.map(JSONValue.string))]
        )
        #expect(violation?.code == "malformed")
    }

    @Test("found with no record announced, and none with one")
    func counts() async throws {
        // Outcomes are in order: p1 deposit (2), p1 realEstate (none), p1 vehicle (1), then those of p2.
        #expect(try await changed(1, [("outcome", "found")])?.code == "recordCountMismatch")
        #expect(try await changed(1, [("recordCount", 1)])?.code == "recordCountMismatch")
        #expect(try await changed(0, [("outcome", "none")])?.code == "recordCountMismatch")
        #expect(try await changed(0, [("recordCount", 3)])?.code == "recordCountMismatch")
        #expect(try await changed(3, [("outcome", "restricted"), ("recordCount", 1)])?.code == "recordCountMismatch")
    }

    @Test("one record fewer announced than signed is a decoy, one more without a digest is missing")
    func decoy() async throws {
        #expect(try await changed(0, [("recordCount", 1)])?.code == "decoy")
        let exchange = try await ExampleExchange()
        let bytes = try await exchange.forged { payload in
            let decoy = JSONValue.object(["...": .string(String(repeating: "A", count: 43))])
            return payload.changing("records") { .array($0.elements + [decoy]) }
        }
        #expect(exchange.violation(bytes) == .decoy)
    }

    @Test("an amount where only statements about a threshold were announced")
    func amount() async throws {
        #expect(try await changed(0, [("outcome", "thresholdOnly")])?.code == "amountNotAllowed")
    }

    @Test("a band is an amount where only statements about a threshold were announced")
    func band() async throws {
        let band = RecordValue.band(minimum: Money(fen: 0), maximum: Money(fen: 100_000))
        var findings = try ExampleFindings.all()
        findings[0] = try ExampleFindings.finding(
            "p1",
            .deposit,
            records: [try ExampleFindings.deposit(fen: 1, value: band)]
        )
        let exchange = try await ExampleExchange(findings: findings)
        let bytes = try await exchange.forged { payload in
            payload.changing("outcomes") { $0.changing(0) { $0.setting("outcome", "thresholdOnly") } }
        }
        #expect(exchange.violation(bytes) == .amountNotAllowed(try ExampleFindings.pair("p1", .deposit)))
    }

    @Test(
        "a record of a person or an item that was not asked",
        arguments: [("subject", "p3"), ("category", "judicial")]
    )
    func unaskedRecord(name: String, value: String) async throws {
        #expect(
            try await withRecord { $0.setting(name, .string(value)) }?.code == "recordForUnaskedSubject"
        )
    }

    @Test("a record of another pair than its outcome announces")
    func misplacedRecord() async throws {
        #expect(try await withRecord { $0.setting("subject", "p2") }?.code == "recordCountMismatch")
    }

    @Test(
        "a record with an unknown member, a hidden part, or a part missing is malformed",
        arguments: [
            ("_sd", ["AAAA"]), ("extra", 1), ("owner", nil), ("value", .object(["kind": "exact"])),
            ("value", .object(["kind": "guess"])), ("subject", "p 1"),
        ] as [(String, JSONValue?)]
    )
    func malformedRecord(name: String, value: JSONValue?) async throws {
        #expect(try await withRecord { $0.setting(name, value) }?.code == "malformed")
    }

    /// The violation of an answer whose first record was changed before it was signed.
    private func withRecord(_ change: (JSONValue) -> JSONValue) async throws -> AnswerViolation? {
        let exchange = try await ExampleExchange()
        let parts = try Dissection(exchange.answer.bytes)
        let limits = JSONLimits(byteCount: 1 << 20)
        let disclosures = try parts.disclosures.enumerated().map { index, text in
            guard index == 0 else { return text }
            let pair = try JSONParser.parse(Base64.url.decode(text) ?? [], limits: limits)
            return Base64.url.encode(JSONValue.array([pair.elements[0], change(pair.elements[1])]).canonicalBytes)
        }
        let records = disclosures.map { text in
            JSONValue.object(["...": .string(ExampleFederation.digests.digest(Array(text.utf8), .sha256).base64URL)])
        }
        let bytes = try await exchange.forged(disclosures: { _ in disclosures }) {
            $0.setting("records", .array(records))
        }
        return exchange.violation(bytes)
    }
}
