internal import GRDB
public import VerificationDomain

/// How well one register fits its mapping: counts, and the first fault of each column. Nothing personal.
public struct RegisterCheck: Sendable, Hashable {
    public let item: ItemCategory
    public let table: String
    /// Rows that meet the mapping's filter.
    public let rowCount: Int
    /// Rows whose identity number is not one of the form that the mapping states: no query ever finds them.
    public let unreachableRowCount: Int
    /// Rows that cannot become a record: each makes the item unavailable for its person.
    public let unmappableRowCount: Int
    public let restrictedRowCount: Int
    /// One sentence for each column that was at fault.
    public let faults: [String]

    public var isClean: Bool { unreachableRowCount == 0 && unmappableRowCount == 0 }

    /// Different faults that are listed; a wrong mapping fails on each row in the same way.
    private static let faultLimit = 20

    static func run(_ register: MappedRegister, _ database: Database) throws -> RegisterCheck {
        let columns = RegisterStatement.columns(of: register)
        let terms = register.conditions.map { "\($0.column.qualified) = ?" }
        let sql = """
            SELECT \(columns.map(\.qualified).joined(separator: ", ")) FROM \(register.table.quoted) AS source
            \(terms.isEmpty ? "" : "WHERE \(terms.joined(separator: " AND "))")
            """
        let arguments = StatementArguments(register.conditions.map(\.value))
        guard let subject = SubjectReference("row") else {
            throw RegisterError(.notAllowed, at: register.path, "a reference cannot be made")
        }
        var tally = Tally(register: register, subject: subject)
        let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
        while let row = try rows.next() { tally.add(row, columns) }
        return tally.check
    }

    private struct Tally {
        let register: MappedRegister
        /// Stands for the person of whichever row is read; it never leaves the check.
        let subject: SubjectReference
        var rowCount = 0
        var unreachable = 0
        var unmappable = 0
        var restricted = 0
        var faults: [String] = []

        var check: RegisterCheck {
            RegisterCheck(
                item: register.item,
                table: register.table.text,
                rowCount: rowCount,
                unreachableRowCount: unreachable,
                unmappableRowCount: unmappable,
                restrictedRowCount: restricted,
                faults: faults
            )
        }

        mutating func add(_ row: Row, _ columns: [RegisterName]) {
            rowCount += 1
            let number: String? = columns.firstIndex(of: register.identityColumn).flatMap { row[$0] }
            let assembly = RecordAssembly(
                register: register,
                subject: subject,
                retrievedAt: Timestamp(milliseconds: 0)
            )
            do throws(RegisterError) {
                let row = try RegisterRow(row, of: register, columns: columns)
                let isProtected = register.restricted.map { row[$0.column] == $0.value } ?? false
                if isProtected { restricted += 1 }
                // The text itself and not without its padding: the database compares it whole.
                if !isReachable(number ?? "") {
                    unreachable += 1
                    note("\(register.path).identity: a number is not of the form \(register.identityForm.rawValue)")
                }
                // A look-up answers for a protected person before it maps anything.
                guard !isProtected else { return }
                let record = try assembly.record(row)
                guard PersonName(record.owner.nameText) != nil else {
                    throw row.error(register.nameColumn, "expected a person's name")
                }
            } catch {
                unmappable += 1
                note(error.description)
            }
        }

        private func isReachable(_ number: String) -> Bool {
            let isEighteen = IdentityNumber(number).map { $0.text == number || $0.text.lowercased() == number } ?? false
            let isFifteen = IdentityNumber(fifteenDigits: number) != nil
            return switch register.identityForm {
            case .eighteen: isEighteen
            case .fifteen: isFifteen
            case .both: isEighteen || isFifteen
            }
        }

        private mutating func note(_ fault: String) {
            if !faults.contains(fault), faults.count < RegisterCheck.faultLimit { faults.append(fault) }
        }
    }
}
