import VerificationDomain

/// How long a check waits.
public struct CheckDeadlines: Sendable, Hashable {
    /// For one leg, in milliseconds from the start of the check.
    public let legMilliseconds: Int64
    /// For the whole check.
    public let checkMilliseconds: Int64

    public init(legMilliseconds: Int64, checkMilliseconds: Int64) {
        self.legMilliseconds = legMilliseconds
        self.checkMilliseconds = checkMilliseconds
    }

    /// No leg outlasts its check.
    var longestLegMilliseconds: Int64 { min(legMilliseconds, checkMilliseconds) }

    /// Until when the driver of a check that begins now is believed to be at work: a check that is not at its end by
    /// then has lost its process. The margin is for merging, storing and signing after the last leg.
    func drivenUntil(from now: Timestamp) -> Timestamp {
        now.adding(milliseconds: longestLegMilliseconds + Self.marginMilliseconds)
    }

    private static let marginMilliseconds: Int64 = 15_000
}
