import VerificationDomain

/// Something true about a person that a register may hold, in the project's own terms: no register's shape.
enum RegisterFact: Sendable {
    case hukou(isRestricted: Bool)
    case marriage(spouse: InventedPerson, on: CalendarDate)
    case death(on: CalendarDate, crematedOn: CalendarDate)
    case assistance(InventedAssistance)
    case home(InventedHome, share: String)
    case vehicle(InventedVehicle)
    case deposit(InventedDeposit)
    /// All accounts together: what a register knows that tells only whether a limit is exceeded.
    case depositTotal(fen: Int64)
    case securities(InventedSecurities)
    case incomeTax(InventedWage, MonthWindow)
    case contribution(InventedWage, MonthWindow)
    case pension(InventedPension, MonthWindow)
    case company(InventedCompany)
}

struct InventedAssistance: Sendable {
    let programme: AssistanceProgramme
    let startsOn: CalendarDate
    let endsOn: CalendarDate?
    let monthlyFen: Int64
}

struct InventedHome: Sendable {
    /// Registered before there were unit numbers, under 15-digit identity numbers.
    let isOldRegister: Bool
    let unitNumber: String
    let certificate: String
    let address: String
    /// In 0.01 m².
    let floorArea: Int
    let coOwnership: CoOwnership
    let ownerCount: Int
    let priceFen: Int64
    let registeredOn: CalendarDate
}

struct InventedVehicle: Sendable {
    let plateKind: String
    let plateNumber: String
    let identificationNumber: String
    let brand: String
    /// Letters of GA 24.17: A in use here, B moved out.
    let status: String
    let registeredOn: CalendarDate
    let movedOutOn: CalendarDate?
    let valueFen: Int64

    /// The same car as the registry that it left holds it.
    func movedOut(plate: String, on date: CalendarDate) -> InventedVehicle {
        InventedVehicle(
            plateKind: plateKind,
            plateNumber: plate,
            identificationNumber: identificationNumber,
            brand: brand,
            status: "B",
            registeredOn: registeredOn,
            movedOutOn: date,
            valueFen: valueFen
        )
    }
}

struct InventedDeposit: Sendable {
    let bankCode: String
    let bankName: String
    let account: String
    let balanceFen: Int64
}

struct InventedSecurities: Sendable {
    let custodian: String
    let account: String
    let valueFen: Int64
}

struct InventedWage: Sendable {
    let employerCode: String
    let employerName: String
    let monthlyFen: Int64
    /// What the contributions are reckoned from; may differ from the wage.
    let baseFen: Int64
}

struct InventedPension: Sendable {
    let insuranceKind: String
    let monthlyFen: Int64
}

struct InventedCompany: Sendable {
    let creditCode: String
    let name: String
    let role: String
    let capitalFen: Int64
}
