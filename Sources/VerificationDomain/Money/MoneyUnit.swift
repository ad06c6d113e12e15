/// The unit in which a register writes amounts. Exists only where a register is read: everything after that is fen.
public enum MoneyUnit: String, Sendable, Hashable, CaseIterable {
    /// 分, a hundredth of a yuan.
    case fen
    /// 元.
    case yuan
    /// 万元, ten thousand yuan.
    case wan

    /// Decimal places that an amount in this unit may have and still be a whole number of fen.
    var decimalPlaces: Int {
        switch self {
        case .fen: 0
        case .yuan: 2
        case .wan: 6
        }
    }
}
