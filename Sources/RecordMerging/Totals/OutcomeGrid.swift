import VerificationDomain

/// One outcome for each region, person and item, in order. Cells are numbered, because comparing numbers is what makes
/// sorting a large matrix cheap.
struct OutcomeGrid: Sendable {
    private(set) var cells: [CoverageCell] = []
    /// Items that some outcome calls national, or that usually are.
    let nationalItems: Set<ItemCategory>

    private static let items = ItemCategory.allCases.sorted()
    private static let itemRanks = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($0.element, $0.offset) })

    init(_ legs: [LegFinding]) {
        let regions = Set(legs.map(\.region)).sorted()
        let subjects = Set(legs.flatMap { $0.outcomes.map(\.subject) }).sorted()
        let subjectRanks = Dictionary(uniqueKeysWithValues: subjects.enumerated().map { ($0.element, $0.offset) })
        var national = Set(ItemCategory.allCases.filter { $0.usualScope == .national })
        var chosen: [Int: ItemOutcome] = [:]
        for leg in legs {
            guard let region = regions.firstIndex(of: leg.region) else { continue }
            for outcome in leg.outcomes {
                if outcome.scope == .national { national.insert(outcome.item) }
                let row = region * subjects.count + (subjectRanks[outcome.subject] ?? 0)
                let number = row * Self.items.count + (Self.itemRanks[outcome.item] ?? 0)
                if let known = chosen[number], !Self.outranks(outcome, known) { continue }
                chosen[number] = outcome
            }
        }
        nationalItems = national
        cells = chosen.keys.sorted().compactMap { number in
            guard let outcome = chosen[number] else { return nil }
            return CoverageCell(
                region: regions[number / Self.items.count / subjects.count],
                subject: outcome.subject,
                item: outcome.item,
                status: outcome.status,
                asOf: outcome.asOf
            )
        }
    }

    /// Of two outcomes for one cell the more telling one, whatever came first.
    private static func outranks(_ left: ItemOutcome, _ right: ItemOutcome) -> Bool {
        let (first, second) = (rank(left.status), rank(right.status))
        if first != second { return first < second }
        let days = (left.asOf?.dayNumber ?? .min, right.asOf?.dayNumber ?? .min)
        if days.0 != days.1 { return days.0 > days.1 }
        return left.status.reason ?? "" < right.status.reason ?? ""
    }

    private static func rank(_ status: OutcomeStatus) -> Int {
        switch status {
        case .found: 0
        case .thresholdOnly: 1
        case .none: 2
        case .identityMismatch: 3
        case .restricted: 4
        case .unavailable: 5
        case .notQueried: 6
        case .refused: 7
        }
    }
}
