/// How much a finding asks of people.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Settled by rule and shown.
    case info
    /// A reviewer decides before the report.
    case review
    /// No report until it is settled: an identity, or assistance in force elsewhere.
    case block

    private var rank: Int {
        switch self {
        case .info: 0
        case .review: 1
        case .block: 2
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
