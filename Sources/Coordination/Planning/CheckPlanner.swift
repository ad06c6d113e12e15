public import VerificationDomain

/// Decides which regions are asked about which members. Pure.
///
/// A region is asked about a member when a place ties the member to it: present or former hukou, residence, work, or an
/// asset that the household declared there. A spouse's tie counts for the spouse too, because what one of them owns is
/// often registered on the other. The deciding region is asked about everybody. With `asksEveryRegion`, every region
/// is.
public struct CheckPlanner: Sendable {
    /// The items that each region of the federation offers.
    public let offered: [ProvinceCode: Set<ItemCategory>]
    /// The regions that an agreement lets us ask; the others' pairs are withheld as out of scope. `nil`: all of them.
    public let agreed: Set<ProvinceCode>?

    public init(offered: [ProvinceCode: Set<ItemCategory>], agreed: Set<ProvinceCode>? = nil) {
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
        if let stranger = Set(ties.values.joined()).sorted().first(where: { offered[$0] == nil }) {
            throw .unknownRegion(stranger)
        }
        let gate = AuthorisationGate(household.authorisations)
        let legs = offered.keys.sorted().compactMap { region -> PlannedLeg? in
            let members = household.members.map(\.reference).filter { ties[$0]?.contains(region) == true }
            return members.isEmpty ? nil : leg(region, members, household, gate, date)
        }
        guard legs.contains(where: { !$0.asked.isEmpty }) else {
            let isAgreed = !legs.contains { $0.withheld.contains { $0.status == .notQueried(.outOfScope) } }
            throw isAgreed ? .nothingAuthorised : .nothingAgreed(household.programme)
        }
        return CheckPlan(decidingRegion: deciding, legs: legs)
    }

    private func leg(
        _ region: ProvinceCode,
        _ members: [SubjectReference],
        _ household: Household,
        _ gate: AuthorisationGate,
        _ date: CalendarDate
    ) -> PlannedLeg {
        var asked: [SubjectItem] = []
        var withheld: [ItemOutcome] = []
        for member in members {
            for item in household.items.sorted() {
                switch reasonToWithhold(member, item, region, household, gate, date) {
                case let reason?:
                    withheld.append(ItemOutcome(subject: member, item: item, status: .notQueried(reason)))
                case nil: asked.append(SubjectItem(member, item))
                }
            }
        }
        return PlannedLeg(region: region, asked: asked, withheld: withheld)
    }

    private func reasonToWithhold(
        _ member: SubjectReference,
        _ item: ItemCategory,
        _ region: ProvinceCode,
        _ household: Household,
        _ gate: AuthorisationGate,
        _ date: CalendarDate
    ) -> OutcomeStatus.NotQueriedReason? {
        guard offered[region]?.contains(item) == true else { return .notOffered }
        guard agreed?.contains(region) ?? true else { return .outOfScope }
        let request = AuthorisationGate.Request(
            subject: member,
            item: item,
            region: region,
            purpose: household.programme,
            date: date
        )
        if case .refused = gate.decide(request) { return .noConsent }
        return nil
    }

    private func ties(
        of household: Household,
        deciding: ProvinceCode
    ) -> [SubjectReference: Set<ProvinceCode>] {
        if household.asksEveryRegion {
            return Dictionary(uniqueKeysWithValues: household.members.map { ($0.reference, Set(offered.keys)) })
        }
        var ties: [SubjectReference: Set<ProvinceCode>] = [:]
        for member in household.members {
            ties[member.reference] = Set(member.places.all.map(\.province) + [deciding])
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
    case unknownRegion(ProvinceCode)
    case offeredByNobody(ItemCategory)
    case nothingAuthorised
    case nothingAgreed(AssistanceProgramme)
    /// The household applies elsewhere: that region's node decides, by its own rules and with its own registers.
    case decidedElsewhere(ProvinceCode)

    public var description: String {
        switch self {
        case .unknownRegion(let region):
            "region \(region) is not in the federation registry: correct the places of the household, or add the region"
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
