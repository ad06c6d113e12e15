import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("Digests and disclosures match one to one on first receipt")
struct DisclosureTests {
    @Test("one stripped disclosure is a violation, whichever it is")
    func stripped() async throws {
        let exchange = try await ExampleExchange()
        let count = try Dissection(exchange.answer.bytes).disclosures.count
        for index in 0..<count {
            let parts = try Dissection(exchange.answer.bytes)
            var disclosures = parts.disclosures
            disclosures.remove(at: index)
            #expect(exchange.violation(Forgery.answer(parts.signedPart, disclosures)) == .undisclosedDigest)
        }
    }

    @Test("a disclosure of another answer in the place of one of this is a violation")
    func swapped() async throws {
        let exchange = try await ExampleExchange()
        let other = try await ExampleExchange(.es256)
        var parts = try Dissection(exchange.answer.bytes)
        var disclosures = parts.disclosures
        disclosures[0] = try Dissection(other.answer.bytes).disclosures[0]
        #expect(exchange.violation(Forgery.answer(parts.signedPart, disclosures)) == .unmatchedDisclosure)
        parts = try Dissection(exchange.answer.bytes)
        #expect(
            exchange.violation(Forgery.answer(parts.signedPart, parts.disclosures + [disclosures[0]]))
                == .unmatchedDisclosure
        )
    }

    @Test("a disclosure that stands twice, and a digest that does")
    func twice() async throws {
        let exchange = try await ExampleExchange()
        let parts = try Dissection(exchange.answer.bytes)
        let repeated = Forgery.answer(parts.signedPart, parts.disclosures + [parts.disclosures[0]])
        #expect(exchange.violation(repeated) == .duplicateDigest)
        let bytes = try await exchange.forged { payload in
            payload.changing("records") { .array($0.elements + [$0.elements[0]]) }
        }
        #expect(exchange.violation(bytes) == .duplicateDigest)
    }

    @Test("a disclosure of which one bit was changed was not signed")
    func changed() async throws {
        let exchange = try await ExampleExchange()
        let parts = try Dissection(exchange.answer.bytes)
        var disclosures = parts.disclosures
        var bytes = try #require(Base64.url.decode(disclosures[1]))
        bytes[bytes.count / 2] ^= 1
        disclosures[1] = Base64.url.encode(bytes)
        #expect(exchange.violation(Forgery.answer(parts.signedPart, disclosures)) == .unmatchedDisclosure)
    }

    @Test("the same disclosure in another encoding was not signed")
    func reencoded() async throws {
        let exchange = try await ExampleExchange()
        let parts = try Dissection(exchange.answer.bytes)
        let padded = parts.disclosures.map { $0 + "=" }
        #expect(exchange.violation(Forgery.answer(parts.signedPart, padded)) == .unmatchedDisclosure)
    }

    @Test("a record in plain text is malformed: it could not be erased")
    func plainRecord() async throws {
        let exchange = try await ExampleExchange()
        let record = try ExampleFindings.vehicle().json
        let bytes = try await exchange.forged { $0.changing("records") { $0.changing(0) { _ in record } } }
        #expect(exchange.violation(bytes)?.code == "malformed")
    }

    @Test(
        "a digest that is no 32 bytes is malformed",
        arguments: ["", "AAAA", "not base64", String(repeating: "A", count: 44)]
    )
    func badDigest(text: String) async throws {
        let exchange = try await ExampleExchange()
        let element = JSONValue.object(["...": .string(text)])
        let bytes = try await exchange.forged { $0.changing("records") { $0.changing(0) { _ in element } } }
        #expect(exchange.violation(bytes)?.code == "malformed")
    }

    @Test("a disclosure that is no pair of salt and record, or is too long, is malformed")
    func badDisclosure() async throws {
        let exchange = try await ExampleExchange()
        let record = try ExampleFindings.vehicle().json
        let salt = JSONValue.string(String(repeating: "A", count: 22))
        let long = JSONValue.array([salt, record.setting("extra", .string(String(repeating: "a", count: 4000)))])
        let pairs: [[UInt8]] = [
            JSONValue.array([record]).canonicalBytes, JSONValue.array([salt, "name", record]).canonicalBytes,
            JSONValue.array(["short", record]).canonicalBytes, record.canonicalBytes, Array("[".utf8), [],
            JSONValue.array([salt, .array(Array(repeating: long, count: 20))]).canonicalBytes,
        ]
        for pair in pairs {
            let text = Base64.url.encode(pair)
            let digest = ExampleFederation.digests.digest(Array(text.utf8), .sha256).base64URL
            let bytes = try await exchange.forged(disclosures: { [text] + $0.dropFirst() }) {
                $0.changing("records") { $0.changing(0) { _ in .object(["...": .string(digest)]) } }
            }
            #expect(exchange.violation(bytes)?.code == "malformed")
        }
    }

    @Test("the tilde at the end stands, and nothing follows it")
    func tilde() async throws {
        let exchange = try await ExampleExchange()
        let bytes = exchange.answer.bytes
        #expect(exchange.violation(Array(bytes.dropLast()))?.code == "malformed")
        #expect(exchange.violation(bytes + Array("x".utf8))?.code == "malformed")
        #expect(exchange.violation(bytes + Array("~".utf8)) == .unmatchedDisclosure)
        #expect(exchange.violation([])?.code == "malformed")
        #expect(exchange.violation(Array("~".utf8))?.code == "malformed")
    }

    @Test("5,001 disclosures and 10 MiB + 1 byte are too many, whatever they hold")
    func limits() async throws {
        let exchange = try await ExampleExchange()
        let parts = try Dissection(exchange.answer.bytes)
        let many = Forgery.answer(parts.signedPart, Array(repeating: "", count: 5001))
        #expect(exchange.violation(many) == .tooManyRecords)
        let large = [UInt8](repeating: UInt8(ascii: "~"), count: 10 * 1024 * 1024 + 1)
        #expect(exchange.violation(large) == .tooLarge)
    }
}
