/// What a building is used for: two to four digits of TD/T 1066, whose first digit is the group.
public struct RealEstateUse: TextIdentifier, CustomStringConvertible {
    public let text: String

    public static let expectation = "a code of the use of a building, two to four digits such as 11 (TD/T 1066)"

    /// Reads two to four digits that begin with 1 to 8. Free text is mapped where the register is read.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8.prefix(5))
        guard (2...4).contains(bytes.count), areDigits(bytes),
            (UInt8(ascii: "1")...UInt8(ascii: "8")).contains(bytes[0])
        else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    /// Group 1, 住宅: what counts as a home. A parking space or storeroom is property, but no home.
    public var isResidential: Bool { text.hasPrefix("1") }

    /// The Chinese name of the group.
    public var groupName: String {
        let names = ["住宅", "工业、交通、仓储", "商业、金融、信息", "教育、医疗、卫生、科研", "文化、娱乐、体育", "办公", "军事", "其他"]
        guard let digit = text.utf8.first else { return text }
        return names[Int(digit - UInt8(ascii: "1"))]
    }

    public var description: String { text }
}
