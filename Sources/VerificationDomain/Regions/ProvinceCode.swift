/// A province, as the first two digits of GB/T 2260 followed by four zeros.
///
/// A struct over the digits and not a list of four, so that another province can join without a change here.
public struct ProvinceCode: TextIdentifier, Comparable, CustomStringConvertible {
    public let text: String

    public static let expectation = "a province code such as 310000 (GB/T 2260)"

    public static let shanghai = ProvinceCode(unchecked: "310000")
    public static let jiangsu = ProvinceCode(unchecked: "320000")
    public static let zhejiang = ProvinceCode(unchecked: "330000")
    public static let anhui = ProvinceCode(unchecked: "340000")

    /// The four provinces of the Yangtze Delta in the order of their codes.
    public static let yangtzeDelta = [shanghai, jiangsu, zhejiang, anhui]

    /// Reads six digits that end in four zeros.
    public init?(_ text: some StringProtocol) {
        guard let region = RegionCode(text), region.level == .province else { return nil }
        self.init(unchecked: region.text)
    }

    init(unchecked text: String) { self.text = text }

    /// The name of one of the four provinces; for another province its code.
    public var name: String {
        switch self {
        case .shanghai: "上海市"
        case .jiangsu: "江苏省"
        case .zhejiang: "浙江省"
        case .anhui: "安徽省"
        default: text
        }
    }

    /// The province as a region.
    public var region: RegionCode { RegionCode(unchecked: text) }

    public var description: String { text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
