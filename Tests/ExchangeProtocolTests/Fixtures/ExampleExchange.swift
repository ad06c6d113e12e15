import ExchangeProtocol
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

/// One question and its answer, and everything that is needed to check it.
struct ExampleExchange {
    let query: SignedQuery
    let answer: SignedAnswer
    let registry: VerifiedRegistry
    let answeringSigner: any Signer
    let permitted: PermittedQuery

    init(
        _ suite: SignatureSuite = .ed25519,
        disclosure: VerificationDomain.Disclosure = .full,
        findings: [RegisterFinding]? = nil,
        agreement: Agreement? = nil
    ) async throws {
        let federation = ExampleFederation(suite)
        let content = try ExampleFederation.content(agreements: agreement.map { [$0] })
        registry = try await federation.registry(content)
        query = try await ExampleQuery.signed(suite, disclosure: disclosure)
        answeringSigner = try federation.answeringSigner
        permitted = try Self.admit(query, admission: try await federation.admission(content))
        answer = try await Self.builder(suite, signer: answeringSigner).answer(
            to: permitted,
            findings: try findings ?? ExampleFindings.all(),
            at: ExampleFederation.now
        )
    }

    static func builder(
        _ suite: SignatureSuite,
        signer: any Signer,
        variant: ExampleVariant? = nil
    ) -> AnswerBuilder {
        let name = variant.map { "\($0.rawValue) answer" } ?? "answer"
        return AnswerBuilder(
            signer: signer,
            random: SeededRandom("hedui example \(name) \(suite.rawValue)"),
            digests: ExampleFederation.digests
        )
    }

    static func admit(_ query: SignedQuery, admission: Admission) throws -> PermittedQuery {
        let request = InboundRequest(
            bytes: query.bytes,
            contentType: MessageType.query.mediaType,
            carrier: .tls(certificate: ExampleFederation.certificate(query.query.issuer.text))
        )
        let authenticated = try #require(admission.authenticate(request, at: ExampleFederation.now).value)
        return try #require(admission.authorise(authenticated, at: ExampleFederation.now).value)
    }

    func verify(
        _ bytes: [UInt8]? = nil,
        for other: SignedQuery? = nil,
        at now: Timestamp = ExampleFederation.now
    ) throws(AnswerViolation) -> VerifiedAnswer {
        try UnverifiedAnswer(bytes ?? answer.bytes).verify(
            for: other ?? query,
            registry: registry,
            verifier: ExampleFederation.verifier,
            digests: ExampleFederation.digests,
            at: now
        )
    }

    /// The violation that these bytes have; `nil` when they verify.
    func violation(_ bytes: [UInt8], for other: SignedQuery? = nil, at now: Timestamp = ExampleFederation.now)
        -> AnswerViolation?
    {
        do {
            _ = try verify(bytes, for: other, at: now)
            return nil
        } catch {
            return error
        }
    }

    /// The answer with its signed claims changed and signed again.
    func forged(_ change: (JSONValue) -> JSONValue) async throws -> [UInt8] {
        try await forged(disclosures: { $0 }, change)
    }

    /// The same with its disclosures changed as well.
    func forged(
        disclosures: ([String]) -> [String],
        _ change: (JSONValue) -> JSONValue = { $0 }
    ) async throws -> [UInt8] {
        let parts = try Dissection(answer.bytes)
        let signedPart = try await Forgery.jws(.answer, change(parts.payload), signer: answeringSigner)
        return Forgery.answer(signedPart, disclosures(parts.disclosures))
    }
}
