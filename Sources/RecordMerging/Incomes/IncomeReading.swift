import VerificationDomain

/// One record of income laid out over the months of the window.
struct IncomeReading: Sendable {
    enum Problem: Sendable {
        case noAmount, noPeriod, implausible
    }

    let evidence: Evidence
    let kind: IncomeKind
    let isBonus: Bool
    /// Months of the window that it speaks of, as indices; empty when it lies outside.
    let months: Range<Int>
    let reachesBeyondWindow: Bool
    let problem: Problem?
    private let amount: MonthlyAmount

    init(_ evidence: Evidence, window: MonthWindow, rulePack: RulePack) {
        self.evidence = evidence
        kind = Self.kind(evidence)
        isBonus = evidence.details.flag(.bonus) ?? false
        let base = Self.contributionBase(evidence)
        let period = IncomePeriod(evidence, window: window, isBonus: isBonus)
        months = period?.clipped ?? 0..<0
        reachesBeyondWindow = period?.reachesBeyondWindow ?? false
        let total = base ?? evidence.value ?? .unknown
        let isMonthly = base != nil || period?.isOpenEnded ?? false
        amount = MonthlyAmount(
            total: total,
            first: period?.firstOffset ?? 0,
            count: isMonthly ? 1 : period?.count ?? 1,
            isMonthly: isMonthly
        )
        if base == nil, evidence.value == nil {
            problem = .noAmount
        } else if period == nil {
            problem = .noPeriod
        } else {
            let isExact = base != nil || evidence.precision == .exact
            problem = isExact && !Self.isPlausible(amount.typical, kind, evidence, rulePack) ? .implausible : nil
        }
    }

    func value(of month: Int) -> Interval { amount.value(of: month) }

    /// A contribution base is a monthly wage, whatever period the record covers.
    private static func contributionBase(_ evidence: Evidence) -> Interval? {
        guard evidence.category == .socialInsurance || evidence.category == .housingFund,
            let base = evidence.details.money(.contributionBase), base.currency == .cny
        else { return nil }
        return Interval(base.fen)
    }

    /// IN-18, with the pack's range for one month. Nothing earned is plausible, and so is a business loss.
    private static func isPlausible(
        _ monthly: Int64,
        _ kind: IncomeKind,
        _ evidence: Evidence,
        _ rulePack: RulePack
    ) -> Bool {
        if monthly == 0 || kind == .business && monthly < 0 { return true }
        guard monthly > 0 else { return false }
        return rulePack.plausibleFen[evidence.category]?.contains(monthly) ?? true
    }

    static func kind(_ evidence: Evidence) -> IncomeKind {
        if let text = evidence.details.text(.incomeKind) {
            if let kind = IncomeKind(rawValue: text) { return kind }
            if let kind = IncomeKind.allCases.first(where: { $0.chineseName == text }) { return kind }
        }
        switch evidence.category {
        case .pension: return .pension
        case .farmSubsidy: return .subsidy
        case .veteran: return .meritAllowance
        default: return .wage
        }
    }
}

/// The months that a record of income covers, beside the window's.
struct IncomePeriod: Sendable {
    /// Inside the window, as indices of the window.
    let clipped: Range<Int>
    /// The first covered month, as an index of the window; negative before it.
    let firstOffset: Int
    let count: Int
    let reachesBeyondWindow: Bool
    /// A benefit that runs from a day on: its amount is that of one month.
    let isOpenEnded: Bool

    init?(_ evidence: Evidence, window: MonthWindow, isBonus: Bool) {
        let details = evidence.details
        var first = details.month(.periodFrom) ?? details.month(.periodTo)
        var last = details.month(.periodTo) ?? details.month(.periodFrom)
        isOpenEnded = first == nil
        if isOpenEnded {
            first = details.date(.startsOn)?.yearMonth
            last = details.date(.endsOn)?.yearMonth ?? first.map { max($0, window.to) }
        } else if isBonus, first == last {
            // IN-09: an annual bonus belongs to the twelve months that end with the one it is booked in.
            first = last?.adding(months: -11)
        }
        guard let first, let last, first <= last else { return nil }
        firstOffset = first.index - window.from.index
        count = last.index - first.index + 1
        let low = min(max(firstOffset, 0), window.count)
        let high = min(max(firstOffset + count, low), window.count)
        clipped = low..<high
        reachesBeyondWindow = !isOpenEnded && (firstOffset < 0 || firstOffset + count > window.count)
    }
}

/// An amount divided over months so that the months add up to it exactly: the first ones get the fen that are left
/// over.
struct MonthlyAmount: Sendable {
    let total: Interval
    let first: Int
    let count: Int
    let isMonthly: Bool

    /// What a month has, give or take a fen.
    var typical: Int64 { isMonthly ? total.low : total.low / Int64(count) }

    func value(of month: Int) -> Interval {
        if isMonthly { return total }
        return Interval(low: part(total.low, month - first), high: total.high.map { part($0, month - first) })
    }

    private func part(_ amount: Int64, _ position: Int) -> Int64 {
        let (quotient, remainder) = amount.quotientAndRemainder(dividingBy: Int64(count))
        guard Int64(position) < abs(remainder) else { return quotient }
        return quotient + (amount < 0 ? -1 : 1)
    }
}
