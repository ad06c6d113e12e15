import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("Receipts, refusals and capabilities are bound as answers are")
struct StatementTests {
    static func receipt(_ query: SignedQuery) throws -> Receipt {
        let now = ExampleFederation.now
        return Receipt(
            issuer: .jiangsu,
            audience: .shanghai,
            identifier: UniqueIdentifier(at: now, random: SeededRandom("hedui example receipt")),
            issuedAt: now,
            queryDigest: query.digest(ExampleFederation.digests),
            answerBy: now.adding(seconds: 86_400),
            retryAfterSeconds: 600
        )
    }

    static func refusal(_ query: SignedQuery, _ code: RefusalCode = .noAuthorisation) -> Refusal {
        let grounds = RefusalGrounds(
            code,
            detail: "authorizations: none is in force for any person and item",
            audience: .shanghai,
            queryDigest: query.digest(ExampleFederation.digests),
            queryIdentifier: query.query.identifier,
            retryAfterSeconds: code == .quotaExceeded ? 2 : nil
        )
        let now = ExampleFederation.now
        let identifier = UniqueIdentifier(at: now, random: SeededRandom("hedui example refusal"))
        return Refusal(grounds, issuer: .jiangsu, identifier: identifier, issuedAt: now)
    }

    private func verify(receipt bytes: [UInt8], for query: SignedQuery, at now: Timestamp = ExampleFederation.now)
        async throws -> VerifiedReceipt
    {
        try UnverifiedReceipt(bytes).verify(
            for: query,
            registry: try await ExampleFederation().registry(),
            verifier: ExampleFederation.verifier,
            digests: ExampleFederation.digests,
            at: now
        )
    }

    private func verify(refusal bytes: [UInt8], for query: SignedQuery) async throws -> VerifiedRefusal {
        try UnverifiedRefusal(bytes).verify(
            for: query,
            registry: try await ExampleFederation().registry(),
            verifier: ExampleFederation.verifier,
            digests: ExampleFederation.digests,
            at: ExampleFederation.now
        )
    }

    @Test("a receipt verifies in every suite", arguments: SignatureSuite.allCases)
    func receipt(suite: SignatureSuite) async throws {
        let query = try await ExampleQuery.signed(suite)
        let signed = try await SignedReceipt.sign(
            Self.receipt(query),
            with: ExampleKeys.signer(suite, ProvinceCode.jiangsu)
        )
        let verified = try await verify(receipt: signed.bytes, for: query)
        #expect(verified.receipt == signed.receipt)
    }

    @Test("a refusal verifies in every suite and with every code", arguments: SignatureSuite.allCases)
    func refusal(suite: SignatureSuite) async throws {
        let query = try await ExampleQuery.signed(suite)
        for code in suite == .ed25519 ? RefusalCode.allCases : [.replay] {
            let signed = try await SignedRefusal.sign(
                Self.refusal(query, code),
                with: ExampleKeys.signer(suite, ProvinceCode.jiangsu)
            )
            let verified = try await verify(refusal: signed.bytes, for: query)
            #expect(verified.refusal == signed.refusal)
        }
    }

    @Test("a receipt or refusal for another query, of another region or type does not verify")
    func unbound() async throws {
        let query = try await ExampleQuery.signed()
        let other = try await ExampleQuery.signed(.es256)
        let signer = try ExampleKeys.signer(.ed25519, ProvinceCode.jiangsu)
        let receipt = try await SignedReceipt.sign(Self.receipt(query), with: signer)
        let refusal = try await SignedRefusal.sign(Self.refusal(query), with: signer)
        await #expect(throws: AnswerViolation.wrongQuery) { try await verify(receipt: receipt.bytes, for: other) }
        await #expect(throws: AnswerViolation.wrongQuery) { try await verify(refusal: refusal.bytes, for: other) }
        await #expect(throws: AnswerViolation.wrongType) { try await verify(receipt: refusal.bytes, for: query) }
        await #expect(throws: AnswerViolation.wrongType) { try await verify(refusal: receipt.bytes, for: query) }
        let asking = try ExampleKeys.signer(.ed25519, ProvinceCode.shanghai)
        let own = try await SignedReceipt.sign(Self.receipt(query), with: asking)
        await #expect(throws: AnswerViolation.unknownKey(.unknown)) {
            try await verify(receipt: own.bytes, for: query)
        }
    }

    @Test("an answer's type, time and size are checked too")
    func envelope() async throws {
        let query = try await ExampleQuery.signed()
        let signer = try ExampleKeys.signer(.ed25519, ProvinceCode.jiangsu)
        let receipt = try await SignedReceipt.sign(Self.receipt(query), with: signer)
        let early = ExampleFederation.now.adding(seconds: -301)
        await #expect(throws: AnswerViolation.wrongTime) {
            try await verify(receipt: receipt.bytes, for: query, at: early)
        }
        let large = [UInt8](repeating: 65, count: ExchangeLimits.statementByteCount + 1)
        await #expect(throws: AnswerViolation.tooLarge) { try await verify(refusal: large, for: query) }
        for count in stride(from: 0, to: receipt.bytes.count, by: 11) {
            await #expect(throws: AnswerViolation.self) {
                try await verify(receipt: Array(receipt.bytes[..<count]), for: query)
            }
        }
    }

    @Test("a refusal with an unknown code or an unknown claim is malformed")
    func malformedRefusal() async throws {
        let query = try await ExampleQuery.signed()
        let signer = try ExampleKeys.signer(.ed25519, ProvinceCode.jiangsu)
        let wrong: [(String, JSONValue)] = [
            ("code", "badMood"), ("detail", ""), ("detail", "one\ntwo"), ("extra", 1), ("retryAfter", 0),
        ]
        for (name, value) in wrong {
            let bytes = try await Forgery.jws(.refusal, Self.refusal(query).json.setting(name, value), signer: signer)
            do {
                _ = try await verify(refusal: bytes, for: query)
                Issue.record("\(name) was taken")
            } catch {
                #expect((error as? AnswerViolation)?.code == "malformed")
            }
        }
    }

    @Test("capabilities verify for their region and in their time")
    func capabilities() async throws {
        let now = ExampleFederation.now
        let maintenance = try #require(
            Capabilities.MaintenanceWindow(from: now.adding(seconds: 60), to: now.adding(seconds: 3600))
        )
        let capabilities = Capabilities(
            issuer: .jiangsu,
            issuedAt: now,
            expiresAt: now.adding(seconds: 86_400),
            items: [.deposit, .vehicle],
            disclosures: [.full, .banded],
            maintenance: [maintenance]
        )
        let signed = try await SignedCapabilities.sign(
            capabilities,
            with: ExampleKeys.signer(.es256, ProvinceCode.jiangsu)
        )
        let registry = try await ExampleFederation().registry()
        func verify(_ region: ProvinceCode, at time: Timestamp) throws(AnswerViolation) -> Capabilities {
            try signed.verify(from: region, registry: registry, verifier: ExampleFederation.verifier, at: time)
        }
        #expect(try verify(.jiangsu, at: now) == capabilities)
        #expect(throws: AnswerViolation.unknownKey(.unknown)) { try verify(.shanghai, at: now) }
        #expect(throws: AnswerViolation.wrongTime) { try verify(.jiangsu, at: now.adding(seconds: 86_700)) }
        #expect(throws: AnswerViolation.wrongTime) { try verify(.jiangsu, at: now.adding(seconds: -301)) }
    }
}
