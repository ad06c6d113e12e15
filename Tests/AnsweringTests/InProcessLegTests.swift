import Answering
import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("The own region's leg keeps the contract of every carrier", .timeLimit(.minutes(20)))
struct InProcessLegTests {
    private struct Bench {
        let federation: TestFederation
        let ledger = MemoryAnsweringLedger()
        let clock = TestClock()
        let alarms = TestAlarms()
        let leg: InProcessLeg

        /// Jiangsu asks itself.
        init(gate: Gate? = nil, alarm: Alarm? = nil) async throws {
            federation = try await TestFederation()
            let service = AnsweringService(
                AnsweringService.Parts(
                    admission: federation.admission(of: .jiangsu),
                    registers: RegisterStub(gate: gate),
                    ledger: ledger,
                    signer: try TestFederation.signer(.jiangsu),
                    digests: TestFederation.digests,
                    random: CountedRandom("in process"),
                    clock: clock,
                    alarm: TestAlarms().alarm
                )
            )
            leg = InProcessLeg(region: .jiangsu, answering: service, clock: clock, alarm: alarm ?? alarms.alarm)
        }

        func query(authorisedRegions: [ProvinceCode] = [.jiangsu]) async throws -> SignedQuery {
            try await TestQuery.signed(by: .jiangsu, authorisedRegions: authorisedRegions)
        }

        var deadline: Timestamp { clock.now().adding(seconds: 30) }
    }

    @Test("the answer is the signed bytes that a peer would get")
    func answers() async throws {
        let bench = try await Bench()
        let query = try await bench.query()
        let outcome = await bench.leg.deliver(query, deadline: bench.deadline)
        guard case .answer(let bytes) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(bench.ledger.stored.map(\.reply.bytes) == [bytes])
        #expect(bench.alarms.milliseconds == [30_000])
        #expect(bench.alarms.waitingCount == 0)
    }

    @Test("the own side's refusal arrives as the refusal that is stored, with its status")
    func refused() async throws {
        let bench = try await Bench()
        let query = try await bench.query(authorisedRegions: [.anhui])
        let outcome = await bench.leg.deliver(query, deadline: bench.deadline)
        guard case .refusal(let bytes, let status) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(status == 403)
        #expect(bench.ledger.stored.map(\.reply) == [StoredReply(kind: .refusal, bytes: bytes)])
    }

    @Test("a problem of the own side keeps its status")
    func problem() async throws {
        let bench = try await Bench()
        bench.ledger.fail(.record)
        let outcome = await bench.leg.deliver(try await bench.query(), deadline: bench.deadline)
        guard case .problem(let status, _, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(status == 503)
    }

    @Test("the machine's alarm ends it too")
    func machineAlarm() async throws {
        let gate = Gate()
        let bench = try await Bench(gate: gate, alarm: .machine)
        let soon = bench.clock.now().adding(milliseconds: 1)
        #expect(await bench.leg.deliver(try await bench.query(), deadline: soon) == .timedOut)
        await gate.open()
    }

    @Test("a register that hangs does not hold it beyond its deadline; the same bytes get the answer later")
    func deadline() async throws {
        let gate = Gate()
        let bench = try await Bench(gate: gate)
        let query = try await bench.query()
        async let pending = bench.leg.deliver(query, deadline: bench.deadline)
        await gate.arrivals(1)
        bench.alarms.ring()
        #expect(await pending == .timedOut)
        #expect(bench.ledger.stored.isEmpty)
        async let again = bench.leg.deliver(query, deadline: bench.deadline)
        await gate.open()
        guard case .answer = await again else {
            Issue.record("no answer")
            return
        }
    }

    @Test("a deadline that has passed is timed out at once")
    func passed() async throws {
        let bench = try await Bench()
        let query = try await bench.query()
        #expect(await bench.leg.deliver(query, deadline: bench.clock.now()) == .timedOut)
        #expect(bench.ledger.stored.isEmpty)
    }

    @Test("cancelling its task ends it as timed out")
    func cancelled() async throws {
        let gate = Gate()
        let bench = try await Bench(gate: gate)
        let query = try await bench.query()
        let task = Task { await bench.leg.deliver(query, deadline: bench.deadline) }
        await gate.arrivals(1)
        task.cancel()
        #expect(await task.value == .timedOut)
        await gate.open()
    }
}
