import VerificationDomain

/// A stream summed up over the window.
struct StreamResult: Sendable {
    let stream: IncomeStream
    private(set) var entry: EntryDraft
    /// Months with a value, counted or not.
    private(set) var covered: [Bool]
    private(set) var total = Interval.zero
    /// It may be another stream's money once more.
    private(set) var isDoubted = false
    /// The total should the earner be alive, and should a reviewer confirm the death.
    private var alive = Interval.zero
    private var dead = Interval.zero
    private var afterDeath = false
    /// The best evidence of each month.
    private var bestCategory: [ItemCategory?]
    private let window: MonthWindow
    private var roles: [RecordRole]
    private var byCategory: [ItemCategory: CommonMonths] = [:]
    private var isCounted = false
    private var decidingReading: Int?

    /// Sums over the months where this category and the deciding one both speak.
    private struct CommonMonths: Sendable {
        var own = Interval.zero
        var chosen = Interval.zero
        var reading: Int
    }

    init(_ stream: IncomeStream, context: MergeContext, diedOn: CalendarDate?) {
        self.stream = stream
        window = context.window
        covered = Array(repeating: false, count: context.window.count)
        bestCategory = Array(repeating: nil, count: context.window.count)
        roles = stream.readings.map { reading in
            switch reading.problem {
            case .implausible?: .ignored(.unitDoubt)
            case .noAmount?, .noPeriod?: .ignored(.noAmount)
            case nil: reading.months.isEmpty ? .ignored(.outsideWindow) : .superseded
            }
        }
        entry = Self.emptyEntry(stream, context)
        for month in covered.indices { add(month, context, diedOn) }
        addProblems(context)
        compareEvidence(context.rulePack)
        finish(diedOn)
    }

    private static func emptyEntry(_ stream: IncomeStream, _ context: MergeContext) -> EntryDraft {
        let key = stream.key
        let parts = [
            "income", context.reference(key.member).text, key.kind.rawValue, key.payer, key.insurance,
            key.isBonus ? "bonus" : "",
        ]
        let facts = IncomeFacts(kind: key.kind, isCounted: true, coveredMonths: 0, gaps: [], monthly: .zero)
        var entry = EntryDraft(
            category: stream.readings[0].evidence.category,
            key: parts.joined(separator: "|"),
            members: [key.member],
            facts: .income(facts)
        )
        entry.find(stream.readings.count > 1 ? .severalSources : .singleSource)
        if Set(stream.readings.map(\.evidence.category)).count > 1 { entry.find(.oneWage) }
        if key.isBonus { entry.find(.bonusSpread) }
        if stream.readings.contains(where: \.reachesBeyondWindow) { entry.find(.outsideWindow) }
        return entry
    }

    private mutating func add(_ month: Int, _ context: MergeContext, _ diedOn: CalendarDate?) {
        let statements = stream.statements(month, context.rulePack.precedence.wage)
        guard let chosen = statements.first else { return }
        covered[month] = true
        bestCategory[month] = chosen.category
        settleRoles(chosen)
        for other in statements.dropFirst() {
            var common = byCategory[other.category] ?? CommonMonths(reading: other.readings[0])
            common.own = common.own.adding(other.value)
            common.chosen = common.chosen.adding(chosen.value)
            byCategory[other.category] = common
        }
        let calendarMonth = context.window.from.adding(months: month)
        if let exclusion = context.rulePack.exclusion(of: stream.key.kind, in: calendarMonth) {
            entry.find(exclusion.until == nil ? .excludedIncome : .datedExclusion)
            return
        }
        isCounted = true
        var value = chosen.value
        if hidesExcludedPart(calendarMonth, context.rulePack) {
            entry.find(.datedExclusion, .review)
            value = value.floored.doubtful
        }
        alive = alive.adding(value)
        if let diedOn, calendarMonth > diedOn.yearMonth, Self.endsWithDeath.contains(stream.key.kind) {
            entry.find(.death, .review)
            afterDeath = true
            total = total.adding(value.floored.doubtful)
        } else {
            dead = dead.adding(value)
            total = total.adding(value)
        }
    }

    private static let endsWithDeath: Set<IncomeKind> = [.pension, .basicPension, .unemploymentBenefit]

    /// IN-07: a residents' pension in one sum, in months in which its basic part does not count.
    private func hidesExcludedPart(_ month: YearMonth, _ rulePack: RulePack) -> Bool {
        stream.key.kind == .pension && stream.key.insurance.contains("居民")
            && rulePack.exclusion(of: .basicPension, in: month) != nil
    }

    private mutating func settleRoles(_ chosen: IncomeStream.Statement) {
        if chosen.isDisputed { entry.find(.sourcesDisagree, .review) }
        for (position, reading) in chosen.readings.enumerated() {
            if chosen.isDisputed {
                roles[reading] = .disputed
            } else if roles[reading] == .superseded {
                roles[reading] = position == 0 || !isRepeated(reading, chosen.readings[0]) ? .kept : .duplicate
            }
        }
        if decidingReading == nil { decidingReading = chosen.readings[0] }
    }

    private func isRepeated(_ reading: Int, _ first: Int) -> Bool {
        let (left, right) = (stream.readings[reading].evidence.record, stream.readings[first].evidence.record)
        return left.category == right.category && left.key(.taxItem) == right.key(.taxItem)
    }

    /// Records that say something which cannot be used: where nothing else covers their months, the upper end is open.
    private mutating func addProblems(_ context: MergeContext) {
        for reading in stream.readings {
            guard let problem = reading.problem else { continue }
            let rule: RuleIdentifier = problem == .implausible ? .incomeUnitDoubt : .noAmount
            let isExcluded = context.rulePack.excludedIncomeKinds.contains {
                $0.kind == stream.key.kind && $0.until == nil
            }
            let needsMonths = reading.months.contains { !isKnown($0, reading, context) } || problem == .noPeriod
            entry.find(
                reading.evidence.isForeign ? .foreignCurrency : rule,
                isExcluded || (!needsMonths && problem != .implausible) ? .info : .review
            )
            if needsMonths, !isExcluded {
                isCounted = true
                (total, alive, dead) = (total.opened, alive.opened, dead.opened)
            }
        }
    }

    /// Whether a month is known without an unusable record: another region passed on the same, or better evidence of
    /// the same wage speaks. Another row of the same region, or another tax item, may be other money.
    private func isKnown(_ month: Int, _ reading: IncomeReading, _ context: MergeContext) -> Bool {
        if stream.isRepeated(reading, in: month) { return true }
        guard let best = bestCategory[month] else { return false }
        let order = context.rulePack.precedence.wage
        return IncomeStream.rank(best, order) < IncomeStream.rank(reading.evidence.category, order)
    }

    /// IN-01: evidence that differs by more than the tolerance is for a reviewer, who may choose another kind.
    private mutating func compareEvidence(_ rulePack: RulePack) {
        var candidates: [(value: Interval, evidence: Evidence)] = []
        for (_, common) in byCategory.sorted(by: { $0.key < $1.key }) {
            let (own, chosen) = (Int128(common.own.low), Int128(common.chosen.low))
            let difference = own > chosen ? own - chosen : chosen - own
            let isOpen = common.own.isOpen || common.chosen.isOpen
            guard isOpen || difference * 1000 > chosen * Int128(rulePack.tolerances.wagePermille) else { continue }
            entry.find(.oneWage, .review)
            let low = max(Int128(total.low) - chosen + own, 0)
            candidates.append(
                (
                    Interval(low: Int64(clamping: low), high: isOpen ? nil : Int64(clamping: low)),
                    stream.readings[common.reading].evidence
                )
            )
        }
        guard !candidates.isEmpty, let first = decidingReading else { return }
        entry.offer([(total.floored, stream.readings[first].evidence)] + candidates)
    }

    private mutating func finish(_ diedOn: CalendarDate?) {
        if total.low < 0 { entry.find(.negativeBusiness, stream.key.kind == .business ? .info : .review) }
        if total.low == Interval.limit { entry.find(.amountTooLarge, .review) }
        total = total.floored
        entry.contribute(total)
        entry.facts = .income(facts)
        if let decidingReading { entry.deciding = stream.readings[decidingReading].evidence }
        let isExcluded = !isCounted && covered.contains(true)
        if isExcluded, let first = entry.exclusionRule { entry.lead(first) }
        for (reading, role) in zip(stream.readings, roles) {
            entry.use(reading.evidence, isExcluded && role == .kept ? .ignored(.excludedKind) : role)
        }
        guard afterDeath, let diedOn else { return }
        entry.deathCases = DeathCases(alive: alive.floored, dead: dead.floored, later: later(diedOn))
    }

    private var facts: IncomeFacts {
        let span = (covered.firstIndex(of: true) ?? 0)..<((covered.lastIndex(of: true) ?? -1) + 1)
        return IncomeFacts(
            kind: stream.key.kind,
            isCounted: isCounted,
            coveredMonths: covered.lazy.filter { $0 }.count,
            gaps: span.filter { !covered[$0] }.map { window.from.adding(months: $0) },
            monthly: total.monthly(over: window.count)
        )
    }

    /// Records of nothing but months after a death.
    private func later(_ diedOn: CalendarDate) -> Set<RecordReference> {
        let records = stream.readings.lazy.filter { reading in
            guard let first = reading.months.first else { return false }
            return window.from.adding(months: first) > diedOn.yearMonth
        }
        return Set(records.map(\.evidence.reference))
    }

    /// The kinds of register that show it in the window, as bits.
    var registerKinds: UInt8 {
        stream.readings.reduce(0) { bits, reading in
            guard reading.problem == nil, !reading.months.isEmpty,
                let bit = IncomePass.categories.firstIndex(of: reading.evidence.category)
            else { return bits }
            return bits | 1 << UInt8(bit)
        }
    }

    /// The covered months as bits; a window has at most 60.
    var coveredBits: UInt64 { covered.enumerated().reduce(0) { $0 | ($1.element ? 1 << UInt64($1.offset) : 0) } }

    /// Leaves it open whether the stream is money of its own.
    mutating func doubt(_ rule: RuleIdentifier) {
        guard total != .zero else { return }
        isDoubted = true
        total = total.doubtful
        entry.contribute(total)
        entry.facts = .income(facts)
        entry.find(rule, .review)
    }

    mutating func find(_ rule: RuleIdentifier, _ severity: Severity) { entry.find(rule, severity) }
}

extension EntryDraft {
    /// The rule by which an income is left out.
    fileprivate var exclusionRule: RuleIdentifier? {
        findings.map(\.rule).first { $0 == .excludedIncome || $0 == .datedExclusion }
    }
}
