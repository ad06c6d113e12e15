import ExchangeProtocol
import Synchronization
import TestSupport
import Testing
import VerificationDomain

@testable import Coordination

@Suite("A check that is cancelled issues nothing and says nothing about a peer", .timeLimit(.minutes(20)))
struct CheckCancellationTests {
    private func household() throws -> Household {
        try Examples.household([Examples.member("m1", .householdHead, work: [Examples.suzhou])])
    }

    /// What a carrier may return when its task is cancelled, and what may come in the same moment.
    static let outcomes: [DeliveryOutcome] = [
        .timedOut, .unreachable(.connectionLost), .answer([1]), .problem(status: 500, title: ""), .tooLarge,
    ]

    @Test("while a query is out: its leg stays sent, and CancellationError is thrown", arguments: outcomes)
    func whileOut(outcome: DeliveryOutcome) async throws {
        let gate = Gate()
        let bench = CheckBench(
            try await TestFederation(),
            replies: [
                .jiangsu: { _ in
                    await gate.pass()
                    return outcome
                }
            ]
        )
        let household = try household()
        let task = Task { try await bench.run(household) }
        await gate.arrivals(1)
        task.cancel()
        await gate.open()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(bench.ledger.steps(of: .jiangsu).map(\.state) == [.signed, .sent])
        #expect(!bench.journal.contains("merged") && bench.ledger.issue == nil)
    }

    @Test("before a leg has begun: nothing is signed, stored or sent")
    func beforeLeg() async throws {
        let gate = Gate()
        let bench = CheckBench(try await TestFederation())
        let household = try household()
        let task = Task {
            await gate.pass()
            return try await bench.runLeg(household)
        }
        task.cancel()
        await gate.open()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(bench.journal.isEmpty)
    }

    @Test("when every leg has ended: what came back is kept, and no report is made of it")
    func beforeMerging() async throws {
        let federation = try await TestFederation()
        let gate = Gate()
        let honest = HonestRegion(.jiangsu, in: federation)
        let bench = CheckBench(
            federation,
            replies: [
                .jiangsu: { query in
                    await gate.pass()
                    return try await honest.reply(to: query)
                }
            ]
        )
        let household = try household()
        let running = RunningCheck()
        let service = CheckService(try bench.parts())
        let task = Task {
            try await service.run(household, submitted: household.json.canonicalBytes) { progress in
                if progress.region == .jiangsu, progress.state == .accepted { running.cancel() }
            }
        }
        running.keep(task)
        await gate.arrivals(1)
        await gate.open()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(bench.ledger.steps(of: .jiangsu).last?.state == .accepted)
        #expect(!bench.journal.contains("merged") && bench.ledger.issue == nil)
    }

    /// The task of a check, for whoever cancels it from inside.
    private final class RunningCheck: Sendable {
        private let task = Mutex<Task<IssuedReport, any Error>?>(nil)

        func keep(_ task: Task<IssuedReport, any Error>) { self.task.withLock { $0 = task } }
        func cancel() { task.withLock { $0?.cancel() } }
    }
}
