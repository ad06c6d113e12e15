import ExchangeProtocol
import Testing
import VerificationDomain

@Suite("The first failing step of admission decides")
struct StepOrderTests {
    /// One fault for each step, and the verdict that it brings.
    static let verdicts: [Int: AdmissionDriver.Verdict] = [
        1: .problem(415, .unsupportedMediaType), 2: .problem(401, .unknownPeer), 3: .problem(401, .badSignature),
        4: .refusal(403, .wrongAudience), 5: .refusal(409, .replay), 6: .refusal(429, .quotaExceeded),
        7: .refusal(403, .noAgreement), 8: .refusal(403, .noAuthorisation), 9: .refusal(403, .malformedSubject),
    ]

    static let pairs: [(Int, Int)] = (1...9).flatMap { first in (first...9).map { (first, $0) } }

    private func spoil(_ draft: inout QueryDraft, _ step: Int) throws {
        switch step {
        case 1: draft.contentType = "application/json"
        case 2: draft.certificateName = "320000"
        case 3: draft.editBytes = { $0.dropLast(4) + Array("AAAA".utf8) }
        case 4: draft.set("aud", "330000")
        case 7: draft.set("agreement", "another")
        case 8: draft.setAuthorisation("purposes", ["tekun"])
        case 9: draft.setSubject(1, "idNumber", "319999198709251042")
        default: break
        }
    }

    @Test("a query that is wrong in two ways gets the earlier step's answer", arguments: pairs)
    func earlierStep(first: Int, second: Int) async throws {
        var draft = try QueryDraft()
        try spoil(&draft, first)
        try spoil(&draft, second)
        var driver = AdmissionDriver(try await ExampleFederation().admission())
        if first == 5 || second == 5 {
            let other = ExampleFederation.digests.digest([1], .sha256)
            driver.seen = SeenQuery(digest: other, reply: StoredReply(kind: .answer, bytes: []))
        }
        if first == 6 || second == 6 {
            driver.bucket = TokenBucket(PeerQuota(perSecond: 1, burst: 1), at: ExampleFederation.now)
            _ = driver.bucket.take(at: ExampleFederation.now)
        }
        #expect(driver.admit(try await draft.request()) == Self.verdicts[first])
    }

    @Test("a query with nothing wrong passes every step", arguments: SignatureSuite.allCases)
    func passes(suite: SignatureSuite) async throws {
        var driver = AdmissionDriver(try await ExampleFederation(suite).admission())
        guard case .permitted(let permitted) = driver.admit(try await QueryDraft(suite).request()) else {
            Issue.record("the query was not permitted")
            return
        }
        #expect(permitted.permitted == permitted.query.asked)
        #expect(permitted.forbidden.isEmpty)
        #expect(permitted.registerRequests.count == 6)
        #expect(permitted.digest.algorithm == suite.digestAlgorithm)
    }

    @Test("the in-process leg passes without a certificate, and only for our own region")
    func inProcess() async throws {
        let federation = ExampleFederation()
        let own = Admission(
            registry: try await federation.registry(),
            region: .shanghai,
            verifier: ExampleFederation.verifier,
            digests: ExampleFederation.digests
        )
        var draft = try QueryDraft()
        draft.set("aud", "310000")
        let bytes = try await draft.request().bytes
        let contentType = MessageType.query.mediaType
        var driver = AdmissionDriver(own)
        let inside = InboundRequest(bytes: bytes, contentType: contentType, carrier: .inProcess(.shanghai))
        guard case .permitted = driver.admit(inside) else {
            Issue.record("our own query was not permitted")
            return
        }
        let pretended = InboundRequest(bytes: bytes, contentType: contentType, carrier: .inProcess(.jiangsu))
        #expect(driver.admit(pretended) == .problem(401, .unknownPeer))
        let bare = InboundRequest(bytes: bytes, contentType: contentType, tlsCertificate: nil)
        #expect(driver.admit(bare) == .problem(401, .unknownPeer))
        var other = AdmissionDriver(try await federation.admission())
        #expect(other.admit(inside) == .problem(401, .unknownPeer))
    }

    @Test("what our own side hands over in another region's name comes from nobody")
    func inProcessForAnother() async throws {
        let request = try await QueryDraft().request()
        let inside = InboundRequest(
            bytes: request.bytes,
            contentType: request.contentType,
            carrier: .inProcess(.jiangsu)
        )
        var driver = AdmissionDriver(try await ExampleFederation().admission())
        #expect(driver.admit(inside) == .problem(401, .unknownPeer))
    }
}
