/// A region of GB/T 2260 in six digits: province 310000, prefecture 320500, county 310101.
///
/// Only the shape is checked: abolished codes stay valid values, and functional areas such as 320576 are taken though
/// the standard does not know them. `RegionTable` says which codes exist.
public struct RegionCode: TextIdentifier, Comparable, CustomStringConvertible {
    public enum Level: String, Sendable, Hashable, CaseIterable {
        case province, prefecture, county
    }

    public let text: String

    public static let expectation = "a region code of six digits such as 310101 (GB/T 2260)"

    /// Reads exactly six digits; a county without a prefecture, such as 310001, is none.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8.prefix(7))
        guard bytes.count == 6, areDigits(bytes), bytes[0] != UInt8(ascii: "0") else { return nil }
        let zeros = Array("00".utf8)
        guard !bytes[2..<4].elementsEqual(zeros) || bytes[4..<6].elementsEqual(zeros) else { return nil }
        self.init(unchecked: String(decoding: bytes, as: UTF8.self))
    }

    init(unchecked text: String) { self.text = text }

    public var level: Level {
        if text.hasSuffix("0000") { return .province }
        return text.hasSuffix("00") ? .prefecture : .county
    }

    public var province: ProvinceCode { ProvinceCode(unchecked: text.prefix(2) + "0000") }

    /// The prefecture that holds this region, or itself; `nil` for a province.
    public var prefecture: RegionCode? { level == .province ? nil : RegionCode(unchecked: text.prefix(4) + "00") }

    /// Whether `other` is this region or lies in it.
    public func contains(_ other: RegionCode) -> Bool {
        switch level {
        case .province: other.text.hasPrefix(text.prefix(2))
        case .prefecture: other.text.hasPrefix(text.prefix(4))
        case .county: other == self
        }
    }

    public var description: String { text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
