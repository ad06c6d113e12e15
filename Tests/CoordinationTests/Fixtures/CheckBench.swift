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
    var deadlines = CheckDeadlines(legMilliseconds: 30_000, checkMilliseconds: 60_000)
    /// Region and deadline of each delivery.
    let carrierDeadlines = Journal()
    /// The pauses that legs made, in milliseconds; each moves the clock.
    let pauses = Journal()

    typealias Reply = @Sendable (SignedQuery) async throws -> DeliveryOutcome

    init(
        _ federation: TestFederation,
        failingAt line: String? = nil,
        records: @escaping @Sendable (ProvinceCode, RegisterRequest) -> [VerificationRecord] = { _, _ in [] },
        replies: [ProvinceCode: Reply] = [:],
        laterReplies: [ProvinceCode: Reply] = [:],
        without absent: Set<ProvinceCode> = [],
        whenOpened: @escaping @Sendable (TestClock) -> Void = { _ in }
    ) {
        self.federation = federation
        let journal = Journal()
        let clock = clock
        ledger = MemoryCaseLedger(journal, failingAt: line) { whenOpened(clock) }
        var carriers: [ProvinceCode: any QueryCarrier] = [:]
        for region in ProvinceCode.yangtzeDelta where !absent.contains(region) {
            let honest = HonestRegion(region, in: federation) { records(region, $0) }
            let reply = replies[region] ?? { try await honest.reply(to: $0) }
            carriers[region] = ScriptedCarrier(
                region: region,
                journal: journal,
                deadlines: carrierDeadlines,
                reply: reply,
                laterReply: laterReplies[region]
            )
        }
        self.carriers = carriers
    }

    var journal: [String] { ledger.journal.all }

    func parts(
        clock other: (any WallClock)? = nil,
        ledger otherLedger: (any CaseLedger)? = nil
    ) throws -> CheckService.Parts {
        let (clock, pauses) = (clock, pauses)
        return CheckService.Parts(
            region: .shanghai,
            registry: federation.registry,
            carriers: carriers,
            ledger: otherLedger ?? ledger,
            signer: try TestFederation.signer(.shanghai),
            verifier: TestFederation.verifier,
            digests: TestFederation.digests,
            random: CountedRandom("check bench"),
            clock: other ?? clock,
            rulePacks: TestRulePacks(),
            deadlines: deadlines,
            auditOrigin: "audit.310000.example/log/2026",
            rootKey: federation.rootKey,
            pause: Pause { milliseconds in
                pauses.add("\(milliseconds)")
                clock.advance(seconds: milliseconds / 1000)
            }
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
