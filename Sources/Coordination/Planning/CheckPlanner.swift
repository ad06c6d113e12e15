public import VerificationDomain

/// Decides which regions are asked about which members. Pure.
///
/// A region is asked about a member when a place ties the member to it: present or former hukou, residence, work, or an
/// asset that the household declared there. A spouse's tie counts for the spouse too, because what one of them owns is
/// often registered on the other. The deciding region is asked about everybody. With `asksEveryRegion`, every region
/// is. A tie to a region outside the federation has a leg as well, which is not sent: what may be there is not known,
/// and the report has to say so.
public struct CheckPlanner: Sendable {
    /// The items that each region of the federation offers.
    public let offered: [ProvinceCode: Set<ItemCategory>]
    /// The items of each agreement under which a region may be asked. One query names one agreement, so the others'
    /// items are withheld as out of scope, and so is everything of a region without any. `nil`: all are agreed.
    public let agreed: [ProvinceCode: [Set<ItemCategory>]]?

    public init(offered: [ProvinceCode: Set<ItemCategory>], agreed: [ProvinceCode: [Set<ItemCategory>]]? = nil) {
        self.offered = offered
        self.agreed = agreed
    }

    /// The plan for a household on a day.
    public func plan(_ household: Household, on date: CalendarDate) throws(PlanningError) -> CheckPlan {
        let deciding = household.decidingRegion.province
        guard offered[deciding] != nil else { throw .unknownRegion(deciding) }
        if let item = household.items.first(where: { item in !offered.values.contains { $0.contains(item) } }) {
            throw .offeredByNobody(item)
        }
        let ties = ties(of: household, deciding: deciding)
        let tied = Set(ties.values.joined())
        let gate = AuthorisationGate(household.authorisations)
        let legs = tied.sorted().map { region in
            let members = household.members.map(\.reference).filter { ties[$0]?.contains(region) == true }
            return offered[region] == nil
                ? Self.strangerLeg(region, members, household) : leg(region, members, household, gate, date)
        }
        guard legs.contains(where: { !$0.asked.isEmpty }) else {
            let isAgreed = !legs.contains { leg in
                offered[leg.region] != nil && leg.withheld.contains { $0.status == .notQueried(.outOfScope) }
            }
            throw isAgreed ? .nothingAuthorised : .nothingAgreed(household.programme)
        }
        return CheckPlan(
            decidingRegion: deciding,
            legs: legs,
            untiedRegions: offered.keys.filter { !tied.contains($0) }
        )
    }

    /// A region outside the federation: nobody there can be asked.
    private static func strangerLeg(
        _ region: ProvinceCode,
        _ members: [SubjectReference],
        _ household: Household
    ) -> PlannedLeg {
        let withheld = members.flatMap { member in
            household.items.sorted().map { ItemOutcome(subject: member, item: $0, status: .notQueried(.outOfScope)) }
        }
        return PlannedLeg(region: region, asked: [], withheld: withheld)
    }

    /// Under the agreement that lets most be asked; the first of equals.
    private func leg(
        _ region: ProvinceCode,
        _ members: [SubjectReference],
        _ household: Household,
        _ gate: AuthorisationGate,
        _ date: CalendarDate
    ) -> PlannedLeg {
        let scopes = agreed.map { $0[region] ?? [] } ?? [Set(ItemCategory.allCases)]
        var best = leg(region, members, household, gate, date, scope: scopes.first ?? [])
        for scope in scopes.dropFirst() {
            let other = leg(region, members, household, gate, date, scope: scope)
            if other.asked.count > best.asked.count { best = other }
        }
        return best
    }

    private func leg(
        _ region: ProvinceCode,
        _ members: [SubjectReference],
        _ household: Household,
        _ gate: AuthorisationGate,
        _ date: CalendarDate,
        scope: Set<ItemCategory>
    ) -> PlannedLeg {
        var asked: [SubjectItem] = []
        var withheld: [ItemOutcome] = []
        for member in members {
            for item in household.items.sorted() {
                let request = AuthorisationGate.Request(
                    subject: member,
                    item: item,
                    region: region,
                    purpose: household.programme,
                    date: date
                )
                switch reasonToWithhold(request, gate, scope) {
                case let reason?:
                    withheld.append(ItemOutcome(subject: member, item: item, status: .notQueried(reason)))
                case nil: asked.append(SubjectItem(member, item))
                }
            }
        }
        return PlannedLeg(region: region, asked: asked, withheld: withheld)
    }

    private func reasonToWithhold(
        _ request: AuthorisationGate.Request,
        _ gate: AuthorisationGate,
        _ scope: Set<ItemCategory>
    ) -> OutcomeStatus.NotQueriedReason? {
        guard offered[request.region]?.contains(request.item) == true else { return .notOffered }
        guard scope.contains(request.item) else { return .outOfScope }
        if case .refused = gate.decide(request) { return .noConsent }
        return nil
    }

    private func ties(
        of household: Household,
        deciding: ProvinceCode
    ) -> [SubjectReference: Set<ProvinceCode>] {
        let everybody = household.asksEveryRegion ? Array(offered.keys) : [deciding]
        var ties: [SubjectReference: Set<ProvinceCode>] = [:]
        for member in household.members {
            ties[member.reference] = Set(member.places.all.map(\.province) + everybody)
        }
        for asset in household.declaration.assets {
            if let region = asset.region { ties[asset.member, default: []].insert(region.province) }
        }
        let couple = household.members.filter { $0.relation.isSpouse || $0.relation.isHead }.map(\.reference)
        let shared = couple.reduce(into: Set<ProvinceCode>()) { $0.formUnion(ties[$1] ?? []) }
        for member in couple { ties[member] = shared }
        return ties
    }
}

extension FamilyRelation {
    /// The head of the household, whether or not they apply: the anchor of every other relation.
    fileprivate var isHead: Bool { self == .oneself || self == .householdHead }
}

/// Why no plan can be made; each says what to change in the household file.
public enum PlanningError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The deciding region is none of the federation.
    case unknownRegion(ProvinceCode)
    case offeredByNobody(ItemCategory)
    case nothingAuthorised
    case nothingAgreed(AssistanceProgramme)
    /// The household applies elsewhere: that region's node decides, by its own rules and with its own registers.
    case decidedElsewhere(ProvinceCode)

    public var description: String {
        switch self {
        case .unknownRegion(let region):
            "$.decidingRegion: \(region) is not in the federation registry: correct it, or have the region added"
        case .offeredByNobody(let item):
            "$.items: no region of the federation offers \(item.rawValue) (\(item.chineseName)): take it out"
        case .nothingAuthorised:
            "$.authorisations: no authorisation in force covers any member, item and region for this programme: "
                + "add the signed form, or correct its regions, items, purposes and dates"
        case .nothingAgreed(let programme):
            "no agreement in force lets us ask any region for \(programme.rawValue) (\(programme.chineseName)): "
                + "see the federation registry"
        case .decidedElsewhere(let region):
            "$.decidingRegion: \(region.name) decides on this household: submit it to the node of \(region)"
        }
    }
}
