import ExchangeProtocol
import Synchronization
import TestSupport
import Testing
import VerificationDomain

@testable import Coordination

@Suite("A reply is verified as of the moment with which it is stored")
struct LegTimeTests {
    /// One second later each time it is read.
    private final class TickingClock: WallClock, Sendable {
        private let ticks = Mutex<Int64>(0)

        func now() -> Timestamp {
            ticks.withLock { ticks in
                ticks += 1
                return TestFederation.now.adding(seconds: ticks)
            }
        }
    }

    /// The leg of an answer that was issued `ahead` seconds after our clock's next reading, and its stored time.
    private func answered(ahead: Int64) async throws -> (leg: LegResult, receivedAt: Timestamp) {
        let federation = try await TestFederation()
        let clock = TickingClock()
        let honest = HonestRegion(.jiangsu, in: federation)
        let bench = CheckBench(
            federation,
            replies: [.jiangsu: { try await honest.reply(to: $0, at: clock.now().adding(seconds: 1 + ahead)) }]
        )
        let household = try Examples.household([Examples.member("m1", .householdHead, work: [Examples.suzhou])])
        let leg = try await bench.runLeg(household, clock: clock)
        let step = try #require(bench.ledger.steps.first { $0.state == .answered })
        return (leg, step.at)
    }

    @Test("to the second: what a replay would find is what the leg says")
    func sameMoment() async throws {
        let tolerance = ExchangeLimits.clockToleranceSeconds
        let (good, goodTime) = try await answered(ahead: tolerance)
        #expect(good.state == .accepted)
        #expect(good.repliedAt == goodTime)
        let (early, earlyTime) = try await answered(ahead: tolerance + 1)
        #expect(early.state == .quarantined && early.cause == "wrongTime")
        #expect(early.repliedAt == earlyTime)
    }
}
