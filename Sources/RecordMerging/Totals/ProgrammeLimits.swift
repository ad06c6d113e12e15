import VerificationDomain

/// The amounts that a number of people may have, in whole fen: what a limit has beyond a whole fen, nobody can exceed
/// by
/// less than one.
struct ProgrammeLimits: Sendable {
    private let pack: RulePack
    private let programme: AssistanceProgramme
    private let months: Int

    init(_ context: MergeContext) {
        pack = context.rulePack
        programme = context.household.programme
        months = context.window.count
    }

    /// Fen over the whole income window; a margin household may have some standards' worth (domain rule, 边缘).
    func income(_ persons: Int) -> Int64 {
        let amount = Int128(pack.standardMonthlyFen) * Int128(persons) * Int128(months)
        return programme == .dibaoMargin ? Self.scaled(amount, by: pack.edgeMultiplier) : Self.clamped(amount)
    }

    func money(_ persons: Int) -> Int64 {
        let cap = pack.moneyAssetCap
        var amount: Int128
        switch cap.amount {
        case .months(let count): amount = Int128(count) * Int128(pack.standardMonthlyFen)
        case .fen(let fen): amount = Int128(fen)
        }
        if cap.basis == .perCapita { amount *= Int128(persons) }
        return persons <= cap.smallHouseholdMax
            ? Self.scaled(amount, by: cap.smallHouseholdFactor) : Self.clamped(amount)
    }

    private static func scaled(_ amount: Int128, by factor: Share) -> Int64 {
        clamped(amount * Int128(factor.numerator) / Int128(factor.denominator))
    }

    private static func clamped(_ amount: Int128) -> Int64 { Int64(clamping: min(amount, Int128(Interval.limit))) }
}

/// What the household itself says that it has: the least that it is held to have.
struct DeclaredAmounts: Sendable {
    private(set) var income: Int64 = 0
    private(set) var money: Int64 = 0
    private(set) var homes: Int64 = 0
    private(set) var vehicles: Int64 = 0

    init(_ context: MergeContext) {
        let excluded = Set(context.rulePack.excludedIncomeKinds.map(\.kind))
        for item in context.household.declaration.income where item.monthly.currency == .cny {
            guard !excluded.contains(item.kind), item.monthly.fen > 0 else { continue }
            let (amount, overflow) = item.monthly.fen.multipliedReportingOverflow(by: Int64(context.window.count))
            income.addClamping(overflow ? .max : amount)
        }
        for asset in context.household.declaration.assets {
            switch asset.category.valuation {
            case .money:
                if let value = asset.value, value.currency == .cny, value.fen > 0 { money.addClamping(value.fen) }
            case .realEstate: homes += asset.category == .realEstate ? 1 : 0
            case .vehicle: vehicles += 1
            default: break
            }
        }
    }
}
