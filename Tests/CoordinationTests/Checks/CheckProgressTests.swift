import Coordination
import ExchangeProtocol
import Synchronization
import TestSupport
import Testing
import VerificationDomain

@Suite("Whoever watches a check sees how each leg stands, why, and how much time has passed")
struct CheckProgressTests {
    /// What a check shows, in its order.
    private final class Watcher: Sendable {
        private let events = Mutex<[CheckProgress]>([])

        func see(_ event: CheckProgress) { events.withLock { $0.append(event) } }
        func seen(of region: ProvinceCode) -> [CheckProgress] {
            events.withLock { events in events.filter { $0.region == region } }
        }
    }

    @Test("a leg that fails shows its statement and cause, one that is answered neither, and both their time")
    func events() async throws {
        let bench = CheckBench(
            try await TestFederation(),
            replies: [.jiangsu: { _ in .unreachable(.tlsFailed) }],
            whenOpened: { $0.advance(seconds: 2) }
        )
        let household = try Examples.household([Examples.member("m1", .householdHead, work: [Examples.suzhou])])
        let watcher = Watcher()
        let service = CheckService(try bench.parts())
        _ = try await service.run(household, submitted: household.json.canonicalBytes) { watcher.see($0) }
        let failed = watcher.seen(of: .jiangsu)
        #expect(failed.map(\.state) == [.signed, .sent, .failed])
        #expect(failed.map(\.statement) == [nil, nil, .unavailable(.unreachable)])
        #expect(failed.map(\.cause) == [nil, nil, "tlsFailed"])
        #expect(failed.map(\.elapsedMilliseconds) == [2_000, 2_000, 2_000])
        let accepted = watcher.seen(of: .shanghai)
        #expect(accepted.map(\.state) == [.signed, .sent, .answered, .accepted])
        #expect(accepted.allSatisfy { $0.statement == nil && $0.cause == nil })
        #expect(accepted.allSatisfy { $0.elapsedMilliseconds == 2_000 })
    }
}
