import Coordination
import ExchangeProtocol
import RecordStore
import Synchronization
import TestSupport
import VerificationDomain

/// A check of two persons in four regions over a real store, made by processes that may die, one after another.
struct InterruptionBench {
    let bench: CheckBench
    let stored: StoreBench
    let household: Household
    /// What each region was sent, in order.
    let deliveries: Deliveries

    /// Query bytes by region.
    final class Deliveries: Sendable {
        private let queries = Mutex<[ProvinceCode: [SignedQuery]]>([:])

        func add(_ query: SignedQuery) { queries.withLock { $0[query.query.audience, default: []].append(query) } }
        func all(of region: ProvinceCode) -> [SignedQuery] { queries.withLock { $0[region] ?? [] } }
    }

    /// Shanghai knows a car, Jiangsu promises an answer for later, Anhui is down: every kind of leg.
    init(jiangsu: CheckBench.Reply? = nil) async throws {
        let federation = try await TestFederation()
        let deliveries = Deliveries()
        let later = HonestRegion(.jiangsu, in: federation)
        let shanghai = HonestRegion(.shanghai, in: federation) { request in
            request.item == .vehicle ? [Examples.vehicle(request)] : []
        }
        let zhejiang = HonestRegion(.zhejiang, in: federation)
        let replies: [ProvinceCode: CheckBench.Reply] = [
            .shanghai: { try await shanghai.reply(to: $0) },
            .jiangsu: jiangsu ?? { try await CheckBench.receipt($0, 5) },
            .zhejiang: { try await zhejiang.reply(to: $0) },
            .anhui: { _ in .problem(status: 500, title: "", body: [7]) },
        ]
        bench = CheckBench(
            federation,
            replies: replies.mapValues { reply in
                { query in
                    deliveries.add(query)
                    return try await reply(query)
                }
            },
            laterReplies: [.jiangsu: { try await later.reply(to: $0) }]
        )
        self.deliveries = deliveries
        stored = try await StoreBench(clock: bench.clock)
        household = try Examples.household(
            [Examples.member("m1", .householdHead), Examples.member("m2", .spouse)],
            everyRegion: true
        )
    }

    /// The coordinator of one process; `dying` writes through a ledger that does not last.
    func service(dying ledger: DyingLedger? = nil) throws -> CheckService {
        CheckService(try bench.parts(ledger: ledger ?? stored.newLedger()))
    }

    func run(dying ledger: DyingLedger? = nil) async throws -> IssuedReport {
        try await service(dying: ledger).run(household, submitted: household.json.canonicalBytes)
    }

    /// Until nobody believes any more that the process of before is at work.
    func waitForLease() { bench.clock.advance(seconds: 60) }

    /// The identifiers of every case in the store.
    func cases() async throws -> [UniqueIdentifier] { try await stored.store.cases.list().map(\.identifier) }
}
