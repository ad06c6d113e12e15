import Coordination
import CurlTransport
import ExchangeProtocol
import RecordStore
import RegionAdapters
import TestSupport
import Testing
import VerificationDomain

/// Shanghai's asking side as it runs in a node: real store, real log, real transport to Jiangsu.
struct AskingNode {
    let federation: TestFederation
    let store: RecordStore
    private let folder: StoreFolder
    private let service: CheckService
    private let clock: TestClock

    /// - Parameter legMilliseconds: how long the peer gets; short only where a test needs it to run out.
    init(
        _ federation: TestFederation,
        client: CurlClient,
        legMilliseconds: Int64 = 30_000,
        clock: TestClock = TestClock()
    ) async throws {
        self.federation = federation
        self.clock = clock
        folder = try StoreFolder(clock: clock)
        store = try await folder.open()
        let region = try #require(federation.registry.regions.first { $0.region == .jiangsu })
        let peer = try #require(HeduiPeerEndpoint(region))
        let carriers: [ProvinceCode: any QueryCarrier] = [
            .shanghai: OwnRegion(honest: HonestRegion(.shanghai, in: federation)),
            .jiangsu: HeduiPeer(region: .jiangsu, endpoint: peer, client: client, clock: clock),
        ]
        service = CheckService(
            CheckService.Parts(
                region: .shanghai,
                registry: federation.registry,
                carriers: carriers,
                ledger: StoreCaseLedger(
                    store,
                    region: .shanghai,
                    digests: TestFederation.digests,
                    build: "test"
                ),
                signer: try TestFederation.signer(.shanghai),
                verifier: TestFederation.verifier,
                digests: TestFederation.digests,
                random: CountedRandom("asking node"),
                clock: clock,
                rulePacks: TestRulePacks(),
                deadlines: CheckDeadlines(legMilliseconds: legMilliseconds, checkMilliseconds: 60_000),
                auditOrigin: "node.example/log/2026",
                rootKey: federation.rootKey
            )
        )
    }

    /// Checks one person who lives in Shanghai and works in Suzhou.
    func check() async throws -> VerificationReport {
        let household = try Examples.household([
            Examples.member("m1", .householdHead, work: [Examples.suzhou])
        ])
        return try await service.run(household, submitted: household.json.canonicalBytes).report
    }

    func auditEntries() async throws -> [AuditedEntry] { try await folder.auditEntries(of: store) }

    /// The report of a check, the leg of Jiangsu and the entry of the log that closed it.
    func closedLeg() async throws -> (report: VerificationReport, leg: ReportLeg, entry: AuditedEntry) {
        let report = try await check()
        let leg = try #require(report.legs.first { $0.region == .jiangsu })
        let query = leg.queryIdentifier.description
        let entry = try #require(try await auditEntries().last { $0.query == query })
        return (report, leg, entry)
    }
}

/// The deciding region's own registers.
private struct OwnRegion: QueryCarrier {
    let honest: HonestRegion
    var region: ProvinceCode { .shanghai }

    func deliver(_ query: SignedQuery, deadline: Timestamp) async -> DeliveryOutcome {
        (try? await honest.reply(to: query)) ?? .unreachable(.notSent)
    }
}
