import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("An answer comes back as it was given")
struct AnswerRoundTripTests {
    @Test("outcomes and records survive in every suite", arguments: SignatureSuite.allCases)
    func roundTrip(suite: SignatureSuite) async throws {
        let exchange = try await ExampleExchange(suite)
        let verified = try exchange.verify()
        let findings = try ExampleFindings.all()
        #expect(Set(verified.finding.outcomes) == Set(findings.map(\.outcome)))
        #expect(Set(verified.finding.records) == Set(findings.flatMap(\.records)))
        #expect(verified.finding.region == .jiangsu)
        #expect(verified.issuer == .jiangsu)
        #expect(verified.identifier == exchange.answer.identifier)
        #expect(verified.digest == exchange.answer.digest)
        #expect(verified.digest.algorithm == suite.digestAlgorithm)
        #expect(verified.keyIdentifier == exchange.answeringSigner.keyIdentifier)
    }

    @Test("the same findings, time and random bytes give the same signed claims and disclosures")
    func deterministic() async throws {
        let first = try Dissection(try await ExampleExchange(.es256).answer.bytes)
        let exchange = try await ExampleExchange(.es256)
        let second = try Dissection(exchange.answer.bytes)
        // ES256 signs with a random number, so the query's bytes and with them queryHash differ.
        #expect(first.payload.setting("queryHash", nil) == second.payload.setting("queryHash", nil))
        #expect(first.disclosures == second.disclosures)
        let ed25519 = try await ExampleExchange(.ed25519).answer
        #expect(try await ExampleExchange(.ed25519).answer == ed25519)
    }

    @Test("the signed part holds no name, number or amount")
    func signedPartIsBlind() async throws {
        let payload = try Dissection(try await ExampleExchange().answer.bytes).payload.canonicalText
        for secret in ["319999", "测试", "1234500", "6222", "江苏银行"] { #expect(!payload.contains(secret)) }
    }

    @Test("two suites may meet: the query in one, the answer in another")
    func mixedSuites() async throws {
        let federation = ExampleFederation(.sm2sm3)
        let query = try await ExampleQuery.signed(.es256)
        let permitted = try ExampleExchange.admit(query, admission: try await federation.admission())
        let answer = try await ExampleExchange.builder(.sm2sm3, signer: federation.answeringSigner).answer(
            to: permitted,
            findings: ExampleFindings.all(),
            at: federation.now
        )
        let verified = try UnverifiedAnswer(answer.bytes).verify(
            for: query,
            registry: try await federation.registry(),
            verifier: ExampleFederation.verifier,
            digests: ExampleFederation.digests,
            at: federation.now
        )
        #expect(verified.digest.algorithm == .sm3)
    }

    @Test("forbidden pairs stand in the answer with their reason")
    func forbiddenOutcomes() async throws {
        let agreement = try ExampleFederation.agreement(items: [.deposit])
        let findings = try ExampleFindings.all().filter { $0.outcome.item == .deposit }
        let exchange = try await ExampleExchange(findings: findings, agreement: agreement)
        let outcomes = try exchange.verify().finding.outcomes
        #expect(outcomes.count == 6)
        #expect(outcomes.filter { $0.status == .notQueried(.outOfScope) }.count == 4)
    }

    @Test("flags are taken where only flags were announced")
    func thresholdOnly() async throws {
        let value = RecordValue.flag(threshold: Money(fen: 5_000_000), exceeds: false)
        var findings = try ExampleFindings.all()
        findings[0] = try ExampleFindings.finding(
            "p1",
            .deposit,
            status: .thresholdOnly,
            records: [try ExampleFindings.deposit(fen: 1, value: value)]
        )
        let exchange = try await ExampleExchange(disclosure: .threshold, findings: findings)
        #expect(try exchange.verify().finding.records.contains { $0.value == value })
    }

    @Test("the order of disclosures does not matter")
    func reordered() async throws {
        let exchange = try await ExampleExchange()
        let bytes = try await exchange.forged(disclosures: { $0.reversed() })
        #expect(exchange.violation(bytes) == nil)
    }
}
