/// What can be asked about a person: the items of an economic-status verification.
///
/// The raw value is the code on the wire. Names, registers and scopes follow MZ/T 073-2024's data elements as far as
/// its
/// public descriptions go.
public enum ItemCategory: String, Sendable, Hashable, CaseIterable, Comparable {
    case hukou, marriage, death, assistance, socialOrganisation
    case realEstate, realEstateContract, publicHousing
    case vehicle, vessel
    case deposit, securities, electronicWallet, insurancePolicy, housingFund
    case socialInsurance, pension, employment, medicalExpense, longTermCare
    case incomeTax, corporateTax, company, publicPayroll, farmSubsidy
    case disability, veteran, education, charityAid, qualification, judicial, auxiliary

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The name on reports.
    public var chineseName: String { description.chinese }
    /// The name beside it.
    public var englishName: String { description.english }
    /// The totals that records of this item count towards.
    public var valuation: ValuationClass { description.valuation }
    /// Where the register of this item usually lies; a record states its own scope.
    public var usualScope: SourceScope { description.scope }

    private struct Description {
        let chinese: String
        let english: String
        let valuation: ValuationClass
        let scope: SourceScope
    }

    private var description: Description {
        let (chinese, english, valuation, scope) = row
        return Description(chinese: chinese, english: english, valuation: valuation, scope: scope)
    }

    private var row: (String, String, ValuationClass, SourceScope) {
        switch self {
        case .hukou: ("户籍", "household registration", .status, .national)
        case .marriage: ("婚姻", "marriage", .status, .national)
        case .death: ("死亡与殡葬", "death and funeral", .status, .provincial)
        case .assistance: ("在保状态", "assistance in force", .status, .provincial)
        case .socialOrganisation: ("社会组织", "social organisation", .business, .provincial)
        case .realEstate: ("不动产", "real estate", .realEstate, .provincial)
        case .realEstateContract: ("网签与预告登记", "real-estate contract", .realEstate, .municipal)
        case .publicHousing: ("公房承租与保障房", "public housing", .status, .municipal)
        case .vehicle: ("机动车", "motor vehicle", .vehicle, .national)
        case .vessel: ("船舶与农机", "vessel and farm machinery", .vehicle, .provincial)
        case .deposit: ("银行存款", "bank deposit", .money, .provincial)
        case .securities: ("证券与基金", "securities and funds", .money, .national)
        case .electronicWallet: ("互联网金融", "electronic wallet", .money, .national)
        case .insurancePolicy: ("商业保险", "insurance policy", .money, .national)
        case .housingFund: ("住房公积金", "housing fund", .income, .municipal)
        case .socialInsurance: ("社会保险缴费", "social-insurance contribution", .income, .provincial)
        default: lowerRow
        }
    }

    private var lowerRow: (String, String, ValuationClass, SourceScope) {
        switch self {
        case .pension: ("养老等待遇", "pension and benefits", .income, .provincial)
        case .employment: ("就业失业", "employment", .status, .provincial)
        case .medicalExpense: ("医疗费用", "medical expense", .expenditure, .provincial)
        case .longTermCare: ("长期护理险", "long-term care", .status, .municipal)
        case .incomeTax: ("个人所得税", "individual income tax", .income, .national)
        case .corporateTax: ("法人纳税", "corporate tax", .business, .provincial)
        case .company: ("工商登记", "company and shareholding", .business, .national)
        case .publicPayroll: ("财政供养人员", "public payroll", .income, .provincial)
        case .farmSubsidy: ("惠农补贴", "farm subsidy", .income, .municipal)
        case .disability: ("残疾人", "disability", .status, .provincial)
        case .veteran: ("退役军人与优抚", "veteran allowance", .income, .provincial)
        case .education: ("教育", "education", .status, .provincial)
        case .charityAid: ("特困职工与慈善", "charity aid", .status, .municipal)
        case .qualification: ("职业资格", "qualification", .status, .provincial)
        case .judicial: ("司法", "judicial status", .status, .provincial)
        default: ("辅助消费信息", "auxiliary consumption", .status, .provincial)
        }
    }
}

/// The totals of a report: which of them a record can add to.
public enum ValuationClass: String, Sendable, Hashable, CaseIterable {
    /// Counted as homes and other property.
    case realEstate
    /// Counted as vehicles.
    case vehicle
    /// Added up in fen.
    case money
    /// Added up in fen a month of the income window.
    case income
    /// Counted as companies and organisations.
    case business
    /// Spending that may be deducted.
    case expenditure
    /// Changes who is counted, not how much.
    case status
}

/// How far a source's register reaches. A national register answers identically in every province.
public enum SourceScope: String, Sendable, Hashable, CaseIterable {
    case national, provincial, municipal
}
