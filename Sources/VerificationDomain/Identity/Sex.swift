/// Sex as GB/T 2261.1 codes it. Peers that code otherwise are mapped where they are read, never here.
public enum Sex: String, Sendable, Hashable, CaseIterable, JSONRepresentable {
    case unknown = "0"
    case male = "1"
    case female = "2"
    case unstated = "9"

    public var name: String {
        switch self {
        case .unknown: "未知的性别"
        case .male: "男"
        case .female: "女"
        case .unstated: "未说明的性别"
        }
    }

    public var json: JSONValue { .string(rawValue) }
}
