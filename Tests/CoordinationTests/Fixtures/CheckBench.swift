import Coordination
import ExchangeProtocol
import TestSupport
import VerificationDomain

/// A coordinator in Shanghai with scripted peers and a ledger in memory.
struct CheckBench {
    let federation: TestFederation
    let ledger: MemoryCaseLedger
    let clock = TestClock()
    let carriers: [ProvinceCode: any QueryCarrier]

    typealias Reply = @Sendable (SignedQuery) async throws -> DeliveryOutcome

    init(
        _ federation: TestFederation,
        failingAt line: String? = nil,
        records: @escaping @Sendable (ProvinceCode, RegisterRequest) -> [VerificationRecord] = { _, _ in [] },
        replies: [ProvinceCode: Reply] = [:],
        without absent: Set<ProvinceCode> = []
    ) {
        self.federation = federation
        let journal = Journal()
        ledger = MemoryCaseLedger(journal, failingAt: line)
        var carriers: [ProvinceCode: any QueryCarrier] = [:]
        for region in ProvinceCode.yangtzeDelta where !absent.contains(region) {
            let honest = HonestRegion(region, in: federation) { records(region, $0) }
            let reply = replies[region] ?? { try await honest.reply(to: $0) }
            carriers[region] = ScriptedCarrier(region: region, journal: journal, reply: reply)
        }
        self.carriers = carriers
    }

    var journal: [String] { ledger.journal.all }

    func parts() throws -> CheckService.Parts {
        CheckService.Parts(
            region: .shanghai,
            registry: federation.registry,
            carriers: carriers,
            ledger: ledger,
            signer: try TestFederation.signer(.shanghai),
            verifier: TestFederation.verifier,
            digests: TestFederation.digests,
            random: CountedRandom("check bench"),
            clock: clock,
            rulePacks: TestRulePacks(),
            deadlines: CheckDeadlines(legMilliseconds: 30_000, checkMilliseconds: 60_000),
            auditOrigin: "audit.310000.example/log/2026"
        )
    }

    func run(_ household: Household) async throws -> IssuedReport {
        try await CheckService(parts()).run(household, submitted: household.json.canonicalBytes)
    }

    var verification: ReportVerification {
        ReportVerification(
            registry: federation.registry,
            verifier: TestFederation.verifier,
            digests: TestFederation.digests
        )
    }

    func replay() async throws -> CheckReplay.Outcome {
        guard let identifier = ledger.opening?.identifier else { throw CoordinationError(.unknownCase) }
        return try replaying().replay(try await ledger.load(identifier))
    }

    func replaying() -> CheckReplay {
        CheckReplay(
            rootKey: federation.rootKey,
            verifier: TestFederation.verifier,
            digests: TestFederation.digests,
            rulePacks: TestRulePacks(),
            region: .shanghai
        )
    }
}
