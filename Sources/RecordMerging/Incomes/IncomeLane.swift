import VerificationDomain

/// What one kind of evidence for a stream says about each month: of several regions the latest as-of date decides, and
/// equals of that date that differ leave an interval.
struct IncomeLane: Sendable {
    private struct Item: Sendable {
        let reading: Int
        let value: Interval
    }

    private struct Cell: Sendable {
        var items: [Item] = []
        var region: ProvinceCode?
        var hasSeveralRegions = false
    }

    let category: ItemCategory
    private var cells: [Cell]

    init(category: ItemCategory, months: Int) {
        self.category = category
        cells = Array(repeating: Cell(), count: months)
    }

    mutating func add(_ reading: IncomeReading, at position: Int) {
        let region = reading.evidence.region
        for month in reading.months {
            cells[month].items.append(Item(reading: position, value: reading.value(of: month)))
            if let first = cells[month].region, first != region { cells[month].hasSeveralRegions = true }
            if cells[month].region == nil { cells[month].region = region }
        }
    }

    /// What a month has, and the readings behind it.
    struct Month: Sendable {
        let value: Interval
        /// The reading that decides; the others of the same date agree or are disputed with it.
        let readings: [Int]
        let isDisputed: Bool
    }

    /// Whether another region speaks of the month: what this region cannot say is then known from there.
    func covers(_ month: Int, besides region: ProvinceCode) -> Bool {
        cells[month].hasSeveralRegions || cells[month].region.map { $0 != region } ?? false
    }

    func month(_ index: Int, _ readings: [IncomeReading]) -> Month? {
        let items = cells[index].items
        guard let first = items.first else { return nil }
        guard items.count > 1 else { return Month(value: first.value, readings: [first.reading], isDisputed: false) }
        let rows = rowsByRegion(items, readings)
        if rows.contains(where: { $0.count > 1 }) || addsAcrossRegions(rows) { return disputed(items, rows) }
        let day = rows.lazy.map(\.day).max()
        let latest = rows.filter { $0.day == day }
        let decided = items.filter { readings[$0.reading].evidence.day == day }
        guard latest.contains(where: { $0.value != latest[0].value }) else {
            return Month(value: latest[0].value, readings: decided.map(\.reading), isDisputed: false)
        }
        let value = latest.dropFirst().reduce(latest[0].value) { $0.hull($1.value) }
        return Month(value: value, readings: decided.map(\.reading), isDisputed: true)
    }

    /// Several rows of one region and month may be parts of one sum, or a row and its correction: as little as the
    /// least
    /// of the newest, as much as all of them. The same row from several regions is one.
    private func disputed(_ items: [Item], _ rows: [RegionRows]) -> Month {
        var value = rows.dropFirst().reduce(rows[0].range) { $0.hull($1.range) }
        let local = rows.filter(\.isLocal)
        if addsAcrossRegions(rows) {
            value = value.hull(local.dropFirst().reduce(local[0].sum) { $0.adding($1.sum) })
        }
        return Month(value: value, readings: items.map(\.reading), isDisputed: true)
    }

    /// Two provinces' own registers of payments speak of two payments; two of contributions repeat one wage.
    private func addsAcrossRegions(_ rows: [RegionRows]) -> Bool {
        category != .socialInsurance && category != .housingFund && rows.lazy.filter(\.isLocal).count > 1
    }

    /// What one region has for one month.
    private struct RegionRows: Sendable {
        let region: ProvinceCode
        let isLocal: Bool
        var day: Int
        var value: Interval
        var sum: Interval
        var count = 1
        var range: Interval { count > 1 ? value.hull(sum) : value }
    }

    /// There are fewer provinces than would make a linear search slow.
    private func rowsByRegion(_ items: [Item], _ readings: [IncomeReading]) -> [RegionRows] {
        var rows: [RegionRows] = []
        for item in items {
            let evidence = readings[item.reading].evidence
            guard let index = rows.firstIndex(where: { $0.region == evidence.region }) else {
                rows.append(
                    RegionRows(
                        region: evidence.region,
                        isLocal: evidence.record.source.scope != .national,
                        day: evidence.day,
                        value: item.value,
                        sum: item.value
                    )
                )
                continue
            }
            if evidence.day > rows[index].day {
                rows[index].day = evidence.day
                rows[index].value = item.value
            } else if evidence.day == rows[index].day {
                rows[index].value = rows[index].value.hull(item.value)
            }
            rows[index].sum = rows[index].sum.adding(item.value)
            rows[index].count += 1
        }
        return rows
    }
}
