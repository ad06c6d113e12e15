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
    private var lanes: [String: IncomeLane] = [:]

    init(_ key: Key) { self.key = key }

    mutating func add(_ reading: IncomeReading, window: MonthWindow) {
        let position = readings.count
        readings.append(reading)
        guard reading.problem == nil, !reading.months.isEmpty else { return }
        let record = reading.evidence.record
        let part =
            record.key(.taxItem)?.text ?? record.key(.insuranceKind)?.text ?? record.details.text(.insuranceKind) ?? ""
        let name = "\(record.category.rawValue)|\(part)"
        lanes[name, default: IncomeLane(category: record.category, months: window.count)].add(reading, at: position)
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
        var found: [ItemCategory: Statement] = [:]
        for lane in lanes.values {
            guard let next = lane.month(month, readings) else { continue }
            guard var statement = found[lane.category] else {
                found[lane.category] = Statement(
                    category: lane.category,
                    value: next.value,
                    readings: next.readings,
                    isDisputed: next.isDisputed
                )
                continue
            }
            // Different tax items are different money; different insurances repeat one wage.
            statement.value =
                lane.category == .socialInsurance
                ? Self.larger(statement.value, next.value) : statement.value.adding(next.value)
            statement.readings = (statement.readings + next.readings).sorted()
            statement.isDisputed = statement.isDisputed || next.isDisputed
            found[lane.category] = statement
        }
        return found.values.sorted { Self.rank($0.category, order) < Self.rank($1.category, order) }
    }

    private static func larger(_ left: Interval, _ right: Interval) -> Interval {
        Interval(
            low: max(left.low, right.low),
            high: left.high.flatMap { high in right.high.map { max(high, $0) } }
        )
    }

    private static func rank(_ category: ItemCategory, _ order: [ItemCategory]) -> (Int, ItemCategory) {
        (order.firstIndex(of: category) ?? order.count, category)
    }
}

extension IncomeStream.Key {
    /// Who pays, by code, by name, or at least by the register that says so.
    init(_ reading: IncomeReading) {
        let record = reading.evidence.record
        let payer: String
        if let code = record.key(.payer) ?? record.key(.creditCode) {
            payer = "code|\(code.text)"
        } else if let name = record.details.text(.payerName) {
            payer = "name|\(String(name.unicodeScalars.filter { !$0.properties.isWhitespace }))"
        } else if record.source.scope == .national {
            payer = "national"
        } else {
            payer = "region|\(reading.evidence.region.text)"
        }
        let insurance = record.key(.insuranceKind)?.text ?? record.details.text(.insuranceKind) ?? ""
        self.init(
            member: reading.evidence.member,
            kind: reading.kind,
            payer: payer,
            insurance: reading.kind == .wage ? "" : insurance,
            isBonus: reading.isBonus
        )
    }
}
