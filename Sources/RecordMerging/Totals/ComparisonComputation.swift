import VerificationDomain

/// Step 9: what was declared beside what was verified.
enum ComparisonComputation: Sendable {
    static func lines(
        _ entries: [NamedEntry],
        _ found: FoundIncome,
        totals: TotalsComputation,
        draft: PictureDraft
    ) -> [ComparisonLine] {
        income(found, totals, draft.context) + assets(entries, totals, draft)
    }

    /// Both sides over the months in which the kind counts, and shown a month of these.
    private static func income(
        _ found: FoundIncome,
        _ totals: TotalsComputation,
        _ context: MergeContext
    ) -> [ComparisonLine] {
        let declared = DeclaredAmounts.income(context)
        let foreign = Set(
            context.household.declaration.income.lazy.filter { $0.monthly.currency != .cny }.compactMap { item in
                context.memberIndex[item.member].map { FoundIncome.Key(member: $0, kind: item.kind) }
            }
        )
        let keys = Set(declared.keys).union(found.byKind.keys).union(foreign)
            .filter { context.countedMonths(of: $0.kind) > 0 }
        return keys.sorted { ($0.member, $0.kind) < ($1.member, $1.kind) }.compactMap { key in
            let months = context.countedMonths(of: key.kind)
            let sum = found.byKind[key] ?? .zero
            let isOpen = totals.total(.income, of: key.member)?.interval.isOpen ?? true
            let interval = isOpen ? sum.opened : sum
            let result = foreign.contains(key) ? .undecidable : compare(declared[key], interval, context)
            return result.map { result in
                ComparisonLine(
                    member: context.reference(key.member),
                    incomeKind: key.kind,
                    declared: declared[key].map { $0 / Int64(months) },
                    verified: interval.monthly(over: months),
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
            guard case .asset(let facts) = entry.draft.facts else { continue }
            var count = entry.draft.contribution.adding(entry.draft.otherUseCount)
            // A parking space may or may not be declared by itself.
            if facts.use == .attached { count = Interval(low: 0, high: 1) }
            verified[entry.draft.category] = (verified[entry.draft.category] ?? .zero).adding(count)
        }
        let categories = Set(declared.keys).union(verified.keys).filter { compared.contains($0.valuation) }
        return categories.sorted().compactMap { category in
            let isOpen = totals.total(category.valuation)?.interval.isOpen ?? true
            let sum = verified[category] ?? .zero
            let interval = isOpen ? sum.opened : sum
            let assets = declared[category] ?? []
            let result =
                category.valuation == .money
                ? compareMoney(assets, interval, context) : compareCount(assets, interval, draft)
            let shown = category.valuation == .money ? money(assets) : Int64(assets.count)
            return result.map {
                ComparisonLine(
                    member: nil,
                    category: category,
                    declared: assets.isEmpty ? nil : shown,
                    verified: interval,
                    result: $0
                )
            }
        }
    }

    /// What was declared in yuan; fen.
    private static func money(_ assets: [DeclaredAsset]) -> Int64 {
        assets.reduce(into: 0) { sum, asset in
            if let value = asset.value, value.currency == .cny { sum.addClamping(value.fen) }
        }
    }

    /// An amount that was not stated, or not in yuan, is no zero: then only too much can be told for certain.
    private static func compareMoney(
        _ assets: [DeclaredAsset],
        _ verified: Interval,
        _ context: MergeContext
    ) -> ComparisonLine.Result? {
        guard !assets.isEmpty else { return compare(nil, verified, context) }
        let result = compare(money(assets), verified, context)
        guard assets.contains(where: { $0.value?.currency != .cny }) else { return result }
        return result == .overstated ? .overstated : .undecidable
    }

    private static func compareCount(
        _ assets: [DeclaredAsset],
        _ verified: Interval,
        _ draft: PictureDraft
    ) -> ComparisonLine.Result? {
        guard !assets.isEmpty else { return compare(nil, verified, draft.context) }
        let matched = Int64(assets.count { $0.key.map(draft.hasSeen) ?? true })
        let result = compare(matched, verified, draft.context)
        // A declared thing with a key that no answer has: something else was found in its place, or nothing.
        guard matched < Int64(assets.count), result == .consistent else { return result }
        return .overstated
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
