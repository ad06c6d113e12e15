/// An exact amount: a whole number of fen (hundredths) of one currency. Never a fraction, never floating point.
public struct Money: Sendable, Hashable, CustomStringConvertible {
    /// Hundredths of the currency's unit; negative for a debt. JSON readers take amounts within ±2^53 fen.
    public let fen: Int64
    public let currency: Currency

    public init(fen: Int64, currency: Currency = .cny) {
        self.fen = fen
        self.currency = currency
    }

    public static let zero = Money(fen: 0)

    /// Whole yuan; `nil` when that is too much to hold.
    public init?(yuan: Int64, currency: Currency = .cny) {
        let (fen, overflow) = yuan.multipliedReportingOverflow(by: 100)
        guard !overflow else { return nil }
        self.init(fen: fen, currency: currency)
    }

    public var isNegative: Bool { fen < 0 }
    public var isZero: Bool { fen == 0 }

    /// The sum. Throws `DomainError.currencyMismatch` or `.overflow`.
    public func adding(_ other: Money) throws(DomainError) -> Money {
        try combining(other) { $0.addingReportingOverflow($1) }
    }

    /// The difference. Throws `DomainError.currencyMismatch` or `.overflow`.
    public func subtracting(_ other: Money) throws(DomainError) -> Money {
        try combining(other) { $0.subtractingReportingOverflow($1) }
    }

    /// This amount `factor` times. Throws `DomainError.overflow`.
    public func multiplied(by factor: Int64) throws(DomainError) -> Money {
        let (product, overflow) = fen.multipliedReportingOverflow(by: factor)
        guard !overflow else { throw DomainError(.overflow, "a product of money") }
        return Money(fen: product, currency: currency)
    }

    /// The sum of any number of amounts; zero yuan when there are none. Throws as `adding` does.
    public static func sum(_ amounts: some Sequence<Money>) throws(DomainError) -> Money {
        var total: Money?
        for amount in amounts { total = try total?.adding(amount) ?? amount }
        return total ?? .zero
    }

    /// Whether this is the smaller amount. Throws `DomainError.currencyMismatch`: dollars and yuan have no order.
    public func isLess(than other: Money) throws(DomainError) -> Bool {
        guard currency == other.currency else { throw DomainError(.currencyMismatch, "comparing money") }
        return fen < other.fen
    }

    private func combining(
        _ other: Money,
        _ operation: (Int64, Int64) -> (Int64, Bool)
    ) throws(DomainError) -> Money {
        guard currency == other.currency else { throw DomainError(.currencyMismatch, "a sum of money") }
        let (result, overflow) = operation(fen, other.fen)
        guard !overflow else { throw DomainError(.overflow, "a sum of money") }
        return Money(fen: result, currency: currency)
    }
}
