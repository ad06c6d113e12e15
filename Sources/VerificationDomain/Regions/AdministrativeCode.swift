/// The 12-digit administrative code of civil-affairs forms: region, street or township, village or neighbourhood.
///
/// Higher levels are filled with zeros on the right: `310000000000` is a province, `310101000000` a county.
public struct AdministrativeCode: TextIdentifier, Comparable, CustomStringConvertible {
    public let text: String
    /// The first six digits.
    public let region: RegionCode

    public static let expectation = "an administrative code of 12 digits such as 310101000000"

    /// Reads exactly 12 digits; a village without a street, or a street without a county, is none.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8.prefix(13))
        guard bytes.count == 12, areDigits(bytes),
            let region = RegionCode(String(decoding: bytes[..<6], as: UTF8.self))
        else { return nil }
        let (street, village) = (bytes[6..<9], bytes[9...])
        let zeros = Array("000".utf8)
        guard !street.elementsEqual(zeros) || village.elementsEqual(zeros),
            region.level == .county || street.elementsEqual(zeros)
        else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self)
        self.region = region
    }

    /// The region itself, filled with zeros.
    public init(region: RegionCode) {
        text = region.text + "000000"
        self.region = region
    }

    public var description: String { text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
