import VerificationDomain

/// The amounts that a number of people may have, in whole fen: what a limit has beyond a whole fen, nobody can exceed
/// by less than one.
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
        let amount = Int128(standard) * Int128(persons) * Int128(months)
        return programme == .dibaoMargin ? Self.scaled(amount, by: pack.edgeMultiplier) : Self.clamped(amount)
    }

    /// The most whole fen that lie below that limit: income has to be below it (社会救助法 Art 18, 21).
    func incomeBelow(_ persons: Int) -> Int64 {
        let amount = Int128(standard) * Int128(persons) * Int128(months)
        guard programme == .dibaoMargin else { return Self.clamped(max(amount - 1, 0)) }
        let factor = pack.edgeMultiplier
        return Self.clamped(max((amount * Int128(factor.numerator) - 1) / Int128(factor.denominator), 0))
    }

    func money(_ persons: Int) -> Int64 {
        guard let cap = pack.moneyAssetCap else { return 0 }
        var amount: Int128
        switch cap.amount {
        case .months(let count): amount = Int128(count) * Int128(standard)
        case .fen(let fen): amount = Int128(fen)
        }
        if cap.basis == .perCapita { amount *= Int128(persons) }
        return persons <= cap.smallHouseholdMax
            ? Self.scaled(amount, by: cap.smallHouseholdFactor) : Self.clamped(amount)
    }

    /// A pack without limits is never asked for one.
    private var standard: Int64 { pack.standardMonthlyFen ?? 0 }

    private static func scaled(_ amount: Int128, by factor: Share) -> Int64 {
        clamped(amount * Int128(factor.numerator) / Int128(factor.denominator))
    }

    private static func clamped(_ amount: Int128) -> Int64 { Int64(clamping: min(amount, Int128(Interval.limit))) }
}
