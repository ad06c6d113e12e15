/// How well two names agree that stand beside the same identity number, best first.
///
/// Exact to placeholder may be merged, the last two of them with a note; a mismatch goes to a reviewer. The same name
/// beside different numbers is never the same person.
public enum NameMatch: String, Sendable, Hashable, CaseIterable, Comparable, JSONRepresentable {
    /// The same characters.
    case exact
    /// The same after width, white space and dots are made one.
    case normalised
    /// Traditional or variant characters, private-use code points of older GB 18030 editions, or a former name.
    case variant
    /// A character that the source could not show stands as `?`, `□`, `*` or another sign.
    case placeholder
    case mismatch

    /// The grade of two names, where `formerNames` are known earlier names of the same person.
    public init(_ left: PersonName, _ right: PersonName, formerNames: [PersonName] = []) {
        let direct = Self.grade(left, right)
        guard direct == .mismatch else {
            self = direct
            return
        }
        let former = formerNames.flatMap { [Self.grade($0, right), Self.grade($0, left)] }.min() ?? .mismatch
        self = former == .mismatch ? .mismatch : max(former, .variant)
    }

    /// Whether records under the two names may be merged without a reviewer.
    public var allowsMerging: Bool { self != .mismatch }
    /// Whether a merge must be noted in the report.
    public var needsNote: Bool { self == .variant || self == .placeholder }

    public var json: JSONValue { .string(rawValue) }

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .exact: 0
        case .normalised: 1
        case .variant: 2
        case .placeholder: 3
        case .mismatch: 4
        }
    }

    private static func grade(_ left: PersonName, _ right: PersonName) -> NameMatch {
        let grade = grade(Array(left.normalised), Array(right.normalised))
        return grade == .normalised && left.text.utf8.elementsEqual(right.text.utf8) ? .exact : grade
    }

    /// Character by character; at least one must really agree, or a row of stars would be everybody's name.
    private static func grade(_ left: [Character], _ right: [Character]) -> NameMatch {
        guard left.count == right.count else { return .mismatch }
        var worst = NameMatch.normalised
        var agreeing = 0
        for (first, second) in zip(left, right) {
            let grade = CharacterVariants.grade(first, second)
            guard grade != .mismatch else { return .mismatch }
            let isReadable = CharacterVariants.isReadable(first) && CharacterVariants.isReadable(second)
            if grade == .normalised || isReadable { agreeing += 1 }
            worst = max(worst, grade)
        }
        return agreeing > 0 ? worst : .mismatch
    }
}
