/// What a rule means for the reader of a report, in both languages. Holds nothing about the case at hand.
public struct RuleText: Sendable, Hashable {
    public let chinese: String
    public let english: String

    init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }

    static let all: [RuleIdentifier: RuleText] = general.merging(identity) { first, _ in first }
        .merging(property) { first, _ in first }.merging(vehicles) { first, _ in first }
        .merging(money) { first, _ in first }.merging(income) { first, _ in first }

    private static let general: [RuleIdentifier: RuleText] = [
        .singleSource: RuleText("单一来源,照录。", "One source; taken as reported."),
        .severalSources: RuleText("多个来源反馈同一事项,取数据时点最近者。", "Several sources, one thing: the latest as-of date decides."),
        .unhandled: RuleText("没有适用的合并规则,须人工复核。", "No rule handles this record; a reviewer decides."),
        .noKey: RuleText("记录没有可识别的标识,无法判断是否重复。", "The record has no identity key, so a duplicate cannot be told."),
        .amountTooLarge: RuleText("金额超出可计算范围,只作下限。", "The amount is too large to add; it is a lower bound only."),
        .noAmount: RuleText("记录没有可用金额,上限未知。", "The record has no usable amount; the upper end is open."),
        .sourcesDisagree: RuleText(
            "来源不一致且无优先次序可依,须人工复核。",
            "Sources disagree and no precedence decides; a reviewer does."
        ),
        .foreignRulePack: RuleText(
            "规则包不属于受理地或本项救助,或申请日不在其有效期内。",
            "The rule pack belongs to another place, programme or time."
        ),
        .noLimits: RuleText(
            "规则包未载明本项救助的收入与财产限额,不作判定,由受理地依规定认定。",
            "The rule pack has no limits for this programme: nothing is indicated; the deciding place applies its own."
        ),
        .decided: RuleText("按复核人意见处理。", "Settled by a reviewer's decision."),
        .decisionDoesNotFit: RuleText(
            "复核意见所依据的内容已变化,未予采用。",
            "The decision was made on other contents and was not applied."
        ),
        .stale: RuleText("数据时点过旧或未注明。", "The as-of date is too old or missing."),
        .futureAsOf: RuleText(
            "数据时点晚于读取时间,视为未注明。",
            "The as-of date is later than the reading; it counts as missing."
        ),
        .noneAndFound: RuleText(
            "全国性登记:一地反馈无记录、另一地反馈有记录,以有记录为准,并向前者提请校核。",
            "A national register answered none to one region and found to another: found stands, the former is asked."
        ),
        .notAnswered: RuleText("未反馈的部分使合计上限未知。", "What was not answered opens the upper end of the totals."),
    ]

    private static let identity: [RuleIdentifier: RuleText] = [
        .fifteenDigitNumber: RuleText("证件号为15位旧号,按18位对应。", "A 15-digit number was matched by its 18-digit form."),
        .nameNormalised: RuleText("姓名仅有全半角、空格或间隔号之差。", "Names differ only in width, blanks or dots."),
        .nameVariant: RuleText(
            "姓名有异体字、曾用名或代替字符,证件号一致,已合并并注明。",
            "The number is equal; the name has variants or placeholders."
        ),
        .nameMismatch: RuleText("证件号一致而姓名不符,不予合并。", "The number is equal but the name differs: not merged."),
        .changedNumber: RuleText(
            "姓名与出生日期一致而证件号不同,疑似号码变更。",
            "Name and birthday agree, the number differs: perhaps changed."
        ),
        .twoHukou: RuleText("户籍在两处登记。", "The household registration stands in two places."),
        .death: RuleText("有死亡登记信息,须核实;此后发放的养老待遇不计入。", "There is evidence of death; later pensions are not income."),
        .undeclaredSpouse: RuleText(
            "婚姻登记与申报不一致,须补充授权。",
            "The marriage record and the declaration differ; ask for consent."
        ),
        .contradictoryMarriage: RuleText("同日的婚姻登记互相矛盾。", "Marriage records of the same day contradict each other."),
        .judicialStatus: RuleText("有司法状态信息,人口计算须确认。", "There is a judicial status; who is counted must be confirmed."),
        .assistanceElsewhere: RuleText("已在其他地区享受救助。", "Assistance is in force in another region."),
        .protectedPerson: RuleText("受保护人员,由指定人员处理。", "A protected person: a designated officer handles it."),
    ]

    private static let property: [RuleIdentifier: RuleText] = [
        .sameUnit: RuleText("同一不动产由多处反馈,计为一处。", "Several sources report one property; it counts once."),
        .sharesAdded: RuleText("按份共有,家庭份额为各成员份额之和。", "Owned by shares: the household has the sum of its members'."),
        .sharesContradict: RuleText("份额超过一或无法识别,须校核。", "The shares exceed the whole or cannot be read."),
        .jointWithoutShare: RuleText("共同共有,未登记份额。", "Owned jointly, without registered shares."),
        .soleOfSpouse: RuleText("登记为一方单独所有,计入家庭。", "Registered to one spouse alone; it counts for the household."),
        .contractOnly: RuleText("网签或预告登记。", "A contract or a priority notice."),
        .transferredProperty: RuleText(
            "已有转移登记,以最近登记为准。",
            "A transfer was registered; the latest registration decides."
        ),
        .weakKey: RuleText("坐落与面积相同,疑似新旧证件,须确认。", "Address and area agree: perhaps one property under two papers."),
        .encumbered: RuleText("有抵押或查封,仍计入。", "Mortgaged or seized; it still counts."),
        .publicHousing: RuleText("公房或保障房,非自有但视同住房。", "Public housing: not owned, but a home."),
        .otherUse: RuleText("非住宅用途,另行列示。", "Not residential; shown by itself."),
    ]

    private static let vehicles: [RuleIdentifier: RuleText] = [
        .sameVehicle: RuleText("同一车辆由多处反馈,取数据时点最近者。", "Several peers report one vehicle: the latest as-of decides."),
        .movedVehicle: RuleText("车辆已转出,以转入地为准。", "The vehicle moved to another registry: the destination decides."),
        .vehicleOwnersDiffer: RuleText(
            "同一车辆登记人不同,以最近登记为准。",
            "One vehicle, two owners: the latest registration decides."
        ),
        .activeTwice: RuleText("同一车辆在两地同为正常状态,须校核。", "One vehicle is active in two provinces; both are asked."),
        .plateReused: RuleText("号牌相同而车辆不同,分别计列。", "One plate, different vehicles: listed apart."),
        .cancelledVehicle: RuleText("车辆已注销、撤销或报废。", "The vehicle is cancelled, revoked or scrapped."),
        .flaggedVehicle: RuleText("车辆有被盗抢、查封或扣留状态。", "The vehicle is stolen, sealed or detained."),
        .operatingVehicle: RuleText("营运车辆,须核对经营收入。", "An operating vehicle: look at business income."),
        .exemptVehicle: RuleText(
            "可能属于残疾人代步或谋生用车,须人工认定。",
            "Perhaps a disability aid or a tool of one's living; a reviewer decides."
        ),
        .unitDoubt: RuleText("金额疑似元与万元混淆,不作换算。", "Yuan and ten thousand yuan may be confused; nothing is scaled."),
        .ownedByCompany: RuleText("登记在单位名下。", "Registered to an organisation."),
    ]

    private static let money: [RuleIdentifier: RuleText] = [
        .sameAccount: RuleText("同一账户由多处反馈,取数据时点最近者。", "Several routes report one account: the latest as-of decides."),
        .severalCards: RuleText("同一账户的多张卡,计为一个账户。", "Several cards of one account count once."),
        .aggregateAndDetails: RuleText("银行汇总与账户明细只计其一。", "A bank's total and its accounts: only one of them counts."),
        .closedAccount: RuleText(
            "账户已销户;申请前六个月内销户的,须说明资金去向。",
            "The account is closed; within six months of the application, where its money went is asked."
        ),
        .jointAccount: RuleText("联名账户。", "A joint account."),
        .thresholdStatement: RuleText(
            "仅反馈是否超限,以区间计。",
            "Only over or not over a threshold is stated; it adds an interval."
        ),
        .foreignCurrency: RuleText("外币金额未折算。", "An amount in a foreign currency was not converted."),
        .cashValueOnly: RuleText("商业保险只计现金价值。", "Of an insurance policy only the cash value counts."),
        .notDisposable: RuleText("不可自由支配的账户余额,只列示。", "A balance that cannot be freely used is only shown."),
    ]

    private static let income: [RuleIdentifier: RuleText] = [
        .oneWage: RuleText("同一单位的多项佐证为同一份工资。", "Several kinds of evidence for one employer are one wage."),
        .twoWages: RuleText("同期在不同单位有工资,合并计算。", "Wages of different employers in the same months add up."),
        .employerUnlinked: RuleText(
            "单位名称或代码不同,疑似同一份工资的不同佐证,须复核。",
            "Perhaps evidence of one wage under two employers; a reviewer decides."
        ),
        .pensionAndWage: RuleText("养老待遇与工资均计入。", "A pension and a wage both count."),
        .pensionTwice: RuleText("同类养老待遇在两地领取,均为实际收入,须复核。", "One kind of pension is paid in two provinces; both count."),
        .datedExclusion: RuleText("规定期限内不计入的收入。", "Income that is left out until a date."),
        .excludedIncome: RuleText("依规定不计入家庭收入。", "Income that is left out by rule."),
        .bonusSpread: RuleText("奖金按十二个月分摊。", "A bonus is spread over twelve months."),
        .outsideWindow: RuleText("所属期部分或全部在核算期外,按月计算。", "The period lies partly or wholly outside the window."),
        .companyState: RuleText("企业登记状态须核实。", "The state of the company must be checked."),
        .incomeUnitDoubt: RuleText("收入金额不合常理,疑似单位或周期有误。", "The amount is implausible: its unit or period is in doubt."),
        .negativeBusiness: RuleText("经营亏损按零计。", "A business loss counts as zero."),
    ]
}
