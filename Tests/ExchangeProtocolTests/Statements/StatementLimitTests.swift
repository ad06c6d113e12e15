import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("A statement is bounded in its size and in the time that it asks for")
struct StatementLimitTests {
    /// A signed statement of Jiangsu whose claims are filled up with white space.
    private func padded(_ type: MessageType, _ claims: JSONValue, to count: Int) async throws -> [UInt8] {
        let signer = try ExampleKeys.signer(.ed25519, ProvinceCode.jiangsu)
        let payload = claims.canonicalBytes
        let filling = [UInt8](repeating: UInt8(ascii: " "), count: count - payload.count)
        return try await Forgery.jws(header: Forgery.header(type, signer), payload: payload + filling, signer: signer)
    }

    @Test("a receipt of 64 KiB verifies, a longer one is too large")
    func receiptSize() async throws {
        let query = try await ExampleQuery.signed()
        let registry = try await ExampleFederation().registry()
        let claims = try StatementTests.receipt(query).json
        func verify(_ bytes: [UInt8]) throws(AnswerViolation) -> VerifiedReceipt {
            try UnverifiedReceipt(bytes).verify(
                for: query,
                registry: registry,
                verifier: ExampleFederation.verifier,
                digests: ExampleFederation.digests,
                at: ExampleFederation.now
            )
        }
        let most = try await padded(.receipt, claims, to: 48_900)
        #expect(most.count <= 65_536)
        #expect(try verify(most).receipt.retryAfterSeconds == 600)
        let more = try await padded(.receipt, claims, to: 49_152)
        #expect(throws: AnswerViolation.tooLarge) { try verify(more) }
    }

    @Test("a peer may ask for a day of waiting and not a second more")
    func peersRetryAfter() async throws {
        let query = try await ExampleQuery.signed()
        let refusal = StatementTests.refusal(query, .quotaExceeded).json
        let receipt = try StatementTests.receipt(query).json
        for (seconds, isTaken) in [(1, true), (86_400, true), (86_401, false), (.max, false)] as [(Int64, Bool)] {
            let member = JSONValue.integer(seconds)
            let readRefusal = try? Refusal(json: JSONCursor(refusal.setting("retryAfter", member)))
            #expect(readRefusal?.retryAfterSeconds == (isTaken ? Int(seconds) : nil))
            let readReceipt = try? Receipt(json: JSONCursor(receipt.setting("retryAfter", member)))
            #expect(readReceipt?.retryAfterSeconds == (isTaken ? Int(seconds) : nil))
        }
    }

    @Test(
        "what we ask for ourselves lies between a second and a day",
        arguments: [(.min, 1), (0, 1), (86_400, 86_400), (86_401, 86_400), (.max, 86_400)] as [(Int, Int)]
    )
    func ownRetryAfter(asked: Int, written: Int) throws {
        let now = ExampleFederation.now
        let digest = ExampleFederation.digests.digest([1], .sha256)
        let identifier = UniqueIdentifier(at: now, random: SeededRandom("own retryAfter"))
        let receipt = Receipt(
            issuer: .jiangsu,
            audience: .shanghai,
            identifier: identifier,
            issuedAt: now,
            queryDigest: digest,
            answerBy: now.adding(seconds: 60),
            retryAfterSeconds: asked
        )
        #expect(receipt.retryAfterSeconds == written)
        let grounds = RefusalGrounds(
            .quotaExceeded,
            detail: "wait",
            audience: .shanghai,
            queryDigest: digest,
            queryIdentifier: nil,
            retryAfterSeconds: asked
        )
        let refusal = Refusal(grounds, issuer: .jiangsu, identifier: identifier, issuedAt: now)
        #expect(refusal.retryAfterSeconds == written)
    }

    @Test("a refusal without a text says what its code usually says", arguments: RefusalCode.allCases)
    func emptyDetail(code: RefusalCode) async throws {
        let now = ExampleFederation.now
        let admission = try await ExampleFederation().admission()
        let authenticated = admission.authenticate(try await QueryDraft().request(), at: now)
        let query = try #require(authenticated.value)
        let identifier = UniqueIdentifier(at: now, random: SeededRandom("empty detail"))
        let grounds = query.refusal(code, detail: "")
        let refusal = Refusal(grounds, issuer: .jiangsu, identifier: identifier, issuedAt: now)
        #expect(refusal.detail == query.refusal(code).detail)
        #expect(try Refusal(json: JSONCursor(refusal.json)) == refusal)
    }
}
