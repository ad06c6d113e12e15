public import VerificationDomain

/// Where a record's amount comes from, and what the register says about it.
public enum AmountMapping: Sendable, Hashable {
    /// `{column, unit}`: the amount itself.
    case exact(RegisterName, MoneyUnit)
    /// `{kind: flag, column, over, notOver, threshold, unit}`: the register holds only whether it exceeds a threshold.
    case flag(RegisterName, over: String, notOver: String, threshold: Money)
    /// `{kind: band, minimum, maximum, unit}`: two columns, either of which may be empty.
    case band(minimum: RegisterName, maximum: RegisterName, MoneyUnit)
    /// `{kind: threshold, column, threshold, unit}`: the register holds the amount, but this region states only whether
    /// it exceeds a threshold.
    case threshold(RegisterName, MoneyUnit, threshold: Money)

    private enum Kind: String, CaseIterable { case exact, flag, band, threshold }

    init(_ cursor: MappingCursor) throws(RegisterError) {
        let kind = try cursor.optionalField("kind")?.code(Kind.self) ?? .exact
        let unit = try cursor.field("unit").code(MoneyUnit.self)
        switch kind {
        case .exact:
            try cursor.allowOnly(["kind", "unit", "column"])
            self = .exact(try cursor.field("column").name(), unit)
        case .flag:
            try cursor.allowOnly(["kind", "unit", "column", "over", "notOver", "threshold"])
            let over = try cursor.field("over").text()
            let notOver = try cursor.field("notOver").text()
            guard over != notOver else {
                throw try cursor.field("notOver").error(.notAllowed, "expected another value than over")
            }
            let threshold = try Self.threshold(cursor.field("threshold"), unit)
            self = .flag(try cursor.field("column").name(), over: over, notOver: notOver, threshold: threshold)
        case .band:
            try cursor.allowOnly(["kind", "unit", "minimum", "maximum"])
            self = .band(
                minimum: try cursor.field("minimum").name(),
                maximum: try cursor.field("maximum").name(),
                unit
            )
        case .threshold:
            try cursor.allowOnly(["kind", "unit", "column", "threshold"])
            let threshold = try Self.threshold(cursor.field("threshold"), unit)
            self = .threshold(try cursor.field("column").name(), unit, threshold: threshold)
        }
    }

    private static func threshold(_ cursor: MappingCursor, _ unit: MoneyUnit) throws(RegisterError) -> Money {
        let money = try cursor.parsed("an amount in the unit, such as 50000 or 12.50") { Money($0, unit: unit) }
        guard !money.isNegative, RegisterLimits.amounts.contains(money.fen) else {
            throw cursor.error(.notAllowed, "a threshold is an amount that is not negative")
        }
        return money
    }

    var columns: [RegisterName] {
        switch self {
        case .exact(let column, _), .flag(let column, _, _, _), .threshold(let column, _, _): [column]
        case .band(let minimum, let maximum, _): [minimum, maximum]
        }
    }

    /// Whether nothing but a flag ever comes out.
    var statesOnlyFlags: Bool {
        switch self {
        case .flag, .threshold: true
        case .exact, .band: false
        }
    }
}
