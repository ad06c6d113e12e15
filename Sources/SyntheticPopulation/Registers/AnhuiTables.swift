import VerificationDomain

/// 340000: element-like codes for names, whole fen, codes of its own, Chinese dates; of securities only bands.
enum AnhuiTables: RegionShape {
    private static let hukou = RegisterTable(.anhui, "ah_hj", "gmsfhm xm hjd mmbs sjsd")
    private static let marriage = RegisterTable(.anhui, "ah_hy", "gmsfhm xm pogmsfhm hyzt djrq sjsd")
    private static let death = RegisterTable(.anhui, "ah_bz", "gmsfhm xm swrq hhrq sjsd")
    private static let assistance = RegisterTable(.anhui, "ah_jz", "gmsfhm xm lb qrq zrq je_fen zt sjsd")
    private static let home = RegisterTable(
        .anhui,
        "ah_bdc",
        "gmsfhm xm dyh zsh zl mj yt gyfs gybl jg_fen djrq sjsd"
    )
    private static let vehicle = RegisterTable(
        .anhui,
        "ah_jdc",
        "gmsfhm xm hpzlmc hphm clsbdm cpp cszt djrq qcrq gz_fen sjsd"
    )
    private static let deposit = RegisterTable(.anhui, "ah_ck", "zjhm xm yhdm yhmc zkh ye_fen sjsd")
    private static let securities = RegisterTable(.anhui, "ah_zq", "gmsfhm xm qs zh sz_xx_fen sz_sx_fen sjsd")
    private static let contribution = RegisterTable(
        .anhui,
        "ah_sbjf",
        "gmsfhm xm xzdm dwdm dwmc qny zny js_fen hj_fen sjsd"
    )
    private static let pension = RegisterTable(.anhui, "ah_sbdy", "gmsfhm xm xzdm qny zny hj_fen sjsd")
    private static let tax = RegisterTable(.anhui, "ah_gs", "gmsfhm xm xmdm dwdm dwmc qny zny sre_fen sjsd")
    private static let company = RegisterTable(.anhui, "ah_sc", "gmsfhm xm xydm qymc zwdm zb_fen ztdm sjsd")

    static let tables = [
        hukou, marriage, death, assistance, home, vehicle, deposit, securities, contribution, pension, tax, company,
    ]

    static func row(_ entry: RegisterEntry) -> RegisterRow? {
        guard let (table, values) = status(entry) ?? asset(entry) ?? income(entry) else { return nil }
        return RegisterRow(
            table: table,
            values: [entry.identityText, entry.nameText] + values + [RegisterText.chinese(entry.asOf)]
        )
    }

    private static func status(_ entry: RegisterEntry) -> (RegisterTable, [String])? {
        switch entry.fact {
        case .hukou(let isRestricted): return (hukou, [entry.county.text, isRestricted ? "Y" : "N"])
        case .marriage(let spouse, let date):
            return (marriage, [spouse.identity.text, "2", RegisterText.chinese(date)])
        case .death(let date, let cremated):
            return (death, [RegisterText.chinese(date), RegisterText.chinese(cremated)])
        case .assistance(let aid):
            let (starts, ends) = (RegisterText.chinese(aid.startsOn), RegisterText.chinese(aid.endsOn))
            let kind = aid.programme == .dibao ? "11" : "19"
            return (assistance, [kind, starts, ends, String(aid.monthlyFen), aid.endsOn == nil ? "1" : "9"])
        default: return nil
        }
    }

    private static func asset(_ entry: RegisterEntry) -> (RegisterTable, [String])? {
        switch entry.fact {
        case .home(let home, let share):
            let start = [home.unitNumber, home.certificate, home.address, RegisterText.area(home.floorArea), "1"]
            let end = [share, String(home.priceFen), RegisterText.chinese(home.registeredOn)]
            return (Self.home, start + [coOwnership(home.coOwnership)] + end)
        case .vehicle(let car):
            let kind = car.plateKind == "52" ? "新能源小型汽车" : "小型汽车"
            let state = car.status == "B" ? "2" : "1"
            let dates = [RegisterText.chinese(car.registeredOn), RegisterText.chinese(car.movedOutOn)]
            let start = [kind, car.plateNumber, car.identificationNumber, car.brand, state]
            return (vehicle, start + dates + [String(car.valueFen)])
        case .deposit(let account):
            return (deposit, [account.bankCode, account.bankName, account.account, String(account.balanceFen)])
        case .securities(let holding):
            let (low, high) = band(holding.valueFen)
            return (securities, [holding.custodian, holding.account, low, high])
        case .company(let firm):
            return (company, [firm.creditCode, firm.name, "01", String(firm.capitalFen), "1"])
        default: return nil
        }
    }

    private static func coOwnership(_ kind: CoOwnership) -> String {
        switch kind {
        case .sole: "D"
        case .joint: "G"
        case .byShares: "A"
        case .other: "Q"
        }
    }

    /// Steps of 10 000 yuan; above 100 000 the upper end is left empty.
    private static func band(_ fen: Int64) -> (String, String) {
        guard fen < 10_000_000 else { return ("10000000", "") }
        let low = fen / 1_000_000 * 1_000_000
        return (String(low), String(low + 999_999))
    }

    private static func income(_ entry: RegisterEntry) -> (RegisterTable, [String])? {
        switch entry.fact {
        case .contribution(let wage, let window):
            let period = [RegisterText.compact(window.from), RegisterText.compact(window.to)]
            let amounts = [String(wage.baseFen), String(wage.baseFen * Int64(window.count))]
            return (contribution, ["110", wage.employerCode, wage.employerName] + period + amounts)
        case .pension(let benefit, let window):
            let period = [RegisterText.compact(window.from), RegisterText.compact(window.to)]
            let kind = benefit.insuranceKind.contains("居民") ? "170" : "110"
            return (pension, [kind] + period + [String(benefit.monthlyFen * Int64(window.count))])
        case .incomeTax(let wage, let window):
            let period = [RegisterText.compact(window.from), RegisterText.compact(window.to)]
            let total = String(wage.monthlyFen * Int64(window.count))
            return (tax, ["0101", wage.employerCode, wage.employerName] + period + [total])
        default: return nil
        }
    }
}
