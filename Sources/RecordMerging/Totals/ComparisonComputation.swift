import VerificationDomain

/// Step 9: what was declared beside what was verified.
enum ComparisonComputation: Sendable {
    static func lines(_ entries: [NamedEntry], totals: TotalsComputation, draft: PictureDraft) -> [ComparisonLine] {
        income(entries, totals, draft.context) + assets(entries, totals, draft)
    }

    private struct IncomeKey: Hashable, Sendable {
        let member: Int
        let kind: IncomeKind
    }

    private static func income(
        _ entries: [NamedEntry],
        _ totals: TotalsComputation,
        _ context: MergeContext
    ) -> [ComparisonLine] {
        var declared: [IncomeKey: Int64] = [:]
        for income in context.household.declaration.income {
            guard let member = context.memberIndex[income.member], income.monthly.currency == .cny else { continue }
            declared[IncomeKey(member: member, kind: income.kind), default: 0].addClamping(income.monthly.fen)
        }
        var verified: [IncomeKey: Interval] = [:]
        for entry in entries {
            guard case .income(let facts) = entry.draft.facts, facts.isCounted, let holder = entry.draft.holders.first
            else {
                continue
            }
            let key = IncomeKey(member: holder.member, kind: facts.kind)
            verified[key] = (verified[key] ?? .zero).adding(entry.draft.contribution)
        }
        let permanent = Set(context.rulePack.excludedIncomeKinds.filter { $0.until == nil }.map(\.kind))
        let keys = Set(declared.keys).union(verified.keys).filter { !permanent.contains($0.kind) }
        return keys.sorted { ($0.member, $0.kind) < ($1.member, $1.kind) }.compactMap { key in
            let sum = (verified[key] ?? .zero).monthly(over: context.window.count)
            let isOpen = totals.total(.income, of: key.member)?.interval.isOpen ?? true
            let interval = isOpen ? sum.opened : sum
            return compare(declared[key], interval, context).map { result in
                ComparisonLine(
                    member: context.reference(key.member),
                    incomeKind: key.kind,
                    declared: declared[key],
                    verified: interval,
                    result: result
                )
            }
        }
    }

    /// By category for the household, because an asset of several owners is declared once.
    private static func assets(
        _ entries: [NamedEntry],
        _ totals: TotalsComputation,
        _ draft: PictureDraft
    ) -> [ComparisonLine] {
        let context = draft.context
        let declared = Dictionary(grouping: context.household.declaration.assets, by: \.category)
        var verified: [ItemCategory: Interval] = [:]
        for entry in entries where compared.contains(entry.draft.category.valuation) {
            if case .asset = entry.draft.facts {
                verified[entry.draft.category] = (verified[entry.draft.category] ?? .zero).adding(
                    entry.draft.contribution
                )
            }
        }
        let categories = Set(declared.keys).union(verified.keys).filter { compared.contains($0.valuation) }
        return categories.sorted().compactMap { category in
            let isOpen = totals.total(category.valuation)?.interval.isOpen ?? true
            let sum = verified[category] ?? .zero
            let interval = isOpen ? sum.opened : sum
            let assets = declared[category] ?? []
            let amount: Int64?
            if category.valuation == .money {
                amount = assets.isEmpty ? nil : assets.reduce(into: 0) { $0.addClamping($1.value?.fen ?? 0) }
            } else {
                amount = assets.isEmpty ? nil : Int64(assets.filter { $0.key.map(draft.hasSeen) ?? true }.count)
            }
            var result = compare(amount, interval, context)
            // A declared thing with a key that no answer has: something else was found in its place, or nothing.
            if category.valuation != .money, let matched = amount, matched < Int64(assets.count), result == .consistent
            {
                result = isOpen ? .undecidable : .overstated
            }
            return result.map {
                ComparisonLine(
                    member: nil,
                    category: category,
                    declared: amount.map { _ in category.valuation == .money ? amount ?? 0 : Int64(assets.count) },
                    verified: interval,
                    result: $0
                )
            }
        }
    }

    private static let compared: Set<ValuationClass> = [.realEstate, .vehicle, .money, .business]

    /// `nil` when nothing was declared and nothing found.
    private static func compare(
        _ declared: Int64?,
        _ verified: Interval,
        _ context: MergeContext
    ) -> ComparisonLine.Result? {
        let tolerance = Int128(context.rulePack.tolerances.declarationPermille)
        guard let declared else {
            if verified.low > 0 { return .undeclared }
            return verified == .zero ? nil : .undecidable
        }
        let upper = Int128(declared) * (1000 + tolerance)
        let lower = Int128(declared) * (1000 - tolerance)
        if Int128(verified.low) * 1000 > upper { return declared == 0 ? .undeclared : .understated }
        guard let high = verified.high else { return .undecidable }
        if Int128(high) * 1000 < lower { return .overstated }
        return Int128(verified.low) * 1000 >= lower && Int128(high) * 1000 <= upper ? .consistent : .undecidable
    }
}

extension Int64 {
    /// Adds without wrapping; no household's declaration comes near the ends.
    mutating func addClamping(_ other: Int64) {
        let (sum, overflow) = addingReportingOverflow(other)
        self = overflow ? (other > 0 ? .max : .min) : sum
    }
}
