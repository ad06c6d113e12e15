/// Where one leg stands (domain.md's states). The raw value is what the store keeps.
public enum LegState: String, Sendable, Hashable, CaseIterable {
    /// Planned; nothing is signed yet.
    case created
    /// The query is signed and stored; it may or may not have left.
    case signed
    /// The query was handed to the carrier.
    case sent
    /// A signed receipt came back: an answer is due later.
    case acknowledged
    /// Bytes came back that claim to be an answer; they are stored and not yet believed.
    case answered
    /// The answer verified: its records may be merged.
    case accepted
    /// The peer refused the query.
    case refused
    /// No answer within the deadline.
    case timedOut
    /// The peer could not be reached, or failed.
    case failed
    /// What came back broke the protocol: kept as evidence, never merged.
    case quarantined

    public var isFinal: Bool {
        switch self {
        case .accepted, .refused, .timedOut, .failed, .quarantined: true
        case .created, .signed, .sent, .acknowledged, .answered: false
        }
    }
}
