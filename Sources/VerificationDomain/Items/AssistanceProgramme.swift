/// An assistance programme (社会救助法 Art 13); the raw value is the purpose code of a query.
public enum AssistanceProgramme: String, Sendable, Hashable, CaseIterable, Comparable {
    case dibao, dibaoMargin, tekun, rigidExpenditure, temporaryAssistance, disasterRelief, emergencyMedical, vagrantAid

    public var chineseName: String {
        switch self {
        case .dibao: "最低生活保障"
        case .dibaoMargin: "最低生活保障边缘家庭"
        case .tekun: "特困人员"
        case .rigidExpenditure: "刚性支出困难家庭"
        case .temporaryAssistance: "临时救助"
        case .disasterRelief: "受灾人员救助"
        case .emergencyMedical: "疾病应急救助"
        case .vagrantAid: "流浪乞讨人员救助"
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The law that a query rests on: dated, because it changed on 2026-07-01.
public struct LegalBasis: Sendable, Hashable, CustomStringConvertible {
    /// The code on the wire, such as `CN-SAL-2026-41`.
    public let code: String
    public let chineseCitation: String
    public let effectiveFrom: CalendarDate

    public var description: String { code }

    /// Oldest first. 社会救助暂行办法 (国务院令649号) Art 58, then 社会救助法 Art 41.
    public static let all: [LegalBasis] = [
        LegalBasis(
            code: "CN-SAM-2014-58",
            chineseCitation: "《社会救助暂行办法》第五十八条",
            effectiveFrom: CalendarDate(dayNumber: 16_191)
        ),
        LegalBasis(
            code: "CN-SAL-2026-41",
            chineseCitation: "《中华人民共和国社会救助法》第四十一条",
            effectiveFrom: CalendarDate(dayNumber: 20_635)
        ),
    ]

    /// The basis in force on a day; `nil` before the first.
    public static func inForce(on date: CalendarDate) -> LegalBasis? { all.last { $0.effectiveFrom <= date } }

    /// The basis with this code.
    public init?(code: String) {
        guard let known = Self.all.first(where: { $0.code == code }) else { return nil }
        self = known
    }

    private init(code: String, chineseCitation: String, effectiveFrom: CalendarDate) {
        self.code = code
        self.chineseCitation = chineseCitation
        self.effectiveFrom = effectiveFrom
    }
}
