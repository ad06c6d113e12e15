import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("An answer still proves itself after an erasure")
struct ErasureTests {
    private func stored(
        _ exchange: ExampleExchange,
        _ bytes: [UInt8],
        registry: VerifiedRegistry? = nil
    ) throws(AnswerViolation) -> StoredAnswer {
        try UnverifiedAnswer(bytes).verifyStored(
            for: exchange.query,
            registry: registry ?? exchange.registry,
            verifier: ExampleFederation.verifier,
            digests: ExampleFederation.digests,
            receivedAt: ExampleFederation.now
        )
    }

    @Test("a whole answer has no missing digests")
    func whole() async throws {
        let exchange = try await ExampleExchange()
        let stored = try stored(exchange, exchange.answer.bytes)
        #expect(stored.missingDigests.isEmpty)
        #expect(stored.answer == (try exchange.verify()))
    }

    @Test("erasing a person leaves the signature, the outcomes and the others", arguments: SignatureSuite.allCases)
    func erased(suite: SignatureSuite) async throws {
        let exchange = try await ExampleExchange(suite)
        let erased = try UnverifiedAnswer(exchange.answer.bytes).erasing([try ExampleQuery.reference("p1")])
        let stored = try stored(exchange, erased.bytes)
        #expect(stored.missingDigests.count == 3)
        #expect(stored.answer.finding.records.isEmpty)
        #expect(stored.answer.finding.outcomes.count == 6)
        #expect(stored.answer.signedPartDigest == (try exchange.verify()).signedPartDigest)
        #expect(exchange.violation(erased.bytes) == .undisclosedDigest)
    }

    @Test("what was not signed is a violation later too")
    func foreignDisclosure() async throws {
        let exchange = try await ExampleExchange()
        let foreign = try Dissection(try await ExampleExchange(.es256).answer.bytes).disclosures[0]
        let parts = try Dissection(exchange.answer.bytes)
        #expect(throws: AnswerViolation.unmatchedDisclosure) {
            try stored(exchange, Forgery.answer(parts.signedPart, [foreign]))
        }
        #expect(throws: AnswerViolation.self) { try stored(exchange, Array(exchange.answer.bytes.dropFirst())) }
    }

    @Test("a key that was revoked after the receipt still proves it, one revoked before does not")
    func revokedLater() async throws {
        let exchange = try await ExampleExchange()
        let now = ExampleFederation.now
        func registry(revokedAt: Timestamp) async throws -> VerifiedRegistry {
            let keys = try ExampleFederation.keys(of: .jiangsu, revokedAt: revokedAt)
            return try await ExampleFederation().registry(
                ExampleFederation.content(regions: [
                    try ExampleFederation.region(.shanghai), try ExampleFederation.region(.jiangsu, keys: keys),
                ])
            )
        }
        let later = try await registry(revokedAt: now.adding(seconds: 60))
        #expect(try stored(exchange, exchange.answer.bytes, registry: later).missingDigests.isEmpty)
        let before = try await registry(revokedAt: now.adding(seconds: -60))
        #expect(throws: AnswerViolation.unknownKey(.revoked)) {
            try stored(exchange, exchange.answer.bytes, registry: before)
        }
    }

    @Test("a pair has fewer records than announced after an erasure, never more")
    func moreThanAnnounced() async throws {
        let exchange = try await ExampleExchange()
        // In order: two deposits of p1, no real estate and one vehicle; the sum stays what it was.
        let bytes = try await exchange.forged { payload in
            payload.changing("outcomes") { outcomes in
                outcomes.changing(0) { $0.setting("recordCount", 1) }.changing(2) { $0.setting("recordCount", 2) }
            }
        }
        let violation = AnswerViolation.recordCountMismatch(try ExampleFindings.pair("p1", .deposit))
        #expect(throws: violation) { try stored(exchange, bytes) }
    }
}
