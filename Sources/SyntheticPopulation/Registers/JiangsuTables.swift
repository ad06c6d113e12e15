import VerificationDomain

/// 320000: Chinese names, compact dates, yuan; of deposits only whether they exceed 50 000 yuan, one row a person.
enum JiangsuTables: RegionShape {
    /// The province's own limit, in fen.
    static let depositThresholdFen: Int64 = 5_000_000

    private static let hukou = RegisterTable(.jiangsu, "户籍信息", "身份证号 姓名 户籍区划 更新日期")
    private static let marriage = RegisterTable(.jiangsu, "婚姻登记", "身份证号 姓名 配偶证件号 配偶姓名 婚姻状况 登记日期 更新日期")
    private static let death = RegisterTable(.jiangsu, "殡葬信息", "身份证号 姓名 死亡日期 火化日期 更新日期")
    private static let assistance = RegisterTable(.jiangsu, "救助信息", "身份证号 姓名 救助类型 审批日期 终止日期 月保障金额 是否在保 更新日期")
    private static let home = RegisterTable(
        .jiangsu,
        "不动产登记",
        "身份证号 姓名 不动产单元号 不动产权证号 坐落 建筑面积 规划用途 共有方式 共有份额 取得价格 登记时间 更新日期"
    )
    private static let vehicle = RegisterTable(
        .jiangsu,
        "机动车信息",
        "身份证号 姓名 号牌种类 号牌号码 车辆识别代号 品牌 使用性质 机动车状态 初次登记日期 转出日期 现值 更新日期"
    )
    private static let deposit = RegisterTable(.jiangsu, "个人存款", "身份证号 姓名 个人存款是否超限 查询日期")
    private static let securities = RegisterTable(.jiangsu, "证券持有", "身份证号 姓名 托管商 证券账号 总市值 查询日期")
    private static let contribution = RegisterTable(
        .jiangsu,
        "社保缴费",
        "身份证号 姓名 险种 单位信用代码 缴费单位 缴费起月 缴费止月 月缴费基数 缴费工资合计 更新日期"
    )
    private static let pension = RegisterTable(.jiangsu, "养老待遇", "身份证号 姓名 险种 发放起月 发放止月 发放合计 更新日期")
    private static let tax = RegisterTable(
        .jiangsu,
        "个人所得税",
        "身份证号 姓名 所得项目 扣缴义务人代码 扣缴义务人 所属期起 所属期止 收入额 更新日期"
    )
    private static let company = RegisterTable(.jiangsu, "工商登记", "身份证号 姓名 信用代码 企业名称 职务 注册资本 登记状态 更新日期")

    static let tables = [
        hukou, marriage, death, assistance, home, vehicle, deposit, securities, contribution, pension, tax, company,
    ]

    static func row(_ entry: RegisterEntry) -> RegisterRow? {
        guard let (table, values) = status(entry) ?? asset(entry) ?? income(entry) else { return nil }
        return RegisterRow(
            table: table,
            values: [entry.identityText, entry.nameText] + values + [RegisterText.compact(entry.asOf)]
        )
    }

    private static func status(_ entry: RegisterEntry) -> (RegisterTable, [String])? {
        switch entry.fact {
        case .hukou: return (hukou, [entry.county.text])
        case .marriage(let spouse, let date):
            return (marriage, [spouse.identity.text, spouse.name, "已婚", RegisterText.compact(date)])
        case .death(let date, let cremated):
            return (death, [RegisterText.compact(date), RegisterText.compact(cremated)])
        case .assistance(let aid):
            let (starts, ends) = (RegisterText.compact(aid.startsOn), RegisterText.compact(aid.endsOn))
            let yuan = RegisterText.yuan(aid.monthlyFen)
            return (assistance, [aid.programme.chineseName, starts, ends, yuan, aid.endsOn == nil ? "是" : "否"])
        default: return nil
        }
    }

    private static func asset(_ entry: RegisterEntry) -> (RegisterTable, [String])? {
        switch entry.fact {
        case .home(let home, let share):
            let price = RegisterText.yuan(home.priceFen)
            return (
                Self.home,
                [
                    grouped(home.unitNumber), home.certificate, home.address, RegisterText.area(home.floorArea), "成套住宅",
                    home.coOwnership.name, share, price, RegisterText.compact(home.registeredOn),
                ]
            )
        case .vehicle(let car):
            let dates = [RegisterText.compact(car.registeredOn), RegisterText.compact(car.movedOutOn)]
            let plate = String(car.plateNumber.prefix(2)) + "·" + car.plateNumber.dropFirst(2)
            let start = [car.plateKind, plate, car.identificationNumber, car.brand, "非营运", car.status]
            return (vehicle, start + dates + [RegisterText.yuan(car.valueFen)])
        case .depositTotal(let fen): return (deposit, [fen > depositThresholdFen ? "是" : "否"])
        case .securities(let holding):
            return (securities, [holding.custodian, holding.account, RegisterText.yuan(holding.valueFen)])
        case .company(let firm):
            return (company, [firm.creditCode, firm.name, firm.role, RegisterText.wan(firm.capitalFen), "在业"])
        default: return nil
        }
    }

    /// Unit numbers as they are printed, in groups of 6-6-7-9 (GB/T 37346-2019).
    private static func grouped(_ unitNumber: String) -> String {
        guard unitNumber.utf8.count == 28 else { return unitNumber }
        let characters = Array(unitNumber)
        return [0..<6, 6..<12, 12..<19, 19..<28].map { String(characters[$0]) }.joined(separator: " ")
    }

    private static func income(_ entry: RegisterEntry) -> (RegisterTable, [String])? {
        switch entry.fact {
        case .contribution(let wage, let window):
            let total = RegisterText.yuan(wage.baseFen * Int64(window.count))
            let period = [RegisterText.compact(window.from), RegisterText.compact(window.to)]
            let start = ["企业养老", wage.employerCode, wage.employerName]
            return (contribution, start + period + [RegisterText.yuan(wage.baseFen), total])
        case .pension(let benefit, let window):
            let total = RegisterText.yuan(benefit.monthlyFen * Int64(window.count))
            let period = [RegisterText.compact(window.from), RegisterText.compact(window.to)]
            return (pension, [benefit.insuranceKind] + period + [total])
        case .incomeTax(let wage, let window):
            let total = RegisterText.yuan(wage.monthlyFen * Int64(window.count))
            let period = [RegisterText.compact(window.from), RegisterText.compact(window.to)]
            return (tax, ["工资、薪金所得", wage.employerCode, wage.employerName] + period + [total])
        default: return nil
        }
    }
}
