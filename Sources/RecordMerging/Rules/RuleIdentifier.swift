/// The rules of the conflict catalogue (docs/merging.md), by the codes that reports print.
///
/// Letters as in the catalogue: ID identity and household, RE real estate, V vehicles, F money, IN income, T exchange
/// and time; G are general rules and D those about a reviewer's decision.
public enum RuleIdentifier: String, Sendable, Hashable, CaseIterable, Comparable {
    case singleSource = "G-01"
    case severalSources = "G-02"
    case unhandled = "G-03"
    case noKey = "G-04"
    case amountTooLarge = "G-05"
    case noAmount = "G-06"
    case sourcesDisagree = "G-07"

    case foreignRulePack = "G-08"
    case noLimits = "G-09"

    case decided = "D-01"
    case decisionDoesNotFit = "D-02"

    case fifteenDigitNumber = "ID-01"
    case nameNormalised = "ID-02"
    case nameVariant = "ID-03"
    case nameMismatch = "ID-04"
    case changedNumber = "ID-05"
    case twoHukou = "ID-07"
    case death = "ID-09"
    case undeclaredSpouse = "ID-10"
    case contradictoryMarriage = "ID-11"
    case judicialStatus = "ID-13"
    case assistanceElsewhere = "ID-14"
    case protectedPerson = "ID-16"

    case sameUnit = "RE-01"
    case sharesAdded = "RE-02"
    case sharesContradict = "RE-03"
    case jointWithoutShare = "RE-04"
    case soleOfSpouse = "RE-05"
    case contractOnly = "RE-06"
    case transferredProperty = "RE-07"
    case weakKey = "RE-08"
    case encumbered = "RE-09"
    case publicHousing = "RE-11"
    case otherUse = "RE-12"

    case sameVehicle = "V-01"
    case movedVehicle = "V-02"
    case vehicleOwnersDiffer = "V-03"
    case activeTwice = "V-04"
    case plateReused = "V-05"
    case cancelledVehicle = "V-06"
    case flaggedVehicle = "V-07"
    case operatingVehicle = "V-08"
    case exemptVehicle = "V-09"
    case unitDoubt = "V-10"
    case ownedByCompany = "V-11"

    case sameAccount = "F-01"
    case severalCards = "F-02"
    case aggregateAndDetails = "F-03"
    case closedAccount = "F-06"
    case jointAccount = "F-07"
    case thresholdStatement = "F-08"
    case foreignCurrency = "F-09"
    case cashValueOnly = "F-12"
    case notDisposable = "F-14"

    case oneWage = "IN-01"
    case twoWages = "IN-02"
    case employerUnlinked = "IN-03"
    case pensionAndWage = "IN-04"
    case pensionTwice = "IN-05"
    case datedExclusion = "IN-07"
    case excludedIncome = "IN-08"
    case bonusSpread = "IN-09"
    case outsideWindow = "IN-10"
    case companyState = "IN-13"
    case incomeUnitDoubt = "IN-18"
    case negativeBusiness = "IN-19"

    case stale = "T-03"
    case futureAsOf = "T-08"
    case noneAndFound = "T-09"
    case notAnswered = "T-10"

    public var text: RuleText { RuleText.all[self] ?? RuleText("", "") }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
