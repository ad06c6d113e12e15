import VerificationDomain

/// The bands in which amounts are told when an agreement allows no more.
///
/// Wide enough not to give the amount away, and with an edge at each of the usual property limits.
enum AmountBands: Sendable {
    /// Lower edges in yuan; each band runs to one fen below the next, the last has no upper end.
    static let edgesYuan: [Int64] = [
        0, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000,
    ]

    /// The band that holds an amount; a debt is "below zero".
    static func band(of money: Money) -> RecordValue {
        .band(minimum: lowerEdge(money), maximum: upperEdge(money))
    }

    /// The narrowest run of whole bands that holds a register's own band: two ends that are close together, or the
    /// same,
    /// would tell the amount. `nil` stays an open end.
    static func band(from minimum: Money?, to maximum: Money?) -> RecordValue? {
        let (low, high) = (minimum.flatMap(lowerEdge), maximum.flatMap(upperEdge))
        // Open at both ends it says nothing, and a band has at least one end.
        return low == nil && high == nil ? nil : .band(minimum: low, maximum: high)
    }

    /// The lower end of the amount's band; `nil` for a debt.
    private static func lowerEdge(_ money: Money) -> Money? {
        edgesYuan.last { $0 * 100 <= money.fen }.map { Money(fen: $0 * 100, currency: money.currency) }
    }

    /// The upper end of the amount's band; `nil` for the last one.
    private static func upperEdge(_ money: Money) -> Money? {
        edgesYuan.first { $0 * 100 > money.fen }.map { Money(fen: $0 * 100 - 1, currency: money.currency) }
    }
}
