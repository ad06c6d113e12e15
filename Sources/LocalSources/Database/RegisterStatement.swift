internal import GRDB
import VerificationDomain

/// The one statement that reads a register for one person, put together once for each register.
///
/// Names come from `RegisterName`, values only as parameters.
struct RegisterStatement: Sendable {
    let register: MappedRegister
    /// Every column that a record of this register needs, each once, in the order of the statement.
    let columns: [RegisterName]
    private let head: String
    private let tail: String

    init(_ register: MappedRegister) {
        self.register = register
        columns = Self.columns(of: register)
        head = """
            SELECT \(columns.map(\.qualified).joined(separator: ", "))
            FROM \(register.table.quoted) AS source
            WHERE \(register.identityColumn.qualified) IN
            """
        tail =
            register.conditions.map { " AND \($0.column.qualified) = ?" }.joined()
            + " LIMIT \(register.maximumRows + 1)"
    }

    /// One person's statement with its parameters.
    struct Query: Sendable {
        let sql: String
        let arguments: [String]
    }

    /// `nil` when the register cannot hold this person: it knows only 15-digit numbers and there never was one.
    func query(for identity: IdentityNumber) -> Query? {
        let numbers = Self.numbers(register.identityForm, identity)
        guard !numbers.isEmpty else { return nil }
        let marks = numbers.map { _ in "?" }.joined(separator: ", ")
        return Query(
            sql: "\(head) (\(marks))\(tail)",
            arguments: numbers + register.conditions.map(\.value)
        )
    }

    /// Every column that a record of this register needs, each once.
    static func columns(of register: MappedRegister) -> [RegisterName] {
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
