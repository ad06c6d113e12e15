/// A currency by its three letters (ISO 4217).
public struct Currency: TextIdentifier, Comparable, CustomStringConvertible {
    /// Three capital letters.
    public let code: String
    public var text: String { code }

    public static let expectation = "a currency of three capital letters such as CNY (ISO 4217)"

    public static let cny = Currency(uncheckedCode: "CNY")

    /// Reads exactly three capital letters.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 3, text.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else { return nil }
        self.init(uncheckedCode: String(text))
    }

    private init(uncheckedCode code: String) { self.code = code }

    public var description: String { code }
    public static func < (left: Self, right: Self) -> Bool { left.code < right.code }
}
