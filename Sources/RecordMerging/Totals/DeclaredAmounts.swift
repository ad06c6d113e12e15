import VerificationDomain

/// What the household itself says that it has, beside what was found: the least and, where nothing that was found can
/// be the same thing, more than what was found.
struct DeclaredAmounts: Sendable {
    /// One class: what was declared for certain, and how far it raises the upper end of what was found.
    struct Amount: Sendable {
        var least: Int64 = 0
        /// To be added to what was found: declared things that no record speaks of.
        var unseen = Interval.zero

        /// What was found, with the declaration held against it.
        func raise(_ found: Interval) -> Interval {
            let high = found.adding(unseen).high
            return Interval(low: max(found.low, least), high: high.map { max($0, least) })
        }
    }

    private(set) var income = Amount()
    private(set) var money = Amount()
    /// A declaration does not say what a property is used for, so it never makes a home certain.
    private(set) var homes = Amount()
    private(set) var vehicles = Amount()

    init(_ draft: PictureDraft, _ found: FoundIncome) {
        addIncome(draft.context, found)
        for asset in draft.context.household.declaration.assets {
            // Without a key it may be any of the things that were found; with one that was seen it is one of them.
            let isUnseen = asset.key.map { !draft.hasSeen($0) } ?? false
            switch asset.category.valuation {
            case .money:
                let value = asset.value.flatMap { $0.currency == .cny ? max($0.fen, 0) : nil }
                money.least.addClamping(value ?? 0)
                if isUnseen { money.unseen = money.unseen.adding(value.map { Interval($0) } ?? .unknown) }
            case .realEstate:
                guard asset.category == .realEstate else { continue }
                if isUnseen { homes.unseen = homes.unseen.adding(Interval(1)) }
            case .vehicle:
                // One that was seen is what its records say, perhaps scrapped.
                if asset.key == nil || isUnseen { vehicles.least += 1 }
                if isUnseen { vehicles.unseen = vehicles.unseen.adding(Interval(1)) }
            default: break
            }
        }
    }

    /// A kind of income that was declared higher than it was found raises the sum by the difference.
    private mutating func addIncome(_ context: MergeContext, _ found: FoundIncome) {
        for (key, fen) in Self.income(context) where fen > 0 {
            income.least.addClamping(fen)
            let known = (found.byKind[key] ?? .zero).high ?? fen
            if fen > known { income.unseen = income.unseen.adding(Interval(fen - known)) }
        }
    }

    /// Declared income by member and kind over the months of the window in which its kind counts, in fen.
    static func income(_ context: MergeContext) -> [FoundIncome.Key: Int64] {
        var declared: [FoundIncome.Key: Int64] = [:]
        for item in context.household.declaration.income where item.monthly.currency == .cny {
            guard let member = context.memberIndex[item.member] else { continue }
            let months = Int64(context.countedMonths(of: item.kind))
            let (amount, overflow) = item.monthly.fen.multipliedReportingOverflow(by: months)
            declared[FoundIncome.Key(member: member, kind: item.kind), default: 0].addClamping(
                overflow ? (item.monthly.fen < 0 ? .min : .max) : amount
            )
        }
        return declared
    }
}

/// What was found of each member's kinds of income, in fen over the window.
struct FoundIncome: Sendable {
    struct Key: Hashable, Sendable {
        let member: Int
        let kind: IncomeKind
    }

    private(set) var byKind: [Key: Interval] = [:]

    init(_ entries: [NamedEntry]) {
        for entry in entries {
            guard case .income(let facts) = entry.draft.facts, facts.isCounted, let holder = entry.draft.holders.first
            else { continue }
            let key = Key(member: holder.member, kind: facts.kind)
            byKind[key] = (byKind[key] ?? .zero).adding(entry.draft.contribution)
        }
    }
}

extension MergeContext {
    /// Months of the window in which a kind of income counts: a dated exclusion leaves out some of them.
    func countedMonths(of kind: IncomeKind) -> Int {
        guard rulePack.excludedIncomeKinds.contains(where: { $0.kind == kind }) else { return window.count }
        return window.months.count { rulePack.exclusion(of: kind, in: $0) == nil }
    }
}

extension Int64 {
    /// Adds without wrapping; no household's declaration comes near the ends.
    mutating func addClamping(_ other: Int64) {
        let (sum, overflow) = addingReportingOverflow(other)
        self = overflow ? (other > 0 ? .max : .min) : sum
    }
}
