import VerificationDomain

/// 330000: English names, 万元, slashed dates; one table for all of the civil affairs department, told apart by a column;
/// an old property register under 15-digit numbers; no company register.
enum ZhejiangTables: RegionShape {
    private static let population = RegisterTable(.zhejiang, "population", "id_no full_name region_code snapshot")
    private static let civil = RegisterTable(
        .zhejiang,
        "civil_affairs",
        "id_no full_name biz_type spouse_id begin_date end_date kind amount_wan snapshot"
    )
    private static let house = RegisterTable(
        .zhejiang,
        "house_unit",
        "id_no full_name unit_no cert_no location area_sqm use_type own_type own_share price_wan reg_date snapshot"
    )
    private static let oldHouse = RegisterTable(
        .zhejiang,
        "old_house_cert",
        "id15 full_name cert_no location area_sqm own_type own_share price_wan reg_date"
    )
    private static let vehicle = RegisterTable(
        .zhejiang,
        "vehicle",
        "id_no full_name plate_type plate_no vin brand state reg_date out_date value_wan snapshot"
    )
    private static let deposit = RegisterTable(
        .zhejiang,
        "bank_balance",
        "id_no full_name bank acct balance_wan snapshot"
    )
    private static let securities = RegisterTable(
        .zhejiang,
        "securities",
        "id_no full_name broker acct value_wan snapshot"
    )
    private static let contribution = RegisterTable(
        .zhejiang,
        "insurance_paid",
        "id_no full_name kind employer_code employer month_from month_to base_wan total_wan snapshot"
    )
    private static let pension = RegisterTable(
        .zhejiang,
        "benefit_paid",
        "id_no full_name kind month_from month_to total_wan snapshot"
    )
    private static let tax = RegisterTable(
        .zhejiang,
        "income_tax",
        "id_no full_name item agent_code agent month_from month_to income_wan snapshot"
    )

    static let tables = [
        population, civil, house, oldHouse, vehicle, deposit, securities, contribution, pension, tax,
    ]

    static func row(_ entry: RegisterEntry) -> RegisterRow? {
        guard let (table, values) = status(entry) ?? asset(entry) ?? income(entry) else { return nil }
        // The old register was closed long ago and says so once, in its mapping.
        let asOf = table == oldHouse ? [] : [RegisterText.slashed(entry.asOf)]
        return RegisterRow(table: table, values: [entry.identityText, entry.nameText] + values + asOf)
    }

    private static func status(_ entry: RegisterEntry) -> (RegisterTable, [String])? {
        switch entry.fact {
        case .hukou: return (population, [entry.county.text])
        case .marriage(let spouse, let date):
            return (civil, ["HY", spouse.identity.text, RegisterText.slashed(date), "", "J", ""])
        case .death(let date, let cremated):
            return (civil, ["BZ", "", RegisterText.slashed(date), RegisterText.slashed(cremated), "", ""])
        case .assistance(let aid):
            let (starts, ends) = (RegisterText.slashed(aid.startsOn), RegisterText.slashed(aid.endsOn))
            let kind = aid.programme == .dibao ? "DB" : "QT"
            return (civil, ["ZB", "", starts, ends, kind, RegisterText.wan(aid.monthlyFen)])
        default: return nil
        }
    }

    private static func asset(_ entry: RegisterEntry) -> (RegisterTable, [String])? {
        switch entry.fact {
        case .home(let home, let share):
            let area = RegisterText.area(home.floorArea)
            let end = [home.coOwnership.rawValue, share, RegisterText.wan(home.priceFen)]
            let date = RegisterText.slashed(home.registeredOn)
            if home.isOldRegister { return (oldHouse, [home.certificate, home.address, area] + end + [date]) }
            return (house, [home.unitNumber, home.certificate, home.address, area, "住宅"] + end + [date])
        case .vehicle(let car):
            let start = [car.plateKind, car.plateNumber, car.identificationNumber, car.brand, car.status]
            let dates = [RegisterText.slashed(car.registeredOn), RegisterText.slashed(car.movedOutOn)]
            return (vehicle, start + dates + [RegisterText.wan(car.valueFen)])
        case .deposit(let account):
            return (deposit, [account.bankCode, account.account, RegisterText.wan(account.balanceFen)])
        case .securities(let holding):
            return (securities, [holding.custodian, holding.account, RegisterText.wan(holding.valueFen)])
        default: return nil
        }
    }

    private static func income(_ entry: RegisterEntry) -> (RegisterTable, [String])? {
        switch entry.fact {
        case .contribution(let wage, let window):
            let period = [window.from.description, window.to.description]
            let total = RegisterText.wan(wage.baseFen * Int64(window.count))
            let start = ["职工养老", wage.employerCode, wage.employerName]
            return (contribution, start + period + [RegisterText.wan(wage.baseFen), total])
        case .pension(let benefit, let window):
            let period = [window.from.description, window.to.description]
            return (
                pension, [benefit.insuranceKind] + period + [RegisterText.wan(benefit.monthlyFen * Int64(window.count))]
            )
        case .incomeTax(let wage, let window):
            let period = [window.from.description, window.to.description]
            let total = RegisterText.wan(wage.monthlyFen * Int64(window.count))
            return (tax, ["工资薪金所得", wage.employerCode, wage.employerName] + period + [total])
        default: return nil
        }
    }
}
