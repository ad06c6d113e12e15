public import VerificationDomain

/// What population is wanted. Equal plans give equal bytes.
public struct PopulationPlan: Sendable, Hashable {
    public let seed: UInt64
    /// Persons besides those of the hand-made households.
    public let people: Int
    public let regions: [ProvinceCode]
    /// The day on which the registers are asked; each register is some days behind.
    public let asOf: CalendarDate
    public let incomeWindow: MonthWindow

    /// The most people: beyond, identity numbers would repeat.
    public static let maximumPeople = InventedIdentity.maximumPeople

    /// Throws `PopulationError.planNotPossible` for a number of people outside 0 to `maximumPeople`, or regions that
    /// are none of the four, none at all or named twice.
    public init(
        seed: UInt64,
        people: Int,
        regions: [ProvinceCode] = ProvinceCode.yangtzeDelta
    ) throws(PopulationError) {
        guard (0...Self.maximumPeople).contains(people) else {
            throw PopulationError(.planNotPossible, "0 to \(Self.maximumPeople) people")
        }
        guard !regions.isEmpty, Set(regions).count == regions.count,
            regions.allSatisfy({ !RegionTables.tables(of: $0).isEmpty })
        else { throw PopulationError(.planNotPossible, "one to four of the demo's regions, each once") }
        guard let asOf = CalendarDate(year: 2026, month: 11, day: 15), let from = YearMonth(year: 2025, month: 11),
            let window = MonthWindow(from: from, to: from.adding(months: 11))
        else { throw PopulationError(.damagedInvention, "the demo's dates") }
        self.seed = seed
        self.people = people
        self.regions = regions.sorted()
        self.asOf = asOf
        incomeWindow = window
    }
}

/// What was made.
public struct PopulationSummary: Sendable, Hashable {
    public internal(set) var people = 0
    public internal(set) var households = 0
    /// Rows of each region.
    public internal(set) var rows: [ProvinceCode: Int] = [:]
    public internal(set) var truths = 0
    /// How often each way of telling the truth badly was used.
    public internal(set) var noise: [ReportingNoise: Int] = [:]
}
