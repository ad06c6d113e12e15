/// Kinds of income, fine enough for the rules that leave some of them out (民发〔2021〕57号, about Art 13).
public enum IncomeKind: String, Sendable, Hashable, CaseIterable, Comparable {
    case wage, business, property
    case pension, basicPension, unemploymentBenefit, survivorBenefit, alimony, subsidy
    case meritAllowance, familyPlanningAward, scholarship, socialAssistance, braveryAward
    case other

    public var chineseName: String {
        switch self {
        case .wage: "工资性收入"
        case .business: "经营净收入"
        case .property: "财产净收入"
        case .pension: "离退休金与养老金"
        case .basicPension: "城乡居民基础养老金"
        case .unemploymentBenefit: "失业保险金"
        case .survivorBenefit: "遗属补助"
        case .alimony: "赡(抚、扶)养费"
        case .subsidy: "惠农等补贴"
        case .meritAllowance: "优待抚恤金"
        case .familyPlanningAward: "计划生育奖励与扶助金"
        case .scholarship: "奖学金"
        case .socialAssistance: "社会救助款物"
        case .braveryAward: "见义勇为奖励"
        case .other: "其他收入"
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
