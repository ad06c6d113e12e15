import Answering
import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("An answer over its limits is a signed refusal for good, not a failure that passes")
struct AnswerLimitTests {
    /// Registers that hold so many vehicles of everybody.
    private struct Crowd: RegisterLookup {
        let count: Int
        let stub = RegisterStub()
        var offeredItems: Set<ItemCategory> { stub.offeredItems }

        func lookUp(_ request: RegisterRequest, at time: Timestamp) async -> RegisterFinding {
            let finding = await stub.lookUp(request, at: time)
            guard let record = finding.records.first else { return finding }
            let outcome = ItemOutcome(
                subject: finding.outcome.subject,
                item: finding.outcome.item,
                status: .found,
                recordCount: count
            )
            return RegisterFinding(outcome: outcome, records: Array(repeating: record, count: count))
        }
    }

    private func expectRefusal(_ limits: MessageLimits, _ word: String) async throws {
        var terms = TestFederation.Terms()
        terms.limits = limits
        let registers = Crowd(count: 3)
        let bench = try await AnsweringBench(terms, lookUp: registers)
        let query = try await TestQuery.signed()
        let reply = await bench.send(query)
        #expect(reply.status == 403)
        let refusal = try bench.refusal(reply, of: query)
        #expect(refusal.code == .limitExceeded)
        #expect(refusal.detail.contains(word))
        #expect(bench.ledger.stored.map(\.reply.kind) == [.refusal])
        #expect(bench.ledger.events.map(\.kind) == [.refused(.limitExceeded)])
        let asked = registers.stub.lookUps.count
        bench.clock.advance(seconds: 60)
        #expect(await bench.send(query) == reply)
        #expect(registers.stub.lookUps.count == asked, "the same bytes were looked up again")
    }

    @Test("too many records")
    func records() async throws { try await expectRefusal(MessageLimits(recordCount: 2), "2") }

    @Test("too many bytes")
    func bytes() async throws { try await expectRefusal(MessageLimits(answerByteCount: 700), "700") }

    @Test("within both limits it is an answer")
    func within() async throws {
        var terms = TestFederation.Terms()
        terms.limits = MessageLimits(recordCount: 3)
        let bench = try await AnsweringBench(terms, lookUp: Crowd(count: 3))
        let query = try await TestQuery.signed()
        #expect(try bench.answer(await bench.send(query), to: query).finding.records.count == 3)
    }
}
