import Answering
import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("A peer gets what its quota allows, and being over it leaves no trace")
struct AnswerQuotaTests {
    private func terms(perSecond: Int = 1, burst: Int = 2, inFlight: Int = 10) -> TestFederation.Terms {
        var terms = TestFederation.Terms()
        terms.quota = PeerQuota(perSecond: perSecond, burst: burst, inFlight: inFlight)
        return terms
    }

    @Test("over the rate: a signed refusal with 429 and Retry-After, nothing stored, logged or looked up")
    func rate() async throws {
        let bench = try await AnsweringBench(terms())
        for number in 0..<2 { #expect(await bench.send(try await TestQuery.signed("\(number)")).status == 200) }
        let query = try await TestQuery.signed("third")
        let reply = await bench.send(query)
        #expect(reply.status == 429)
        #expect(reply.retryAfterSeconds == 1)
        let refusal = try bench.refusal(reply, of: query)
        #expect(refusal.code == .quotaExceeded)
        #expect(refusal.retryAfterSeconds == 1)
        #expect(bench.ledger.stored.count == 2)
        #expect(bench.ledger.events.count == 2)
        #expect(bench.registers.lookUps.count == 4)
        bench.clock.advance(seconds: 1)
        #expect(await bench.send(query).status == 200)
    }

    @Test("a repetition of what was answered costs no quota")
    func repetition() async throws {
        let bench = try await AnsweringBench(terms(burst: 1))
        let query = try await TestQuery.signed()
        let first = await bench.send(query)
        #expect(first.status == 200)
        for _ in 0..<5 { #expect(await bench.send(query) == first) }
    }

    @Test("over the number in work: 429 until one is done")
    func inFlight() async throws {
        let gate = Gate()
        let bench = try await AnsweringBench(terms(perSecond: 100, burst: 100, inFlight: 1), gate: gate)
        let slow = try await TestQuery.signed("slow")
        let other = try await TestQuery.signed("other")
        async let pending = bench.send(slow)
        await gate.arrivals(1)
        let refused = await bench.send(other)
        #expect(refused.status == 429)
        #expect(refused.retryAfterSeconds == 1)
        await gate.open()
        #expect(await pending.status == 200)
        #expect(await bench.send(other).status == 200)
    }

    @Test("a query that fails in work gives its place back")
    func placeIsGivenBack() async throws {
        let bench = try await AnsweringBench(terms(perSecond: 100, burst: 100, inFlight: 1))
        let query = try await TestQuery.signed()
        bench.ledger.fail(.record)
        for _ in 0..<3 { #expect(await bench.send(query).status == 503) }
        bench.ledger.fail()
        #expect(await bench.send(query).status == 200)
    }

    @Test("one peer's quota is not another's")
    func perPeer() async throws {
        let bench = try await AnsweringBench(terms(burst: 1))
        #expect(await bench.send(try await TestQuery.signed("1")).status == 200)
        #expect(await bench.send(try await TestQuery.signed("2")).status == 429)
        #expect(await bench.send(try await TestQuery.signed("3", by: .anhui)).status == 200)
        #expect(await bench.send(try await TestQuery.signed("4", by: .anhui)).status == 429)
    }
}
