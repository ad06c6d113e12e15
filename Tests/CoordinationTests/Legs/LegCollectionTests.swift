import Coordination
import ExchangeProtocol
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

@Suite("A leg with a receipt asks again, at the peer's pace and until its deadline")
struct LegCollectionTests {
    private static let digests = TestFederation.digests

    private func household() throws -> Household {
        try Examples.household([Examples.member("m1", .householdHead, work: [Examples.suzhou])])
    }

    /// A check whose peer in Jiangsu gives a receipt, and then these replies in order.
    private func run(
        _ seconds: Int,
        _ replies: [CheckBench.Reply]
    ) async throws -> (bench: CheckBench, leg: ReportLeg) {
        let calls = Journal()
        let bench = CheckBench(
            try await TestFederation(),
            replies: [.jiangsu: { try await CheckBench.receipt($0, seconds) }],
            laterReplies: [
                .jiangsu: { query in
                    calls.add("asked again")
                    let reply = replies[min(calls.all.count, replies.count) - 1]
                    return try await reply(query)
                }
            ]
        )
        let report = try await bench.run(try household()).report
        return (bench, try #require(report.legs.first { $0.region == .jiangsu }))
    }

    private func honest() async throws -> CheckBench.Reply {
        let region = HonestRegion(.jiangsu, in: try await TestFederation()) { [Examples.vehicle($0)] }
        return { try await region.reply(to: $0) }
    }

    private func collections(_ bench: CheckBench) -> Int {
        bench.journal.count { $0 == "collected 320000" }
    }

    @Test("the answer that comes at last is accepted, and both replies are evidence")
    func answered() async throws {
        let failures: [CheckBench.Reply] = [
            { _ in .problem(status: 404, title: "") }, { _ in .unreachable(.connectionLost) }, { _ in .timedOut },
        ]
        let (bench, leg) = try await run(5, [{ try await CheckBench.receipt($0, 2) }] + failures + [try await honest()])
        #expect(leg.state == .accepted)
        #expect(bench.pauses.all == ["5000", "2000", "2000", "2000", "2000"])
        let steps = bench.ledger.steps(of: .jiangsu)
        #expect(steps.map(\.state) == [.signed, .sent, .acknowledged, .answered, .accepted])
        #expect(steps.compactMap(\.evidence).map(\.kind) == [.query, .receipt, .answer])
        #expect(try await bench.replay().verifiedAnswers == 2)
    }

    @Test("a peer that never answers is asked until the deadline; the leg then says so and names the receipt")
    func neverAnswered() async throws {
        let (bench, leg) = try await run(7, [{ try await CheckBench.receipt($0, 7) }])
        #expect(collections(bench) == 4)
        #expect(bench.pauses.all == ["7000", "7000", "7000", "7000"])
        #expect(leg.state == .timedOut)
        #expect(leg.statement == .unavailable(.timedOut))
        #expect(leg.violation == "answerLater")
        let receipt = try #require(bench.ledger.steps(of: .jiangsu).compactMap(\.evidence).last)
        #expect(receipt.kind == .receipt)
        #expect(leg.replyDigest == Self.digests.digest(receipt.bytes, .sha256))
        #expect(try await bench.replay().verifiedAnswers == 1)
    }

    @Test("a peer that wants to be asked after the deadline is not waited for")
    func later() async throws {
        let (bench, leg) = try await run(60, [try await honest()])
        #expect(bench.pauses.all.isEmpty && collections(bench) == 0)
        #expect(leg.state == .timedOut && leg.violation == "answerLater")
        #expect(bench.ledger.steps(of: .jiangsu).map(\.state) == [.signed, .sent, .acknowledged, .timedOut])
    }

    @Test("no pause is shorter than a second, whatever the peer says")
    func impatient() async throws {
        let (bench, _) = try await run(-3, [{ try await CheckBench.receipt($0, 0) }])
        #expect(bench.pauses.all.allSatisfy { $0 == "1000" })
        #expect(collections(bench) == 29)
    }

    @Test("what comes later is believed no more than what comes at once")
    func lies() async throws {
        let (_, forged) = try await run(5, [{ query in .answer(query.bytes) }])
        #expect(forged.state == .quarantined)
        let (bench, large) = try await run(5, [{ _ in .tooLarge }])
        #expect(large.state == .quarantined && large.violation == "tooLarge")
        #expect(collections(bench) == 1)
        #expect(try await bench.replay().verifiedAnswers == 1)
        let (empty, nothing) = try await run(5, [{ _ in .garbled(.unknownMediaType, body: []) }])
        #expect(nothing.replyDigest != nil)
        #expect(try await empty.replay().verifiedAnswers == 1)
        let (_, garbage) = try await run(5, [{ _ in .garbled(.unknownMediaType, body: [1]) }])
        #expect(garbage.state == .quarantined && garbage.violation == "unknownMediaType")
        var terms = TestFederation.Terms()
        terms.agreedItems = [.judicial]
        let refusing = HonestRegion(.jiangsu, in: try await TestFederation(terms))
        let (_, refused) = try await run(5, [{ try await refusing.reply(to: $0) }])
        #expect(refused.state == .refused && refused.statement == .refused(.itemsNotAgreed))
    }

    @Test("a check that is cancelled while a leg waits leaves it acknowledged")
    func cancelled() async throws {
        let gate = Gate()
        let bench = CheckBench(
            try await TestFederation(),
            replies: [.jiangsu: { try await CheckBench.receipt($0, 5) }],
            laterReplies: [
                .jiangsu: { _ in
                    await gate.pass()
                    return .timedOut
                }
            ]
        )
        let household = try household()
        let task = Task { try await bench.run(household) }
        await gate.arrivals(1)
        task.cancel()
        await gate.open()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(bench.ledger.steps(of: .jiangsu).last?.state == .acknowledged)
        #expect(bench.ledger.issue == nil)
    }
}
