import VerificationDomain

/// What one kind of evidence for a stream says about each month: the latest as-of date decides, and equals of that date
/// that differ leave an interval.
struct IncomeLane: Sendable {
    private struct Cell: Sendable {
        var day = Int.min
        /// Positions of the readings of that day, with their values.
        var items: [(reading: Int, value: Interval)] = []
    }

    let category: ItemCategory
    private var cells: [Cell]

    init(category: ItemCategory, months: Int) {
        self.category = category
        cells = Array(repeating: Cell(), count: months)
    }

    mutating func add(_ reading: IncomeReading, at position: Int) {
        for month in reading.months {
            if reading.evidence.day > cells[month].day || cells[month].items.isEmpty {
                cells[month].day = reading.evidence.day
                cells[month].items = [(position, reading.value(of: month))]
            } else if reading.evidence.day == cells[month].day {
                cells[month].items.append((position, reading.value(of: month)))
            }
        }
    }

    /// What a month has, and the readings behind it.
    struct Month: Sendable {
        let value: Interval
        /// The reading that decides; the others of the same date agree or are disputed with it.
        let readings: [Int]
        let isDisputed: Bool
    }

    func month(_ index: Int, _ readings: [IncomeReading]) -> Month? {
        let items = cells[index].items
        guard let first = items.first else { return nil }
        guard items.contains(where: { $0.value != first.value }) else {
            return Month(value: first.value, readings: items.map(\.reading), isDisputed: false)
        }
        // Two amounts of one region and date may be parts of one sum or a row and its correction; of two regions they
        // are
        // two versions. The interval holds all of these.
        var sums: [ProvinceCode: Interval] = [:]
        var seen: Set<Amount> = []
        for item in items {
            let region = readings[item.reading].evidence.region
            guard seen.insert(Amount(region: region, value: item.value)).inserted else { continue }
            sums[region] = sums[region].map { $0.adding(item.value) } ?? item.value
        }
        let hull = items.dropFirst().reduce(first.value) { $0.hull($1.value) }
        let value = sums.values.reduce(hull) { $0.hull($1) }
        return Month(value: value, readings: items.map(\.reading), isDisputed: true)
    }

    private struct Amount: Hashable, Sendable {
        let region: ProvinceCode
        let value: Interval
    }
}
