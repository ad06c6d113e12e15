internal import GRDB
import VerificationDomain

/// What one register says about one person, before disclosure.
enum RegisterReading: Sendable {
    case records([VerificationRecord])
    case identityMismatch
    case restricted

    /// Reads every row of the person to the end, or throws: a row that cannot be mapped must not be left out silently.
    static func read(
        _ prepared: RegisterStatement,
        _ request: RegisterRequest,
        at time: Timestamp,
        _ database: Database
    ) throws -> RegisterReading {
        let (register, columns) = (prepared.register, prepared.columns)
        guard let query = prepared.query(for: request.subject.identity) else { return .records([]) }
        let statement = try database.cachedStatement(sql: query.sql)
        let fetched = try Row.fetchAll(statement, arguments: StatementArguments(query.arguments))
        guard fetched.count <= register.maximumRows else {
            throw RegisterError(
                .limitExceeded,
                at: register.path,
                "one person has more rows than maximumRows allows; check the filter"
            )
        }
        let rows = try fetched.map { row throws(RegisterError) in
            try RegisterRow(row, of: register, columns: columns)
        }
        if let marker = register.restricted, rows.contains(where: { $0[marker.column] == marker.value }) {
            return .restricted
        }
        let assembly = RecordAssembly(register: register, subject: request.subject.reference, retrievedAt: time)
        let records = try rows.map { row throws(RegisterError) in try assembly.record(row) }
        guard try records.allSatisfy({ try isSamePerson($0, request.subject, register) }) else {
            return .identityMismatch
        }
        return .records(records.filter { isAsked($0, request.incomeWindow) })
    }

    /// The number is equal, or the row would not have been read; the name must be too (up to notation).
    private static func isSamePerson(
        _ record: VerificationRecord,
        _ subject: QuerySubject,
        _ register: MappedRegister
    ) throws(RegisterError) -> Bool {
        // The usual case, at the price of one comparison.
        if record.owner.nameText == subject.name.text { return true }
        guard let name = PersonName(record.owner.nameText) else {
            throw RegisterError(.unmappableRow, at: "\(register.path).name", "expected a person's name")
        }
        return NameMatch(name, subject.name, formerNames: subject.formerNames).allowsMerging
    }

    /// Income and spending of other months was not asked for and is not told.
    private static func isAsked(_ record: VerificationRecord, _ window: MonthWindow) -> Bool {
        guard record.category.valuation == .income || record.category.valuation == .expenditure else { return true }
        let from = record.details.month(.periodFrom)
        let to = record.details.month(.periodTo) ?? from
        if let to, to < window.from { return false }
        if let from, from > window.to { return false }
        return true
    }
}
