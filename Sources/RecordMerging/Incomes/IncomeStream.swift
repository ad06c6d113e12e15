import VerificationDomain

/// One stream of income of one member: one kind from one payer, with all its evidence.
struct IncomeStream: Sendable {
    struct Key: Hashable, Sendable {
        let member: Int
        let kind: IncomeKind
        let payer: String
        /// 险种: two pensions of different kinds from one agency are two streams.
        let insurance: String
        let isBonus: Bool
    }

    let key: Key
    private(set) var readings: [IncomeReading] = []
    /// In the order of their first readings.
    private var lanes: [IncomeLane] = []
    private var positions: [LaneKey: Int] = [:]

    /// Different tax items are different money; different insurances repeat one wage.
    private struct LaneKey: Hashable, Sendable {
        let category: ItemCategory
        let part: String

        init(_ record: VerificationRecord) {
            category = record.category
            part =
                record.key(.taxItem)?.text ?? record.key(.insuranceKind)?.text ?? record.details.text(.insuranceKind)
                ?? ""
        }
    }

    init(_ key: Key) { self.key = key }

    mutating func add(_ reading: IncomeReading, window: MonthWindow) {
        let position = readings.count
        readings.append(reading)
        guard reading.problem == nil, !reading.months.isEmpty else { return }
        let name = LaneKey(reading.evidence.record)
        if positions[name] == nil {
            positions[name] = lanes.count
            lanes.append(IncomeLane(category: name.category, months: window.count))
        }
        lanes[positions[name] ?? 0].add(reading, at: position)
    }

    /// Whether another region's record of the same kind says what an unusable one leaves out.
    func isRepeated(_ reading: IncomeReading, in month: Int) -> Bool {
        guard let position = positions[LaneKey(reading.evidence.record)] else { return false }
        return lanes[position].covers(month, besides: reading.evidence.region)
    }

    /// What one category of evidence says about one month.
    struct Statement: Sendable {
        let category: ItemCategory
        var value: Interval
        var readings: [Int]
        var isDisputed: Bool
    }

    /// The statements about a month, best evidence first (IN-01).
    func statements(_ month: Int, _ order: [ItemCategory]) -> [Statement] {
        var found: [Statement] = []
        for lane in lanes {
            guard let next = lane.month(month, readings) else { continue }
            guard let index = found.firstIndex(where: { $0.category == lane.category }) else {
                found.append(
                    Statement(
                        category: lane.category,
                        value: next.value,
                        readings: next.readings,
                        isDisputed: next.isDisputed
                    )
                )
                continue
            }
            let value = found[index].value
            found[index].value =
                lane.category == .socialInsurance ? Self.larger(value, next.value) : value.adding(next.value)
            found[index].readings += next.readings
            found[index].isDisputed = found[index].isDisputed || next.isDisputed
        }
        // Sorted once at the end: an answer with a lane for each record must not cost their square.
        if lanes.count > found.count { for index in found.indices { found[index].readings.sort() } }
        guard found.count > 1 else { return found }
        return found.sorted { Self.rank($0.category, order) < Self.rank($1.category, order) }
    }

    private static func larger(_ left: Interval, _ right: Interval) -> Interval {
        Interval(
            low: max(left.low, right.low),
            high: left.high.flatMap { high in right.high.map { max(high, $0) } }
        )
    }

    static func rank(_ category: ItemCategory, _ order: [ItemCategory]) -> (Int, ItemCategory) {
        (order.firstIndex(of: category) ?? order.count, category)
    }
}
