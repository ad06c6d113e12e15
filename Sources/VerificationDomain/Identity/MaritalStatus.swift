/// Marital status as GB/T 2261.2 codes it.
public enum MaritalStatus: String, Sendable, Hashable, CaseIterable, JSONRepresentable {
    case unmarried = "10"
    case married = "20"
    case firstMarriage = "21"
    case remarried = "22"
    /// 复婚: married again to the same person.
    case marriageResumed = "23"
    case widowed = "30"
    case divorced = "40"
    case unstated = "90"

    public var name: String {
        switch self {
        case .unmarried: "未婚"
        case .married: "已婚"
        case .firstMarriage: "初婚"
        case .remarried: "再婚"
        case .marriageResumed: "复婚"
        case .widowed: "丧偶"
        case .divorced: "离婚"
        case .unstated: "未说明的婚姻状况"
        }
    }

    /// Whether there is a spouse now; `nil` when it is not stated.
    public var isMarried: Bool? { self == .unstated ? nil : rawValue.hasPrefix("2") }

    public var json: JSONValue { .string(rawValue) }
}
