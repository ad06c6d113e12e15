import VerificationDomain

/// One outcome for each region, person and item, in order. Cells are numbered, because comparing numbers is what makes
/// sorting a large matrix cheap.
struct OutcomeGrid: Sendable {
    private(set) var cells: [CoverageCell] = []
    /// The pair of each cell as a number: that of its person, then that of its item.
    private(set) var pairs: [Int] = []
    /// Items that some outcome calls national, or that usually are.
    let nationalItems: Set<ItemCategory>
    private let subjectRanks: [SubjectReference: Int]

    private static let items = ItemCategory.allCases.sorted()
    private static let itemRanks = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($0.element, $0.offset) })

    init(_ legs: [LegFinding]) {
        let regions = Set(legs.map(\.region)).sorted()
        let ranks = Self.ranks(legs)
        var national = Set(ItemCategory.allCases.filter { $0.usualScope == .national })
        var chosen = [ItemOutcome?](repeating: nil, count: regions.count * ranks.count * Self.items.count)
        for leg in legs {
            guard let region = regions.firstIndex(of: leg.region) else { continue }
            // Outcomes stand person by person, so the last one's rank is nearly always the next one's too.
            var last: (subject: SubjectReference, rank: Int)?
            for outcome in leg.outcomes {
                if outcome.scope == .national { national.insert(outcome.item) }
                let subject = last?.subject == outcome.subject ? last?.rank : ranks[outcome.subject]
                last = (outcome.subject, subject ?? 0)
                let row = region * ranks.count + (subject ?? 0)
                let number = row * Self.items.count + (Self.itemRanks[outcome.item] ?? 0)
                if let known = chosen[number], !Self.outranks(outcome, known) { continue }
                chosen[number] = outcome
            }
        }
        subjectRanks = ranks
        nationalItems = national
        fill(chosen, regions)
    }

    private static func ranks(_ legs: [LegFinding]) -> [SubjectReference: Int] {
        var subjects: Set<SubjectReference> = []
        for leg in legs {
            var last: SubjectReference?
            for outcome in leg.outcomes where outcome.subject != last {
                subjects.insert(outcome.subject)
                last = outcome.subject
            }
        }
        return Dictionary(uniqueKeysWithValues: subjects.sorted().enumerated().map { ($0.element, $0.offset) })
    }

    private mutating func fill(_ chosen: [ItemOutcome?], _ regions: [ProvinceCode]) {
        let pairCount = subjectRanks.count * Self.items.count
        cells.reserveCapacity(chosen.count)
        pairs.reserveCapacity(chosen.count)
        for (number, outcome) in chosen.enumerated() {
            guard let outcome else { continue }
            pairs.append(number % pairCount)
            cells.append(
                CoverageCell(
                    region: regions[number / pairCount],
                    subject: outcome.subject,
                    item: outcome.item,
                    status: outcome.status,
                    asOf: outcome.asOf
                )
            )
        }
    }

    /// How many numbers there are for pairs.
    var pairCount: Int { subjectRanks.count * Self.items.count }

    /// The number of a pair; `nil` for a person of whom no outcome speaks.
    func pair(_ subject: SubjectReference, _ item: ItemCategory) -> Int? {
        subjectRanks[subject].map { $0 * Self.items.count + (Self.itemRanks[item] ?? 0) }
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
