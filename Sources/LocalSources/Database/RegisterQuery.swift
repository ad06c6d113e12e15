internal import GRDB
import VerificationDomain

/// The one statement that reads a register for one person.
///
/// Names come from `RegisterName`, values only as parameters.
struct RegisterQuery: Sendable {
    let sql: String
    let arguments: [String]

    /// `nil` when the register cannot hold this person: it knows only 15-digit numbers and there never was one.
    init?(_ register: MappedRegister, identity: IdentityNumber) {
        let numbers = Self.numbers(register.identityForm, identity)
        guard !numbers.isEmpty else { return nil }
        let marks = numbers.map { _ in "?" }.joined(separator: ", ")
        let terms =
            ["\(register.identityColumn.qualified) IN (\(marks))"]
            + register.conditions.map { "\($0.column.qualified) = ?" }
        sql = """
            SELECT \(Self.columns(register).map(\.qualified).joined(separator: ", "))
            FROM \(register.table.quoted) AS source
            WHERE \(terms.joined(separator: " AND "))
            LIMIT \(register.maximumRows + 1)
            """
        arguments = numbers + register.conditions.map(\.value)
    }

    /// Every column that a record of this register needs, each once.
    static func columns(_ register: MappedRegister) -> [RegisterName] {
        var columns: Set<RegisterName> = [register.identityColumn, register.nameColumn]
        columns.formUnion([register.shareColumn, register.asOf.column, register.restricted?.column].compactMap { $0 })
        columns.formUnion(register.keys.flatMap(\.columns))
        columns.formUnion(register.amount?.columns ?? [])
        columns.formUnion(register.details.compactMap(\.column))
        return columns.sorted()
    }

    /// Every text under which the register may hold this number: registers write the check character in either case.
    private static func numbers(_ form: MappedRegister.IdentityForm, _ identity: IdentityNumber) -> [String] {
        var numbers: [String] = []
        if form != .fifteen {
            numbers.append(identity.text)
            if identity.text.hasSuffix("X") { numbers.append(identity.text.lowercased()) }
        }
        if form != .eighteen, let old = identity.fifteenDigitForm { numbers.append(old) }
        return numbers
    }
}
