import VerificationDomain

/// 310000: pinyin abbreviations, yuan as text, national codes, ISO dates.
enum ShanghaiTables: RegionShape {
    private static let hukou = RegisterTable(.shanghai, "rk_hjxx", "sfzh xm xzqh bmbz gxrq")
    private static let marriage = RegisterTable(.shanghai, "mz_hydj", "sfzh xm po_sfzh po_xm djlx djrq gxrq")
    private static let death = RegisterTable(.shanghai, "mz_bz", "sfzh xm swrq hhrq gxrq")
    private static let assistance = RegisterTable(.shanghai, "mz_zb", "sfzh xm jzlx qsrq zzrq yje zt gxrq")
    private static let home = RegisterTable(
        .shanghai,
        "bdc_fw",
        "sfzh xm bdcdyh bdcqzh zl jzmj ghyt gyfs gyfe qlrs gmj djrq gxrq"
    )
    private static let vehicle = RegisterTable(
        .shanghai,
        "jdc",
        "sfzh xm hpzl hphm clsbdh pp syxz zt ccdjrq zcrq xz gxrq"
    )
    private static let deposit = RegisterTable(.shanghai, "yh_ck", "sfzh xm yhdm yhmc zh cklx ye cxrq")
    private static let securities = RegisterTable(.shanghai, "zq_cc", "sfzh xm tgs zqzh sz gxrq")
    private static let contribution = RegisterTable(
        .shanghai,
        "sb_jf",
        "sfzh xm xz tyxydm dwmc ssqq ssqz jfjs jfgz gxrq"
    )
    private static let pension = RegisterTable(.shanghai, "sb_dy", "sfzh xm xz ffqq ffqz ffje gxrq")
    private static let tax = RegisterTable(.shanghai, "sw_gs", "sfzh xm sdxm kjywrdm kjywrmc skssqq skssqz srr gxrq")
    private static let company = RegisterTable(.shanghai, "gs_tz", "sfzh xm tyxydm qymc zw zczb djzt gxrq")

    static let tables = [
        hukou, marriage, death, assistance, home, vehicle, deposit, securities, contribution, pension, tax, company,
    ]

    static func row(_ entry: RegisterEntry) -> RegisterRow? {
        guard let (table, values) = status(entry) ?? asset(entry) ?? income(entry) else { return nil }
        return RegisterRow(
            table: table,
            values: [entry.identityText, entry.nameText] + values + [RegisterText.iso(entry.asOf)]
        )
    }

    private static func status(_ entry: RegisterEntry) -> (RegisterTable, [String])? {
        switch entry.fact {
        case .hukou(let isRestricted): return (hukou, [entry.county.text, isRestricted ? "1" : "0"])
        case .marriage(let spouse, let date):
            return (marriage, [spouse.identity.text, spouse.name, "结婚", RegisterText.iso(date)])
        case .death(let date, let cremated): return (death, [RegisterText.iso(date), RegisterText.iso(cremated)])
        case .assistance(let aid):
            let (starts, ends) = (RegisterText.iso(aid.startsOn), RegisterText.iso(aid.endsOn))
            let yuan = RegisterText.yuan(aid.monthlyFen)
            return (assistance, [aid.programme.chineseName, starts, ends, yuan, aid.endsOn == nil ? "在保" : "停保"])
        default: return nil
        }
    }

    private static func asset(_ entry: RegisterEntry) -> (RegisterTable, [String])? {
        switch entry.fact {
        case .home(let home, let share):
            return (
                Self.home,
                [
                    home.unitNumber, home.certificate, home.address, RegisterText.area(home.floorArea), "11",
                    home.coOwnership.rawValue, share, String(home.ownerCount), RegisterText.yuan(home.priceFen),
                    RegisterText.iso(home.registeredOn),
                ]
            )
        case .vehicle(let car):
            let dates = [RegisterText.iso(car.registeredOn), RegisterText.iso(car.movedOutOn)]
            let start = [car.plateKind, car.plateNumber, car.identificationNumber, car.brand, "A", car.status]
            return (vehicle, start + dates + [RegisterText.yuan(car.valueFen)])
        case .deposit(let account):
            let amount = RegisterText.yuan(account.balanceFen)
            return (deposit, [account.bankCode, account.bankName, account.account, "活期", amount])
        case .securities(let holding):
            return (securities, [holding.custodian, holding.account, RegisterText.yuan(holding.valueFen)])
        case .company(let firm):
            return (company, [firm.creditCode, firm.name, firm.role, RegisterText.wan(firm.capitalFen), "存续"])
        default: return nil
        }
    }

    private static func income(_ entry: RegisterEntry) -> (RegisterTable, [String])? {
        switch entry.fact {
        case .contribution(let wage, let window):
            let total = RegisterText.yuan(wage.baseFen * Int64(window.count))
            let period = [RegisterText.compact(window.from), RegisterText.compact(window.to)]
            let start = ["城镇职工基本养老保险", wage.employerCode, wage.employerName]
            return (contribution, start + period + [RegisterText.yuan(wage.baseFen), total])
        case .pension(let benefit, let window):
            let total = RegisterText.yuan(benefit.monthlyFen * Int64(window.count))
            let period = [RegisterText.compact(window.from), RegisterText.compact(window.to)]
            return (pension, [benefit.insuranceKind] + period + [total])
        case .incomeTax(let wage, let window):
            let total = RegisterText.yuan(wage.monthlyFen * Int64(window.count))
            let start = ["工资薪金所得", wage.employerCode, wage.employerName]
            return (tax, start + [window.from.description, window.to.description, total])
        default: return nil
        }
    }
}
