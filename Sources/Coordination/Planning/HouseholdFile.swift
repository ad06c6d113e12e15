public import VerificationDomain

/// How a household file is read.
public enum HouseholdFile: Sendable {
    /// At most 1 MiB: fifty members with every declaration fit ten times over.
    public static let limits = JSONLimits(byteCount: 1 << 20)
}
