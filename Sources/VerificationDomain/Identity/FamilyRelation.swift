/// The relation of a household member to the head of the household: two digits of GB/T 4761-2008.
///
/// The head of the household (户主) may be someone else than the applicant, so the code alone says nothing without
/// knowing to whom.
public struct FamilyRelation: RawRepresentable, Sendable, Hashable, CustomStringConvertible, JSONRepresentable {
    /// Two digits.
    public let rawValue: String

    /// `nil` unless the standard has this two-digit code.
    public init?(rawValue: String) {
        guard Self.names[rawValue] != nil else { return nil }
        self.rawValue = rawValue
    }

    public init?(_ text: some StringProtocol) { self.init(rawValue: String(text)) }

    private init(unchecked rawValue: String) { self.rawValue = rawValue }

    /// 本人: used where the relation is to the applicant.
    public static let oneself = FamilyRelation(unchecked: "01")
    /// 户主.
    public static let householdHead = FamilyRelation(unchecked: "02")
    public static let spouse = FamilyRelation(unchecked: "10")
    public static let son = FamilyRelation(unchecked: "20")
    public static let daughter = FamilyRelation(unchecked: "30")
    public static let father = FamilyRelation(unchecked: "51")
    public static let mother = FamilyRelation(unchecked: "52")
    public static let other = FamilyRelation(unchecked: "99")

    /// Every relation of the standard in the order of the codes.
    public static let all = names.keys.sorted().map { FamilyRelation(unchecked: $0) }

    /// The standard's name of the relation.
    public var name: String { Self.names[rawValue] ?? rawValue }

    public var isSpouse: Bool { rawValue.hasPrefix("1") }

    /// Sons and daughters, adopted and step-children too; not their spouses (28, 38).
    public var isChild: Bool {
        (rawValue.hasPrefix("2") || rawValue.hasPrefix("3")) && rawValue != "28" && rawValue != "38"
    }

    /// Parents, step- and adoptive parents (50–52, 57, 58); not the spouse's.
    public var isParent: Bool { ["50", "51", "52", "57", "58"].contains(rawValue) }

    public var json: JSONValue { .string(rawValue) }
    public var description: String { rawValue }

    private static let names: [String: String] = Dictionary(
        uniqueKeysWithValues: """
            01本人 02户主 10配偶 11夫 12妻 20子 21独生子 22长子 23次子 24三子 25四子 26五子 27养子或继子 28女婿 29其他儿子
            30女 31独生女 32长女 33次女 34三女 35四女 36五女 37养女或继女 38儿媳 39其他女儿
            40孙子、孙女或外孙子、外孙女 41孙子 42孙女 43外孙子 44外孙女 45孙媳妇或外孙媳妇 46孙女婿或外孙女婿 47曾孙子或外曾孙子
            48曾孙女或外曾孙女 49其他孙子、孙女或外孙子、外孙女
            50父母 51父亲 52母亲 53公公 54婆婆 55岳父 56岳母 57继父或养父 58继母或养母 59其他父母关系
            60祖父母或外祖父母 61祖父 62祖母 63外祖父 64外祖母 65配偶的祖父母或外祖父母 66曾祖父 67曾祖母
            68配偶的曾祖父母或外曾祖父母 69其他祖父母或外祖父母关系
            70兄弟姐妹 71兄 72嫂 73弟 74弟媳 75姐姐 76姐夫 77妹妹 78妹夫 79其他兄弟姐妹
            80其他 81伯父 82伯母 83叔父 84婶母 85舅父 86舅母 87姨父 88姨母 89姑父 90姑母 91堂兄弟、堂姐妹 92表兄弟、表姐妹
            93侄子 94侄女 95外甥 96外甥女 97其他亲属 99非亲属
            """.split(whereSeparator: \.isWhitespace).map { (String($0.prefix(2)), String($0.dropFirst(2))) }
    )
}
