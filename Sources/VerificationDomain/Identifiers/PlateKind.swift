/// The kind of a number plate: two digits of GA 24.7. The same characters can exist under two kinds.
public struct PlateKind: TextIdentifier, Comparable, CustomStringConvertible {
    public let text: String

    public static let expectation = "a plate kind of two digits such as 02 (GA 24.7)"

    public static let largeVehicle = PlateKind(unchecked: "01")
    public static let smallVehicle = PlateKind(unchecked: "02")
    public static let motorcycle = PlateKind(unchecked: "07")
    public static let newEnergyLargeVehicle = PlateKind(unchecked: "51")
    public static let newEnergySmallVehicle = PlateKind(unchecked: "52")

    /// Reads exactly two digits, `01` to `99`; kinds that are not listed here are taken.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8.prefix(3))
        guard bytes.count == 2, areDigits(bytes), !bytes.elementsEqual("00".utf8) else { return nil }
        self.init(unchecked: String(decoding: bytes, as: UTF8.self))
    }

    private init(unchecked text: String) { self.text = text }

    /// The Chinese name; the code itself for a kind that is not listed.
    public var name: String { Self.names[text] ?? text }

    private static let names = [
        "01": "大型汽车", "02": "小型汽车", "07": "普通摩托车", "08": "轻便摩托车", "13": "低速车", "14": "拖拉机", "15": "挂车",
        "16": "教练汽车", "22": "临时", "23": "警用", "51": "新能源大型汽车", "52": "新能源小型汽车",
    ]

    public var description: String { text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
