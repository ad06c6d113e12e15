public import VerificationDomain

/// The dated rules of one deciding region: limits, precedence and tolerances. Whole numbers and rationals only.
public struct RulePack: Sendable, Hashable {
    public let id: String
    public let version: Int
    public let region: RegionCode
    public let programmes: [AssistanceProgramme]
    public let effectiveFrom: CalendarDate
    /// The last day; `nil` while it is in force.
    public let effectiveTo: CalendarDate?
    public let verification: RulePackVerification
    /// What each rule rests on, by the field's name.
    public let citations: [String: String]

    /// Fen a person and month (低保标准); `nil` for a programme whose limits no source gives.
    public let standardMonthlyFen: Int64?
    /// How many standards a margin household may have (边缘): an exact rational.
    public let edgeMultiplier: Share
    public let incomeWindowMonths: Int
    /// `nil` together with the standard.
    public let moneyAssetCap: MoneyAssetCap?
    public let homes: HomeLimit
    public let vehicles: VehicleLimit
    public let companies: CompanyRule
    public let excludedIncomeKinds: [ExcludedIncome]
    public let precedence: Precedence
    public let tolerances: Tolerances
    /// What an exact amount of a category can be, in fen; for income, of one month. Outside it the unit is in doubt.
    public let plausibleFen: [ItemCategory: ClosedRange<Int64>]
    /// Days after which a snapshot is stale.
    public let itemMaxAgeDays: [ItemCategory: Int]
    public let defaultMaxAgeDays: Int
    public let reportValidDays: Int

    /// Whether there is anything to hold a household's figures against.
    public var hasLimits: Bool { standardMonthlyFen != nil }

    /// Whether this pack decides for a programme at a place on a day.
    public func applies(to programme: AssistanceProgramme, in place: RegionCode, on day: CalendarDate) -> Bool {
        programmes.contains(programme) && region.contains(place) && effectiveFrom <= day
            && effectiveTo.map { day <= $0 } ?? true
    }

    public func maximumAge(of item: ItemCategory) -> Int { itemMaxAgeDays[item] ?? defaultMaxAgeDays }

    /// How sources of a category's value are chosen between.
    public func resolution(of item: ItemCategory) -> FieldResolution { precedence.assetValue[item] ?? .latest }

    /// Whether income of this kind is left out in a month; `nil` when it counts.
    public func exclusion(of kind: IncomeKind, in month: YearMonth) -> ExcludedIncome? {
        excludedIncomeKinds.first { $0.kind == kind && $0.until.map { month <= $0.yearMonth } ?? true }
    }
}

/// Whether an officer confirmed a pack's figures, and who and when.
public enum RulePackVerification: Sendable, Hashable {
    case unverified
    case verified(by: String, at: CalendarDate)
}

/// How much money a household may have (货币财产).
public struct MoneyAssetCap: Sendable, Hashable {
    public enum Basis: String, Sendable, Hashable, CaseIterable { case perCapita, household }
    public enum Amount: Sendable, Hashable {
        /// So many months of the standard.
        case months(Int64)
        case fen(Int64)
    }

    public let basis: Basis
    public let amount: Amount
    /// Applied to households of at most `smallHouseholdMax` persons.
    public let smallHouseholdFactor: Share
    public let smallHouseholdMax: Int
}

public struct HomeLimit: Sendable, Hashable {
    public let maxCount: Int64
    /// As many may be allowed under an exception that a reviewer must judge, such as a small area; `nil` without one.
    public let exceptionMaxCount: Int64?
    public let nonResidentialAllowed: Bool
}

public struct VehicleLimit: Sendable, Hashable {
    /// Zero where no vehicle is allowed.
    public let maxCount: Int64
    /// Fen; `nil` without a limit of value.
    public let maxValueFen: Int64?
    /// Vehicles that may be allowed beyond the number: a reviewer judges each.
    public let exceptions: [VehicleException]
}

/// Vehicles that a place's rules except (domain rule V-09).
public enum VehicleException: String, Sendable, Hashable, CaseIterable {
    /// 残疾人代步车.
    case disabilityAid
    /// 谋生工具.
    case livelihoodTool
}

public enum CompanyRule: String, Sendable, Hashable, CaseIterable {
    case ignored, review, forbidden
}

/// A kind of income that does not count, until a day where one is set.
public struct ExcludedIncome: Sendable, Hashable {
    public let kind: IncomeKind
    public let until: CalendarDate?
}

/// How several sources of one field are resolved (docs/merging.md, step 5).
public enum FieldResolution: String, Sendable, Hashable, CaseIterable {
    /// The order of `precedence.methods`, then the latest.
    case authority
    case latest, max, min, sum
    /// Within the tolerance they agree; otherwise a reviewer decides.
    case agree
    /// Everything between the lowest and the highest.
    case interval
    case manual
}

public struct Precedence: Sendable, Hashable {
    /// Evidence of one wage, best first.
    public let wage: [ItemCategory]
    /// How a register was read, best first.
    public let methods: [RecordSource.Method]
    public let assetValue: [ItemCategory: FieldResolution]
}

/// Thousandths.
public struct Tolerances: Sendable, Hashable {
    /// Between kinds of evidence for one wage.
    public let wagePermille: Int64
    /// Between what was declared and what was verified.
    public let declarationPermille: Int64
    /// Between sources of one value.
    public let agreementPermille: Int64
}
