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
        guard let index = edgesYuan.lastIndex(where: { $0 * 100 <= money.fen }) else {
            return .band(minimum: nil, maximum: Money(fen: -1, currency: money.currency))
        }
        let next = edgesYuan.indices.contains(index + 1) ? edgesYuan[index + 1] : nil
        return .band(
            minimum: Money(fen: edgesYuan[index] * 100, currency: money.currency),
            maximum: next.map { Money(fen: $0 * 100 - 1, currency: money.currency) }
        )
    }
}
