import Answering
import ExchangeProtocol
import Synchronization
import TestSupport
import Testing
import VerificationDomain

@Suite("The work of one query ends in time, and says what it did not get to", .timeLimit(.minutes(20)))
struct TimedWorkTests {
    /// Registers that answer some look-ups at once and then hang.
    private final class Hanging: RegisterLookup {
        let gate = Gate()
        private let answered: Int
        private let stub = RegisterStub()
        private let asked = Mutex(0)

        init(after answered: Int) { self.answered = answered }

        var offeredItems: Set<ItemCategory> { stub.offeredItems }
        var lookUpCount: Int { asked.withLock { $0 } }

        func lookUp(_ request: RegisterRequest, at time: Timestamp) async -> RegisterFinding {
            let number = asked.withLock { asked in
                asked += 1
                return asked
            }
            if number > answered { await gate.pass() }
            return await stub.lookUp(request, at: time)
        }
    }

    private func statuses(_ answer: VerifiedAnswer) -> [OutcomeStatus] {
        answer.finding.outcomes.sorted { $0.item < $1.item }.map(\.status)
    }

    @Test("when the time is over, what was told stays and the rest is timed out, for good")
    func partly() async throws {
        let registers = Hanging(after: 1)
        let bench = try await AnsweringBench(lookUp: registers)
        let query = try await TestQuery.signed()
        async let pending = bench.send(query)
        await registers.gate.arrivals(1)
        bench.alarms.ring()
        let reply = await pending
        let outcomes = try bench.answer(reply, to: query).finding.outcomes
        #expect(outcomes.filter { $0.status == .unavailable(.timedOut) }.count == 1)
        #expect(outcomes.filter { $0.status == .found || $0.status == .none }.count == 1)
        #expect(bench.ledger.events.map(\.kind).count == 1)
        await registers.gate.open()
        #expect(await bench.send(query) == reply)
        #expect(registers.lookUpCount == 2)
    }

    @Test("registers that never answer: every pair is timed out, and the answer is signed")
    func nothing() async throws {
        let registers = Hanging(after: 0)
        let bench = try await AnsweringBench(lookUp: registers)
        let query = try await TestQuery.signed()
        async let pending = bench.send(query)
        await registers.gate.arrivals(1)
        bench.alarms.ring()
        let answer = try bench.answer(await pending, to: query)
        #expect(statuses(answer) == [.unavailable(.timedOut), .unavailable(.timedOut)])
        #expect(registers.lookUpCount == 1, "asked on after the time was over")
        await registers.gate.open()
    }

    @Test("a query that comes hours after it was to be answered is answered: who sends it again waits again")
    func late() async throws {
        let bench = try await AnsweringBench()
        let query = try await TestQuery.signed(at: TestFederation.now.adding(seconds: -4 * 3_600))
        let answer = try bench.answer(await bench.send(query), to: query)
        #expect(statuses(answer) == [.none, .found])
        #expect(bench.alarms.milliseconds == [28_000])
        #expect(bench.registers.lookUps.count == 2)
    }

    @Test(
        "the time is that of the asking side or a synchronous answer's, less a reserve; clocks may differ",
        arguments: [
            (0, 28_000),
            // Theirs is a minute ahead: our own limit counts.
            (60, 55_000),
            // Theirs is a minute behind: `respondBy` has passed here, and they meant 30 s.
            (-60, 28_000),
            (-20, 9_000), (-29, 1_000),
        ] as [(Int64, Int64)]
    )
    func time(secondsAhead: Int64, milliseconds: Int64) async throws {
        let bench = try await AnsweringBench()
        let query = try await TestQuery.signed(at: TestFederation.now.adding(seconds: secondsAhead))
        #expect(await bench.send(query).status == 200)
        #expect(bench.alarms.milliseconds == [milliseconds])
        #expect(bench.alarms.waitingCount == 0, "the alarm was not taken back")
    }
}
