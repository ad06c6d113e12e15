import VerificationDomain

/// Step 10: the household's totals against the limits of the rule pack.
struct IndicationComputation: Sendable {
    private let entries: [NamedEntry]
    private let totals: TotalsComputation
    private let context: MergeContext
    private let limits: ProgrammeLimits
    private let persons: ClosedRange<Int>
    private let declared: DeclaredAmounts

    init(
        entries: [NamedEntry],
        totals: TotalsComputation,
        members: [PictureMember],
        declared: DeclaredAmounts,
        context: MergeContext
    ) {
        self.entries = entries
        self.totals = totals
        self.context = context
        self.declared = declared
        limits = ProgrammeLimits(context)
        let counted = members.lazy.filter { $0.counting == .counted }.count
        let unsettled = members.lazy.filter { $0.counting == .unsettled }.count
        persons = counted...(counted + unsettled)
    }

    func indication(openLegs: [OpenLeg], needsReview: Bool) -> Indication {
        // Without limits there is nothing to hold the figures against (G-09).
        let lines = context.rulePack.hasLimits ? lines() : []
        if lines.contains(where: { $0.status == .over }) {
            return Indication(status: .over, wording: .over, lines: lines)
        }
        // What was never asked is not known to lie within its limit.
        let asked = lines.filter { $0.reason != .notAsked }
        if !needsReview, openLegs.isEmpty, !lines.isEmpty, lines.allSatisfy({ $0.status == .within }) {
            return Indication(status: .within, wording: .nothingOver, lines: lines)
        }
        let asksEnough = [IndicationLine.Limit.income, .money].allSatisfy { limit in
            asked.contains { $0.limit == limit }
        }
        let isWithinAnswers = !needsReview && asksEnough && asked.allSatisfy { $0.answered == .within }
        return Indication(
            status: .undecidable,
            wording: isWithinAnswers ? .nothingOverInAnswers : .undecidable,
            lines: lines
        )
    }

    private func lines() -> [IndicationLine] {
        var lines = [
            line(.income, totals.total(.income), declared.income.raise, below: limits.incomeBelow, limits.income),
            line(.money, totals.total(.money), declared.money.raise, limits.money), homes(), vehicles(),
        ]
        if !context.rulePack.homes.nonResidentialAllowed { lines.append(nonResidential()) }
        if let value = vehicleValue() { lines.append(value) }
        if let company = companies() { lines.append(company) }
        return lines
    }

    /// One line: the declaration is held against the limit too, also where nothing was asked.
    private func line(
        _ limit: IndicationLine.Limit,
        _ total: PictureTotal?,
        _ raise: (Interval) -> Interval,
        atMost: Int64? = nil,
        below: ((Int) -> Int64)? = nil,
        _ allowed: @escaping (Int) -> Int64
    ) -> IndicationLine {
        guard let total else {
            let declared = raise(.zero).opened
            let isOver = declared.low > atMost ?? range(below ?? allowed).most
            return IndicationLine(
                limit: limit,
                allowed: range(allowed).least,
                total: declared,
                persons: personInterval,
                status: isOver ? .over : .undecidable,
                reason: isOver ? .decided : .notAsked,
                answered: .undecidable
            )
        }
        return line(
            limit,
            answered: raise(total.answered),
            isOpen: !total.openLegs.isEmpty,
            atMost: atMost,
            below: below,
            allowed
        )
    }

    private func range(_ allowed: (Int) -> Int64) -> (least: Int64, most: Int64) {
        let values = persons.map(allowed)
        return (values.min() ?? 0, values.max() ?? 0)
    }

    private func notAsked(
        _ limit: IndicationLine.Limit,
        _ allowed: @escaping (Int) -> Int64
    ) -> IndicationLine {
        line(limit, nil, { $0 }, allowed)
    }

    private var personInterval: Interval { Interval(low: Int64(persons.lowerBound), high: Int64(persons.upperBound)) }

    /// Over `allowed` it is over, but up to `atMost` only a reviewer can say whether an exception fits. `below` is the
    /// most that is allowed where the limit itself is too much.
    private func line(
        _ limit: IndicationLine.Limit,
        answered: Interval,
        isOpen: Bool,
        atMost: Int64? = nil,
        below: ((Int) -> Int64)? = nil,
        _ allowed: @escaping (Int) -> Int64
    ) -> IndicationLine {
        let (least, most) = range(below ?? allowed)
        let total = isOpen ? answered.opened : answered
        let top = max(most, atMost ?? most)
        let status = Self.status(total, least, top)
        var reason = IndicationLine.Reason.decided
        if status == .undecidable {
            if total.low > most {
                reason = .needsReview
            } else if isOpen {
                reason = .openLeg
            } else if answered.isOpen {
                reason = .openValue
            } else {
                let isUnsettled = least != most && Self.status(total, most, most) != Self.status(total, least, least)
                reason = isUnsettled ? .memberCountUnsettled : .straddlesLimit
            }
        }
        return IndicationLine(
            limit: limit,
            allowed: range(allowed).least,
            total: total,
            persons: personInterval,
            status: status,
            reason: reason,
            answered: Self.status(answered, least, top)
        )
    }

    /// Small homes may be allowed beyond the number, which a pack's form cannot say.
    private func homes() -> IndicationLine {
        let limit = context.rulePack.homes
        return line(
            .homes,
            totals.total(.realEstate),
            declared.homes.raise,
            atMost: limit.exceptionMaxCount
        ) { _ in limit.maxCount }
    }

    /// A vehicle that may be exempt is not held against the limit for certain; nor is one that was only declared where
    /// the pack knows exceptions.
    private func vehicles() -> IndicationLine {
        let exempt = entries.lazy.filter(\.draft.isExempt).reduce(Interval.zero) { $0.adding($1.draft.contribution) }
        let hasExceptions = !context.rulePack.vehicles.exceptions.isEmpty
        let raise: (Interval) -> Interval = { found in
            let raised = declared.vehicles.raise(found)
            guard hasExceptions else { return raised }
            return Interval(low: max(found.low - max(exempt.low, 0), 0), high: raised.high)
        }
        return line(.vehicles, totals.total(.vehicle), raise) { _ in context.rulePack.vehicles.maxCount }
    }

    private static func status(_ total: Interval, _ least: Int64, _ most: Int64) -> Indication.Status {
        if total.low > most { return .over }
        return total.high.map { $0 <= least } ?? false ? .within : .undecidable
    }

    private func nonResidential() -> IndicationLine {
        guard let total = totals.total(.realEstate) else { return notAsked(.nonResidential) { _ in 0 } }
        let count = entries.reduce(Interval.zero) { $0.adding($1.draft.otherUseCount) }
        return line(
            .nonResidential,
            answered: total.answered.isOpen ? count.opened : count,
            isOpen: !total.openLegs.isEmpty
        ) { _ in 0 }
    }

    /// The dearest vehicle that counts.
    private func vehicleValue() -> IndicationLine? {
        guard let limit = context.rulePack.vehicles.maxValueFen, context.rulePack.vehicles.maxCount > 0 else {
            return nil
        }
        guard let total = totals.total(.vehicle) else { return notAsked(.vehicleValue) { _ in limit } }
        var dearest = total.answered.isOpen ? Interval.unknown : .zero
        for entry in entries where entry.draft.category.valuation == .vehicle && entry.draft.contribution != .zero {
            guard case .asset(let facts) = entry.draft.facts else { continue }
            let value = facts.value ?? .unknown
            let low = entry.draft.contribution.low > 0 && !entry.draft.isExempt ? value.low : 0
            dearest = Interval(
                low: max(dearest.low, low),
                high: dearest.high.flatMap { high in value.high.map { max(high, $0) } }
            )
        }
        return line(.vehicleValue, answered: dearest, isOpen: !total.openLegs.isEmpty) { _ in limit }
    }

    private func companies() -> IndicationLine? {
        guard context.rulePack.companies != .ignored else { return nil }
        guard let total = totals.total(.business) else { return notAsked(.companies) { _ in 0 } }
        let found = line(.companies, total, { $0 }) { _ in 0 }
        guard context.rulePack.companies == .review, found.status == .over else { return found }
        return IndicationLine(
            limit: .companies,
            allowed: 0,
            total: found.total,
            persons: found.persons,
            status: .undecidable,
            reason: .needsReview,
            answered: .undecidable
        )
    }
}
