/// The ways in which registers tell the truth badly; a population shows each of them.
public enum ReportingNoise: String, Sendable, Hashable, CaseIterable, Comparable {
    /// The same car, moved out in one province and in use in another (V-02).
    case transferredVehicle
    /// One home under both spouses without shares (RE-04).
    case jointHome
    /// One home under both spouses, each with a share (RE-02).
    case homeByShares
    /// A row that was not brought up to date for more than a year (T-03).
    case staleSnapshot
    /// Whether a limit is exceeded instead of an amount (F-08).
    case thresholdFlag
    /// A lower and an upper end instead of an amount.
    case bandedAmount
    /// A 15-digit identity number in an old register (ID-01).
    case fifteenDigitNumber
    /// The same national register answered by several regions, each with its own date.
    case nationalDuplicate
    /// Another dot between the parts of a name (ID-02).
    case nameDot
    /// A wide blank inside a name (ID-02).
    case nameWidth
    /// A character that the register could not show (ID-03).
    case namePlaceholder
    /// One wage in the tax and in the insurance register (IN-01).
    case wageTwice
    /// A contribution base that differs from the wage.
    case baseDiffers
    /// A row of a protected person (ID-16).
    case restrictedPerson

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
