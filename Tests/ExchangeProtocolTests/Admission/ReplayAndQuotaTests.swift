import ExchangeProtocol
import Testing
import VerificationDomain

@Suite("Steps 5 and 6 remember and ration")
struct ReplayAndQuotaTests {
    private let reply = StoredReply(kind: .answer, bytes: [1, 2, 3])

    private func digest(_ byte: UInt8) -> Digest { ExampleFederation.digests.digest([byte], .sm3) }

    @Test("new, the same again, and another under a used identifier are three things")
    func decision() {
        #expect(ReplayDecision.decide(seen: nil, digest: digest(1)) == .first)
        let seen = SeenQuery(digest: digest(1), reply: reply)
        #expect(ReplayDecision.decide(seen: seen, digest: digest(1)) == .again(reply))
        #expect(ReplayDecision.decide(seen: seen, digest: digest(2)) == .conflict)
        let otherAlgorithm = ExampleFederation.digests.digest([1], .sha256)
        #expect(ReplayDecision.decide(seen: seen, digest: otherAlgorithm) == .conflict)
    }

    @Test("the same bytes get the same reply, though the quota is used up")
    func sameReply() async throws {
        let request = try await QueryDraft().request()
        let admission = try await ExampleFederation().admission()
        let query = try #require(admission.authenticate(request, at: ExampleFederation.now).value)
        var driver = AdmissionDriver(
            admission,
            seen: SeenQuery(digest: query.digest, reply: reply),
            quota: PeerQuota(perSecond: 1, burst: 1)
        )
        #expect(driver.admit(request) == .again(reply))
        #expect(driver.admit(request) == .again(reply))
        #expect(query.rememberUntil == query.expiresAt.adding(seconds: 300))
    }

    @Test("a replay with a broken signature gets nothing")
    func forgedReplay() async throws {
        var draft = try QueryDraft()
        draft.editBytes = { $0.dropLast(4) + Array("AAAA".utf8) }
        let request = try await draft.request()
        let digest = ExampleFederation.digests.digest(request.bytes, .sha256)
        var driver = AdmissionDriver(
            try await ExampleFederation().admission(),
            seen: SeenQuery(digest: digest, reply: reply)
        )
        #expect(driver.admit(request) == .problem(401, .badSignature))
    }

    @Test("a bucket gives its burst, then its rate")
    func bucket() {
        let start = ExampleFederation.now
        var bucket = TokenBucket(PeerQuota(perSecond: 2, burst: 3), at: start)
        for _ in 0..<3 { #expect(bucket.take(at: start) == .taken) }
        #expect(bucket.take(at: start) == .refused(retryAfterSeconds: 1))
        #expect(bucket.take(at: start.adding(milliseconds: 499)) == .refused(retryAfterSeconds: 1))
        #expect(bucket.take(at: start.adding(milliseconds: 500)) == .taken)
        #expect(bucket.take(at: start.adding(milliseconds: 500)) == .refused(retryAfterSeconds: 1))
        let later = start.adding(seconds: 1_000_000_000)
        for _ in 0..<3 { #expect(bucket.take(at: later) == .taken) }
        #expect(bucket.take(at: later) == .refused(retryAfterSeconds: 1))
    }

    @Test("a clock that steps back refills nothing and does not crash")
    func clockSteps() {
        let start = ExampleFederation.now
        var bucket = TokenBucket(PeerQuota(perSecond: 100_000, burst: 1), at: start)
        #expect(bucket.take(at: start) == .taken)
        #expect(bucket.take(at: start.adding(seconds: -86_400)) == .refused(retryAfterSeconds: 1))
        #expect(bucket.take(at: Timestamp(milliseconds: 0)) == .refused(retryAfterSeconds: 1))
        #expect(bucket.take(at: start) == .taken)
    }

    @Test("no more than burst + rate × time are ever taken")
    func neverMore() {
        var bucket = TokenBucket(PeerQuota(perSecond: 7, burst: 5), at: ExampleFederation.now)
        var taken = 0
        for step in 0..<10_000 where bucket.take(at: ExampleFederation.now.adding(milliseconds: Int64(step))) == .taken
        {
            taken += 1
        }
        #expect(taken == 5 + 69)
    }

    @Test("a quota outside its range counts as the nearer end")
    func quotaRange() {
        let quota = PeerQuota(perSecond: 0, burst: -5, inFlight: 1_000_000)
        #expect(quota == PeerQuota(perSecond: 1, burst: 1, inFlight: 100_000))
    }

    @Test("each refusal code has its status")
    func statuses() {
        for code in RefusalCode.allCases {
            let expected = code == .replay ? 409 : code == .quotaExceeded ? 429 : 403
            #expect(code.httpStatus == expected)
        }
        #expect(Set(ProblemDetails.Kind.allCases.map(\.status)) == [400, 401, 404, 413, 415, 503])
    }
}
