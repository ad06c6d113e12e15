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
}
