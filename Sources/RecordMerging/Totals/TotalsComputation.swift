import VerificationDomain

/// Step 8: sums by class for the household and each member.
struct TotalsComputation: Sendable {
    let all: [PictureTotal]
    private(set) var conflicts: [PictureConflict] = []
    private let household: [ValuationClass: PictureTotal]
    private let members: [[ValuationClass: PictureTotal]]

    init(_ entries: [NamedEntry], coverage: CoverageTable, draft: PictureDraft) {
        let context = draft.context
        var sums = ClassSums(memberCount: context.members.count)
        for entry in entries { sums.add(entry.draft) }
        let openByClass = Dictionary(grouping: coverage.openLegs) { $0.item.valuation }
        let asked = Set(coverage.cells.map(\.item.valuation)).union(openByClass.keys).union(sums.household.keys)
        let opened = Dictionary(grouping: draft.opened, by: \.valuation).mapValues { Set($0.map(\.member)) }
        let classes = ValuationClass.allCases.filter { asked.contains($0) || opened[$0] != nil }

        var household: [ValuationClass: PictureTotal] = [:]
        var members = Array(repeating: [ValuationClass: PictureTotal](), count: context.members.count)
        for valuation in classes {
            let legs = openByClass[valuation] ?? []
            let sum = sums.household[valuation] ?? .zero
            household[valuation] = PictureTotal(
                member: nil,
                valuation: valuation,
                answered: opened[valuation] == nil ? sum : sum.opened,
                openLegs: legs,
                isOpen: !legs.isEmpty
            )
            let own = Dictionary(grouping: legs, by: \.subject)
            for member in context.members.indices {
                let legs = own[context.reference(member)] ?? []
                let sum = sums.members[member][valuation] ?? .zero
                let isOpened = opened[valuation]?.contains(member) ?? false
                // Of everything but income, a question about one member may bring up what another owns too.
                let isOpen = valuation == .income ? !legs.isEmpty : household[valuation]?.openLegs.isEmpty == false
                members[member][valuation] = PictureTotal(
                    member: context.reference(member),
                    valuation: valuation,
                    answered: isOpened ? sum.opened : sum,
                    openLegs: legs,
                    isOpen: isOpen
                )
            }
        }
        self.household = household
        self.members = members
        all = classes.compactMap { household[$0] } + members.flatMap { totals in classes.compactMap { totals[$0] } }
        if !sums.overflown.isEmpty { conflicts = [PictureConflict(.amountTooLarge, .review)] }
    }

    func total(_ valuation: ValuationClass) -> PictureTotal? { household[valuation] }
    func total(_ valuation: ValuationClass, of member: Int) -> PictureTotal? { members[member][valuation] }
}

/// Running sums of contributions.
private struct ClassSums: Sendable {
    private(set) var household: [ValuationClass: Interval] = [:]
    private(set) var members: [[ValuationClass: Interval]]
    /// Classes whose closed parts grew past what can be held.
    private(set) var overflown: Set<ValuationClass> = []

    init(memberCount: Int) { members = Array(repeating: [:], count: memberCount) }

    mutating func add(_ entry: EntryDraft) {
        let valuation = entry.category.valuation
        let before = household[valuation] ?? .zero
        let after = before.adding(entry.contribution)
        if after.isOpen, !before.isOpen, !entry.contribution.isOpen { overflown.insert(valuation) }
        household[valuation] = after
        for holder in entry.holders {
            members[holder.member][valuation] = (members[holder.member][valuation] ?? .zero).adding(holder.part)
        }
    }
}
