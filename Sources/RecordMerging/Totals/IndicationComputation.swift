import VerificationDomain

/// Step 10: the household's totals against the limits of the rule pack.
struct IndicationComputation: Sendable {
    private let entries: [NamedEntry]
    private let totals: TotalsComputation
    private let context: MergeContext
    private let limits: ProgrammeLimits
    private let persons: ClosedRange<Int>

    init(entries: [NamedEntry], totals: TotalsComputation, members: [PictureMember], context: MergeContext) {
        self.entries = entries
        self.totals = totals
        self.context = context
        limits = ProgrammeLimits(context)
        let counted = members.lazy.filter { $0.counting == .counted }.count
        let unsettled = members.lazy.filter { $0.counting == .unsettled }.count
        persons = counted...(counted + unsettled)
    }

    func indication(openLegs: [OpenLeg], needsReview: Bool) -> Indication {
        let declared = DeclaredAmounts(context)
        var lines = [
            line(.income, totals.total(.income), declared.income, limits.income),
            line(.money, totals.total(.money), declared.money, limits.money),
            line(.homes, totals.total(.realEstate), declared.homes) { _ in context.rulePack.homes.maxCount },
            line(.vehicles, totals.total(.vehicle), declared.vehicles) { _ in context.rulePack.vehicles.maxCount },
        ]
        if !context.rulePack.homes.nonResidentialAllowed { lines.append(nonResidential()) }
        if let value = vehicleValue() { lines.append(value) }
        if let company = companies() { lines.append(company) }
        let asked = lines.filter { $0.reason != .notAsked }
        if asked.contains(where: { $0.status == .over }) {
            return Indication(status: .over, wording: .over, lines: lines)
        }
        let isSettled = !needsReview && !asked.isEmpty
        if isSettled, openLegs.isEmpty, asked.allSatisfy({ $0.status == .within }) {
            return Indication(status: .within, wording: .nothingOver, lines: lines)
        }
        let isWithinAnswers = isSettled && !openLegs.isEmpty && asked.allSatisfy { $0.answered == .within }
        return Indication(
            status: .undecidable,
            wording: isWithinAnswers ? .nothingOverInAnswers : .undecidable,
            lines: lines
        )
    }

    /// One line: what the household itself declared is the least that it has.
    private func line(
        _ limit: IndicationLine.Limit,
        _ total: PictureTotal?,
        _ declared: Int64,
        _ allowed: (Int) -> Int64
    ) -> IndicationLine {
        guard let total else { return notAsked(limit, allowed) }
        return line(
            limit,
            answered: Self.atLeast(declared, total.answered),
            isOpen: !total.openLegs.isEmpty,
            allowed
        )
    }

    private static func atLeast(_ declared: Int64, _ interval: Interval) -> Interval {
        Interval(low: max(interval.low, declared), high: interval.high.map { max($0, declared) })
    }

    private func range(_ allowed: (Int) -> Int64) -> (least: Int64, most: Int64) {
        let values = persons.map(allowed)
        return (values.min() ?? 0, values.max() ?? 0)
    }

    private func notAsked(_ limit: IndicationLine.Limit, _ allowed: (Int) -> Int64) -> IndicationLine {
        IndicationLine(
            limit: limit,
            allowed: range(allowed).least,
            total: .unknown,
            persons: personInterval,
            status: .undecidable,
            reason: .notAsked,
            answered: .undecidable
        )
    }

    private var personInterval: Interval { Interval(low: Int64(persons.lowerBound), high: Int64(persons.upperBound)) }

    private func line(
        _ limit: IndicationLine.Limit,
        answered: Interval,
        isOpen: Bool,
        _ allowed: (Int) -> Int64
    ) -> IndicationLine {
        let (least, most) = range(allowed)
        let total = isOpen ? answered.opened : answered
        let status = Self.status(total, least, most)
        var reason = IndicationLine.Reason.decided
        if status == .undecidable {
            if isOpen {
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
            allowed: least,
            total: total,
            persons: personInterval,
            status: status,
            reason: reason,
            answered: Self.status(answered, least, most)
        )
    }

    private static func status(_ total: Interval, _ least: Int64, _ most: Int64) -> Indication.Status {
        if total.low > most { return .over }
        return total.high.map { $0 <= least } ?? false ? .within : .undecidable
    }

    private func nonResidential() -> IndicationLine {
        guard let total = totals.total(.realEstate) else { return notAsked(.nonResidential) { _ in 0 } }
        var count = Interval.zero
        for entry in entries {
            guard case .asset(let facts) = entry.draft.facts, facts.use == .nonResidential else { continue }
            count = count.adding(entry.draft.severity >= .review ? Interval(low: 0, high: 1) : Interval(1))
        }
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
            let low = entry.draft.contribution.low > 0 ? value.low : 0
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
        let found = line(.companies, total, 0) { _ in 0 }
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
