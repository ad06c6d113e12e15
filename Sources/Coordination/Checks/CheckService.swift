public import ExchangeProtocol
public import RecordMerging
public import VerificationDomain

/// Runs a check: plans it, sends every leg at once, merges what comes back, issues the report.
public struct CheckService: Sendable {
    /// What a check is made with; every part may be used from any task.
    public struct Parts: Sendable {
        public let region: ProvinceCode
        public let registry: VerifiedRegistry
        public let carriers: [ProvinceCode: any QueryCarrier]
        public let ledger: any CaseLedger
        public let signer: any Signer
        public let verifier: any SignatureVerifying
        public let digests: any Digesting
        public let random: any RandomSource
        public let clock: any WallClock
        public let rulePacks: any RulePackShelf
        public let deadlines: CheckDeadlines
        public let auditOrigin: String

        public init(
            region: ProvinceCode,
            registry: VerifiedRegistry,
            carriers: [ProvinceCode: any QueryCarrier],
            ledger: any CaseLedger,
            signer: any Signer,
            verifier: any SignatureVerifying,
            digests: any Digesting,
            random: any RandomSource,
            clock: any WallClock,
            rulePacks: any RulePackShelf,
            deadlines: CheckDeadlines,
            auditOrigin: String
        ) {
            self.region = region
            self.registry = registry
            self.carriers = carriers
            self.ledger = ledger
            self.signer = signer
            self.verifier = verifier
            self.digests = digests
            self.random = random
            self.clock = clock
            self.rulePacks = rulePacks
            self.deadlines = deadlines
            self.auditOrigin = auditOrigin
        }
    }

    private let parts: Parts

    public init(_ parts: Parts) { self.parts = parts }

    /// Makes a check to its end and returns the issued report.
    ///
    /// A peer that is dead, slow, lying or garbled never makes this throw: its leg says what happened. Throws before
    /// anything is stored when the household cannot be checked, and later only when this node itself fails.
    public func run(
        _ household: Household,
        submitted bytes: [UInt8],
        onProgress: @escaping @Sendable (CheckProgress) -> Void = { _ in }
    ) async throws -> IssuedReport {
        let start = parts.clock.now()
        guard parts.registry.isFresh(at: start) else { throw CoordinationError(.registryExpired) }
        let deciding = household.decidingRegion.province
        guard deciding == parts.region else { throw PlanningError.decidedElsewhere(deciding) }
        let planner = CheckPlanner(
            registry: parts.registry,
            asking: parts.region,
            for: household.programme,
            on: start.date
        )
        let plan = try planner.plan(household, on: start.date)
        let pack = try parts.rulePacks.pack(for: household)
        let opened = try await open(household, bytes, plan, pack, at: start)
        let results = try await fanOut(opened, household, plan, start: start, onProgress: onProgress)
        return try await conclude(opened, household, results, pack)
    }

    private struct OpenedCase: Sendable {
        let identifier: UniqueIdentifier
        let requestNumber: RequestNumber
        let queryIdentifiers: [ProvinceCode: UniqueIdentifier]
    }

    private func open(
        _ household: Household,
        _ bytes: [UInt8],
        _ plan: CheckPlan,
        _ pack: ShelvedRulePack,
        at start: Timestamp
    ) async throws -> OpenedCase {
        guard let basis = LegalBasis.inForce(on: start.date) else { throw CoordinationError(.noLegalBasis) }
        let legs = plan.legs.filter { !$0.asked.isEmpty }.map {
            CaseOpening.OpeningLeg(region: $0.region, queryIdentifier: newIdentifier(start))
        }
        let identifier = newIdentifier(start)
        // Dies before this returns: there is no case, and nothing was sent.
        let number = try await parts.ledger.open(
            CaseOpening(
                identifier: identifier,
                household: household,
                householdBytes: bytes,
                legalBasis: basis,
                legs: legs,
                registryBytes: parts.registry.bytes,
                registrySerial: parts.registry.serial,
                rulePackBytes: pack.bytes,
                openedAt: start
            )
        )
        return OpenedCase(
            identifier: identifier,
            requestNumber: number,
            queryIdentifiers: Dictionary(uniqueKeysWithValues: legs.map { ($0.region, $0.queryIdentifier) })
        )
    }

    private func newIdentifier(_ time: Timestamp) -> UniqueIdentifier {
        UniqueIdentifier(at: time, random: parts.random)
    }

    /// Every leg at once; a leg that is only withheld is not sent and states so.
    private func fanOut(
        _ opened: OpenedCase,
        _ household: Household,
        _ plan: CheckPlan,
        start: Timestamp,
        onProgress: @escaping @Sendable (CheckProgress) -> Void
    ) async throws -> [CheckResult] {
        let composer = QueryComposer(
            household: household,
            caseIdentifier: opened.identifier,
            requestNumber: opened.requestNumber,
            issuer: parts.region,
            registry: parts.registry
        )
        let deadline = start.adding(
            milliseconds: min(parts.deadlines.legMilliseconds, parts.deadlines.checkMilliseconds)
        )
        return try await withThrowingTaskGroup(of: CheckResult.self) { group in
            for leg in plan.legs {
                guard let identifier = opened.queryIdentifiers[leg.region] else {
                    group.addTask { .withheld(LegFinding(region: leg.region, outcomes: leg.withheld, records: [])) }
                    continue
                }
                let runner = LegRunner(
                    leg: leg,
                    caseIdentifier: opened.identifier,
                    queryIdentifier: identifier,
                    composer: composer,
                    carrier: parts.carriers[leg.region] ?? AbsentCarrier(region: leg.region),
                    parts: parts,
                    deadline: deadline,
                    onStep: { step in onProgress(CheckProgress(step, since: start)) }
                )
                group.addTask { .leg(try await runner.run()) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func conclude(
        _ opened: OpenedCase,
        _ household: Household,
        _ results: [CheckResult],
        _ pack: ShelvedRulePack
    ) async throws -> IssuedReport {
        let findings = results.map(\.finding).sorted { $0.region < $1.region }
        let picture = RecordMerger.merge(MergeInput(household: household, legs: findings, rulePack: pack.pack))
        let pictureBytes = picture.canonicalBytes
        let digest = parts.digests.digest(pictureBytes, .sm3)
        let merge = MergeStep(
            caseIdentifier: opened.identifier,
            pictureBytes: pictureBytes,
            pictureDigest: digest,
            at: parts.clock.now()
        )
        // Dies here: the legs are closed and nothing is merged; merging again gives the same digest.
        try await parts.ledger.record(merge)
        let issuer = ReportIssuer(parts: parts, household: household, pack: pack)
        return try await issuer.issue(
            caseIdentifier: opened.identifier,
            requestNumber: opened.requestNumber,
            legs: results.compactMap(\.leg).sorted { $0.region < $1.region },
            findings: findings,
            picture: picture,
            pictureDigest: digest
        )
    }
}

/// A leg that was sent, or one that was only withheld.
private enum CheckResult: Sendable {
    case leg(LegResult)
    case withheld(LegFinding)

    var finding: LegFinding {
        switch self {
        case .leg(let result): result.finding
        case .withheld(let finding): finding
        }
    }

    var leg: LegResult? { if case .leg(let result) = self { result } else { nil } }
}

extension CheckProgress {
    fileprivate init(_ step: LegStep, since start: Timestamp) {
        self.init(
            region: step.region,
            state: step.state,
            statement: step.statement,
            cause: step.cause,
            elapsedMilliseconds: step.at.milliseconds(since: start)
        )
    }
}

/// A region that the registry lists without an endpoint that we can speak to.
private struct AbsentCarrier: QueryCarrier {
    let region: ProvinceCode

    func deliver(_ query: SignedQuery, deadline: Timestamp) async -> DeliveryOutcome { .unreachable(.noEndpoint) }
}

/// How long a check waits.
public struct CheckDeadlines: Sendable, Hashable {
    /// For one leg, in milliseconds from the start of the check.
    public let legMilliseconds: Int64
    /// For the whole check.
    public let checkMilliseconds: Int64

    public init(legMilliseconds: Int64, checkMilliseconds: Int64) {
        self.legMilliseconds = legMilliseconds
        self.checkMilliseconds = checkMilliseconds
    }
}

/// Where rule packs stand. Throws `CoordinationError.noRulePack` when none decides for a household.
public protocol RulePackShelf: Sendable {
    func pack(for household: Household) throws -> ShelvedRulePack
    /// The pack that these stored bytes hold.
    func pack(stored bytes: [UInt8]) throws -> ShelvedRulePack
}

/// A rule pack and the bytes whose digest stands for it.
public struct ShelvedRulePack: Sendable, Hashable {
    public let pack: RulePack
    public let bytes: [UInt8]

    public init(pack: RulePack, bytes: [UInt8]) {
        self.pack = pack
        self.bytes = bytes
    }
}
