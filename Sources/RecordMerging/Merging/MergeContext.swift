import VerificationDomain

/// What stays the same during one merge. Members are sorted by reference and known by their index.
struct MergeContext: Sendable {
    let household: Household
    let rulePack: RulePack
    let members: [Member]
    let memberIndex: [SubjectReference: Int]

    init(household: Household, rulePack: RulePack) {
        self.household = household
        self.rulePack = rulePack
        members = household.members.sorted { $0.reference < $1.reference }
        memberIndex = Dictionary(
            members.enumerated().map { ($0.element.reference, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    var window: MonthWindow { household.incomeWindow }
    func reference(_ member: Int) -> SubjectReference { members[member].reference }

    /// Whether a snapshot is older than the pack allows, or of no known date.
    func isStale(_ asOf: CalendarDate?, _ item: ItemCategory) -> Bool {
        guard let asOf else { return true }
        return household.assetsAsOf.dayNumber - asOf.dayNumber > rulePack.maximumAge(of: item)
    }
}
