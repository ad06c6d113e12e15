import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("An answer is bound to the query, the region and the time")
struct AnswerEnvelopeTests {
    @Test("an answer to another query is no answer to this one")
    func otherQuery() async throws {
        let exchange = try await ExampleExchange()
        let other = try await SignedQuery.sign(
            ExampleQuery.query(.es256),
            with: ExampleKeys.signer(.ed25519, ProvinceCode.shanghai)
        )
        #expect(exchange.violation(exchange.answer.bytes, for: other) == .wrongQuery)
        let bytes = try await exchange.forged {
            $0.setting("queryHash", .string("sm3:" + String(repeating: "0", count: 64)))
        }
        #expect(exchange.violation(bytes) == .wrongQuery)
    }

    @Test("issuer and audience are those of the query, turned round")
    func regions() async throws {
        let exchange = try await ExampleExchange()
        #expect(exchange.violation(try await exchange.forged { $0.setting("iss", "310000") }) == .wrongIssuer)
        #expect(exchange.violation(try await exchange.forged { $0.setting("aud", "320000") }) == .wrongAudience)
    }

    @Test("a key of another region does not sign for the one that was asked")
    func otherRegionsKey() async throws {
        let exchange = try await ExampleExchange()
        let parts = try Dissection(exchange.answer.bytes)
        let signer = try ExampleKeys.signer(.ed25519, ProvinceCode.shanghai)
        let signed = try await Forgery.jws(.answer, parts.payload, signer: signer)
        #expect(exchange.violation(Forgery.answer(signed, parts.disclosures)) == .unknownKey(.unknown))
        let header = Forgery.header(.answer, signer).setting("kid", "ed25519.320000")
        let pretended = try await Forgery.jws(header: header, payload: parts.payload.canonicalBytes, signer: signer)
        #expect(exchange.violation(Forgery.answer(pretended, parts.disclosures)) == .badSignature)
    }

    @Test(
        "every header trick is a violation",
        arguments: [
            ("alg", "none", "headerDisagrees"), ("alg", "ES256", "headerDisagrees"),
            ("typ", "hedui-query+jwt", "wrongType"), ("kid", "unknown", "unknownKey"),
            ("crit", ["b64"], "forbiddenHeader"),
            ("jwk", .object([]), "forbiddenHeader"), ("x5u", "https://a.example", "forbiddenHeader"),
            ("jku", "https://a.example", "forbiddenHeader"), ("typ", nil, "malformed"),
        ] as [(String, JSONValue?, String)]
    )
    func header(name: String, value: JSONValue?, code: String) async throws {
        let exchange = try await ExampleExchange()
        let parts = try Dissection(exchange.answer.bytes)
        let signer = exchange.answeringSigner
        let header = Forgery.header(.answer, signer).setting(name, value)
        let signed = try await Forgery.jws(header: header, payload: parts.payload.canonicalBytes, signer: signer)
        #expect(exchange.violation(Forgery.answer(signed, parts.disclosures))?.code == code)
    }

    @Test("an answer is of now: neither ahead, nor expired, nor older than the query")
    func times() async throws {
        let exchange = try await ExampleExchange()
        let now = ExampleFederation.now
        func at(_ iat: Int64, _ exp: Int64) async throws -> AnswerViolation? {
            let bytes = try await exchange.forged {
                $0.setting("iat", .integer(now.seconds + iat)).setting("exp", .integer(now.seconds + exp))
            }
            return exchange.violation(bytes)
        }
        #expect(try await at(300, 1000) == nil)
        #expect(try await at(301, 1000) == .wrongTime)
        #expect(try await at(-300, 1000) == nil)
        #expect(try await at(-301, 1000) == .wrongTime)
        #expect(try await at(-300, -299) == nil)
        #expect(try await at(0, 0) == .wrongTime)
        #expect(exchange.violation(exchange.answer.bytes, at: now.adding(seconds: 29 * 86_400)) == nil)
        let late = now.adding(seconds: 30 * 86_400 + 300)
        #expect(exchange.violation(exchange.answer.bytes, at: late) == .wrongTime)
    }

    @Test("the digests are of the key's suite")
    func digestAlgorithm() async throws {
        let exchange = try await ExampleExchange()
        #expect(exchange.violation(try await exchange.forged { $0.setting("_sd_alg", "sm3") }) == .wrongDigestAlgorithm)
        #expect(exchange.violation(try await exchange.forged { $0.setting("_sd_alg", "md5") })?.code == "malformed")
        #expect(exchange.violation(try await exchange.forged { $0.setting("_sd_alg", nil) })?.code == "malformed")
    }

    @Test(
        "an unknown or missing claim is malformed",
        arguments: ["jti", "iat", "exp", "queryHash", "outcomes", "records", "cnf"]
    )
    func claims(name: String) async throws {
        let exchange = try await ExampleExchange()
        let bytes = try await exchange.forged { $0.setting(name, name == "cnf" ? "x" : nil) }
        #expect(exchange.violation(bytes)?.code == "malformed")
    }

    @Test("every violation has a code of its own and says nothing personal")
    func descriptions() throws {
        let pair = try ExampleFindings.pair("p1", .deposit)
        let all: [AnswerViolation] = [
            .tooLarge, .malformed(place: "$"), .forbiddenHeader, .wrongType, .headerDisagrees, .unknownKey(.revoked),
            .badSignature, .wrongIssuer, .wrongAudience, .wrongTime, .wrongQuery, .wrongDigestAlgorithm,
            .missingOutcome(pair), .duplicateOutcome(pair), .unaskedOutcome(pair), .outcomeNotAllowed(pair),
            .recordCountMismatch(pair), .amountNotAllowed(pair), .recordForUnaskedSubject(pair), .undisclosedDigest,
            .unmatchedDisclosure, .duplicateDigest, .decoy, .tooManyRecords,
        ]
        #expect(Set(all.map(\.code)).count == all.count)
        #expect(Set(all.map(\.description)).count == all.count)
    }
}
