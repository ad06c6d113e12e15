import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("A disclosure that was signed still has to have its form")
struct DisclosureFormTests {
    /// The violation of an answer whose first disclosure is put together anew from its salt and its record.
    private func violation(
        _ disclosure: (_ salt: JSONValue, _ record: JSONValue) -> [UInt8]
    ) async throws -> AnswerViolation? {
        let exchange = try await ExampleExchange()
        let first = try Dissection(exchange.answer.bytes).disclosures[0]
        let pair = try JSONParser.parse(Base64.url.decode(first) ?? [], limits: JSONLimits(byteCount: 1 << 16))
        let text = Base64.url.encode(disclosure(pair.elements[0], pair.elements[1]))
        let digest = ExampleFederation.digests.digest(Array(text.utf8), .sha256).base64URL
        let bytes = try await exchange.forged(disclosures: { [text] + $0.dropFirst() }) {
            $0.changing("records") { $0.changing(0) { _ in .object(["...": .string(digest)]) } }
        }
        return exchange.violation(bytes)
    }

    /// White space is a filling that no other limit knows.
    private func padded(_ bytes: [UInt8], to count: Int) -> [UInt8] {
        bytes + [UInt8](repeating: UInt8(ascii: " "), count: count - bytes.count)
    }

    @Test("64 KiB of one disclosure are read, a longer one is malformed")
    func size() async throws {
        // 49,152 bytes are 65,536 characters of base64url.
        let most = try await violation { padded(JSONValue.array([$0, $1]).canonicalBytes, to: 49_152) }
        #expect(most == nil)
        let more = try await violation { padded(JSONValue.array([$0, $1]).canonicalBytes, to: 49_153) }
        #expect(more == .malformed(place: "disclosure 0"))
    }

    @Test("a salt has 22 to 128 characters", arguments: [(21, false), (22, true), (128, true), (129, false)])
    func saltLength(count: Int, isTaken: Bool) async throws {
        let salt = JSONValue.string(String(repeating: "A", count: count))
        let expected: AnswerViolation? = isTaken ? nil : .malformed(place: "disclosure 0[0]")
        #expect(try await violation { JSONValue.array([salt, $1]).canonicalBytes } == expected)
    }

    @Test(
        "a salt is base64url and nothing else",
        arguments: [("-", true), ("_", true), ("+", false), ("/", false), ("=", false), (" ", false), ("盐", false)]
    )
    func saltAlphabet(last: String, isTaken: Bool) async throws {
        let salt = JSONValue.string(String(repeating: "A", count: 30) + last)
        let expected: AnswerViolation? = isTaken ? nil : .malformed(place: "disclosure 0[0]")
        #expect(try await violation { JSONValue.array([salt, $1]).canonicalBytes } == expected)
    }
}
