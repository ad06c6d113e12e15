import ExchangeProtocol
import VerificationDomain

/// A check that is planned and whose queries are known to hold together, before anything is stored.
///
/// Every query is of the check's start, whenever it leaves: a deadline or a midnight that passes in between, with an
/// agreement that ends there, cannot make one leg of an open case fail to be put together.
struct PreparedCheck: Sendable {
    let identifier: UniqueIdentifier
    let household: Household
    let plan: CheckPlan
    let pack: ShelvedRulePack
    let legalBasis: LegalBasis
    let start: Timestamp
    let deadline: Timestamp
    private let composer: QueryComposer
    private let queryIdentifiers: [ProvinceCode: UniqueIdentifier]

    /// Throws `CoordinationError`, or `ExchangeError` when a query would contradict itself.
    init(
        _ household: Household,
        plan: CheckPlan,
        pack: ShelvedRulePack,
        parts: CheckService.Parts,
        at start: Timestamp
    ) throws {
        let asked = plan.legs.filter { !$0.asked.isEmpty }
        let queries = asked.map { ($0.region, UniqueIdentifier(at: start, random: parts.random)) }
        let identifier = UniqueIdentifier(at: start, random: parts.random)
        try self.init(household, plan, pack, parts, identifier, queries, start: start, waitingFrom: start)
        // The case's own number is known only when it is open; any other shows whether the queries can be put together.
        let office = AdministrativeCode(region: household.decidingRegion)
        guard let number = RequestNumber(office: office, date: start.date, sequence: 1) else {
            throw CoordinationError(.noLegalBasis)
        }
        for leg in asked { _ = try query(for: leg, requestNumber: number) }
    }

    /// The same check again after an interruption, with the identifiers that its case was opened with.
    ///
    /// Its deadline is counted anew: the time in which nobody worked on it was the region's to answer in, not ours.
    init(
        _ stored: ReplayableCheck,
        _ household: Household,
        plan: CheckPlan,
        pack: ShelvedRulePack,
        parts: CheckService.Parts,
        at now: Timestamp
    ) throws {
        let queries = stored.legs.map { ($0.region, $0.queryIdentifier) }
        let start = stored.openedAt
        try self.init(household, plan, pack, parts, stored.identifier, queries, start: start, waitingFrom: now)
    }

    private init(
        _ household: Household,
        _ plan: CheckPlan,
        _ pack: ShelvedRulePack,
        _ parts: CheckService.Parts,
        _ identifier: UniqueIdentifier,
        _ queries: [(ProvinceCode, UniqueIdentifier)],
        start: Timestamp,
        waitingFrom now: Timestamp
    ) throws {
        guard let basis = LegalBasis.inForce(on: start.date) else { throw CoordinationError(.noLegalBasis) }
        queryIdentifiers = Dictionary(queries) { first, _ in first }
        self.identifier = identifier
        self.household = household
        self.plan = plan
        self.pack = pack
        self.start = start
        legalBasis = basis
        deadline = now.adding(milliseconds: parts.deadlines.longestLegMilliseconds)
        composer = QueryComposer(
            household: household,
            caseIdentifier: identifier,
            issuer: parts.region,
            registry: parts.registry
        )
    }

    /// The legs that are sent, in the order of their regions.
    var openingLegs: [CaseOpening.OpeningLeg] {
        plan.legs.compactMap { leg in
            queryIdentifiers[leg.region].map { CaseOpening.OpeningLeg(region: leg.region, queryIdentifier: $0) }
        }
    }

    /// The leg's query; `nil` for a leg that is only withheld.
    func query(for leg: PlannedLeg, requestNumber: RequestNumber) throws -> ExchangeQuery? {
        guard let identifier = queryIdentifiers[leg.region] else { return nil }
        return try composer.query(
            for: leg,
            identifier: identifier,
            requestNumber: requestNumber,
            // A check that is gone on with much later would wait beyond its queries' end.
            respondBy: min(deadline, start.adding(seconds: QueryComposer.lifetimeSeconds)),
            at: start
        )
    }
}
