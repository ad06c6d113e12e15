import VerificationDomain

/// A stream summed up over the window.
struct StreamResult: Sendable {
    let stream: IncomeStream
    private(set) var entry: EntryDraft
    /// Months with a value, counted or not.
    private(set) var covered: [Bool]
    private(set) var total = Interval.zero
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
        covered = Array(repeating: false, count: context.window.count)
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
        finish(context)
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
        if let diedOn, calendarMonth > diedOn.yearMonth, Self.endsWithDeath.contains(stream.key.kind) {
            entry.find(.death, .review)
            total = total.adding(chosen.value.floored.doubtful)
        } else if hidesExcludedPart(calendarMonth, context.rulePack) {
            entry.find(.datedExclusion, .review)
            total = total.adding(chosen.value.floored.doubtful)
        } else {
            total = total.adding(chosen.value)
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
            let needsMonths = reading.months.contains { !covered[$0] } || problem == .noPeriod
            entry.find(
                reading.evidence.isForeign ? .foreignCurrency : rule,
                isExcluded || (!needsMonths && problem != .implausible) ? .info : .review
            )
            if needsMonths, !isExcluded {
                isCounted = true
                total = total.opened
            }
        }
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

    private mutating func finish(_ context: MergeContext) {
        if total.low < 0 { entry.find(.negativeBusiness, stream.key.kind == .business ? .info : .review) }
        if total.low == Interval.limit { entry.find(.amountTooLarge, .review) }
        total = total.floored
        entry.contribute(total)
        let span = (covered.firstIndex(of: true) ?? 0)..<((covered.lastIndex(of: true) ?? -1) + 1)
        let gaps = span.filter { !covered[$0] }.map { context.window.from.adding(months: $0) }
        let facts = IncomeFacts(
            kind: stream.key.kind,
            isCounted: isCounted,
            coveredMonths: covered.lazy.filter { $0 }.count,
            gaps: gaps,
            monthly: total.monthly(over: context.window.count)
        )
        entry.facts = .income(facts)
        if let decidingReading { entry.deciding = stream.readings[decidingReading].evidence }
        let isExcluded = !isCounted && covered.contains(true)
        if isExcluded, let first = entry.exclusionRule { entry.lead(first) }
        for (reading, role) in zip(stream.readings, roles) {
            entry.use(reading.evidence, isExcluded && role == .kept ? .ignored(.excludedKind) : role)
        }
    }

    mutating func find(_ rule: RuleIdentifier, _ severity: Severity) { entry.find(rule, severity) }
}

extension EntryDraft {
    /// The rule by which an income is left out.
    fileprivate var exclusionRule: RuleIdentifier? {
        findings.map(\.rule).first { $0 == .excludedIncome || $0 == .datedExclusion }
    }
}
