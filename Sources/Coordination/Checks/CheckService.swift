import ExchangeProtocol
import RecordMerging
public import RecordStore
public import VerificationDomain

/// Runs a check: plans it, sends every leg at once, merges what comes back, issues the report.
public struct CheckService: Sendable {
    let parts: Parts

    public init(_ parts: Parts) { self.parts = parts }

    /// Makes a check to its end and returns the issued report.
    ///
    /// A peer that is dead, slow, lying or garbled never makes this throw: its leg says what happened. Throws before
    /// anything is stored when the household cannot be checked, and later only when this node itself fails, or
    /// `CancellationError` when its task was cancelled: then no report is issued, and a leg that is still out stays so.
    /// Under a key that was used before it throws and opens no case: `submit` says which case it made.
    public func run(
        _ household: Household,
        submitted bytes: [UInt8],
        under key: SubmissionKey? = nil,
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
        let check = try PreparedCheck(household, plan: plan, pack: pack, parts: parts, at: start)
        // Dies before this returns: there is no case, and nothing was sent.
        let number = try await parts.ledger.open(opening(check, bytes, key))
        return try await finish(check, number, onProgress: onProgress)
    }

    /// Sends what is not yet sent, merges and issues.
    ///
    /// A check that is cancelled is given back at once. One that this node cannot finish stays its own until the lease
    /// runs out: taken up again right away, it would only fail again before others get their turn.
    func finish(
        _ check: PreparedCheck,
        _ number: RequestNumber,
        after stored: ReplayableCheck? = nil,
        onProgress: @escaping @Sendable (CheckProgress) -> Void
    ) async throws -> IssuedReport {
        do {
            let results = try await fanOut(check, number, after: stored, onProgress: onProgress)
            try Task.checkCancellation()
            return try await conclude(check, number, results, merged: stored?.pictureDigest)
        } catch let error as CancellationError {
            // Whether or not it can be stored: the lease runs out by itself.
            try? await parts.ledger.giveBack(check.identifier)
            throw error
        }
    }

    private func opening(_ check: PreparedCheck, _ bytes: [UInt8], _ key: SubmissionKey?) -> CaseOpening {
        CaseOpening(
            identifier: check.identifier,
            household: check.household,
            householdBytes: bytes,
            legalBasis: check.legalBasis,
            legs: check.openingLegs,
            registryBytes: parts.registry.bytes,
            registrySerial: parts.registry.serial,
            rulePackBytes: check.pack.bytes,
            openedAt: check.start,
            drivenUntil: parts.deadlines.drivenUntil(from: check.start),
            submissionKey: key
        )
    }

    /// Every leg at once; a leg that is only withheld is not sent and states so.
    private func fanOut(
        _ check: PreparedCheck,
        _ number: RequestNumber,
        after stored: ReplayableCheck?,
        onProgress: @escaping @Sendable (CheckProgress) -> Void
    ) async throws -> [CheckResult] {
        let start = stored == nil ? check.start : parts.clock.now()
        return try await withThrowingTaskGroup(of: CheckResult.self) { group in
            for leg in check.plan.legs {
                guard let query = try check.query(for: leg, requestNumber: number) else {
                    group.addTask { .withheld(LegFinding(region: leg.region, outcomes: leg.withheld, records: [])) }
                    continue
                }
                let runner = LegRunner(
                    leg: leg,
                    caseIdentifier: check.identifier,
                    query: query,
                    carrier: parts.carriers[leg.region] ?? AbsentCarrier(region: leg.region),
                    parts: parts,
                    deadline: check.deadline,
                    onStep: { step in onProgress(CheckProgress(step, since: start)) }
                )
                let before = stored?.legs.first { $0.region == leg.region }
                group.addTask { .leg(try await runner.run(from: before)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func conclude(
        _ check: PreparedCheck,
        _ number: RequestNumber,
        _ results: [CheckResult],
        merged: Digest?
    ) async throws -> IssuedReport {
        let findings = results.map(\.finding).sorted { $0.region < $1.region }
        let picture = RecordMerger.merge(
            MergeInput(household: check.household, legs: findings, rulePack: check.pack.pack)
        )
        let pictureBytes = picture.canonicalBytes
        let digest = parts.digests.digest(pictureBytes, .sm3)
        if let merged {
            guard digest == merged else { throw CoordinationError(.digestDiffers, "stored \(merged), now \(digest)") }
        } else {
            let merge = MergeStep(
                caseIdentifier: check.identifier,
                pictureBytes: pictureBytes,
                pictureDigest: digest,
                at: parts.clock.now()
            )
            // Dies here: the legs are closed and nothing is merged; merging again gives the same digest.
            try await parts.ledger.record(merge)
        }
        let issuer = ReportIssuer(parts: parts, household: check.household, pack: check.pack)
        return try await issuer.issue(
            caseIdentifier: check.identifier,
            requestNumber: number,
            legs: results.compactMap(\.leg).sorted { $0.region < $1.region },
            regionsNotAsked: check.plan.untiedRegions,
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
