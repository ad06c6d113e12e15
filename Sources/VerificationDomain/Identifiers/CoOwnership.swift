/// How several people own one property (共有方式, TD/T 1066).
public enum CoOwnership: String, Sendable, Hashable, CaseIterable, JSONRepresentable {
    /// 单独所有.
    case sole = "0"
    /// 共同共有: no shares are registered.
    case joint = "1"
    /// 按份共有: every owner has a share.
    case byShares = "2"
    /// 其他共有.
    case other = "3"

    public var name: String {
        switch self {
        case .sole: "单独所有"
        case .joint: "共同共有"
        case .byShares: "按份共有"
        case .other: "其他共有"
        }
    }

    public var json: JSONValue { .string(rawValue) }
}
