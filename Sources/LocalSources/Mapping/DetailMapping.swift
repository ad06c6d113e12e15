public import VerificationDomain

/// Where one detail of a record comes from: a column, or a text that is the same for every row.
public struct DetailMapping: Sendable, Hashable {
    enum Origin: Sendable, Hashable {
        case column(RegisterName)
        case fixed(String)
    }

    /// How the text is read; its case is the kind of the detail's name.
    enum Reading: Sendable, Hashable {
        case text
        case date(DateFormat), month(DateFormat)
        case money(MoneyUnit)
        /// So many decimal places are shifted away: floor areas are integers of 0.01 m².
        case integer(decimals: Int)
        case flag(yes: String, no: String)
    }

    public let name: DetailName
    let origin: Origin
    let reading: Reading
    let valueMap: ValueMap?

    var column: RegisterName? { if case .column(let name) = origin { name } else { nil } }

    /// A column's name, or `{column | fixed, values, otherwise, format, unit, decimals, yes, no}`.
    init(name: DetailName, _ cursor: MappingCursor) throws(RegisterError) {
        self.name = name
        if case .scalar = cursor.node {
            origin = .column(try cursor.name())
            reading = try Self.reading(name, MappingCursor(node: .fields([:]), path: cursor.path))
            valueMap = nil
            return
        }
        try cursor.allowOnly(Self.fieldNames(name.kind))
        if let fixed = try cursor.optionalField("fixed") {
            guard try cursor.optionalField("column") == nil, try cursor.optionalField("values") == nil else {
                throw fixed.error(.notAllowed, "fixed stands without column and values")
            }
            origin = .fixed(try fixed.text())
        } else {
            origin = .column(try cursor.field("column").name())
        }
        reading = try Self.reading(name, cursor)
        valueMap = try ValueMap(fieldsOf: cursor)
        try checkMeanings(cursor)
    }

    private static func fieldNames(_ kind: DetailKind) -> Set<String> {
        let common: Set<String> = ["column", "fixed", "values", "otherwise"]
        return switch kind {
        case .text: common
        case .date, .month: common.union(["format"])
        case .money: common.union(["unit"])
        case .integer: common.union(["decimals"])
        case .flag: common.union(["yes", "no"])
        }
    }

    private static func reading(_ name: DetailName, _ cursor: MappingCursor) throws(RegisterError) -> Reading {
        switch name.kind {
        case .text: return .text
        case .date:
            let format = try Self.format(cursor) ?? .isoDate
            guard format.hasDay else { throw try cursor.field("format").error(.notAllowed, "a date needs dd") }
            return .date(format)
        case .month: return .month(try Self.format(cursor) ?? .isoMonth)
        case .money: return .money(try cursor.field("unit").code(MoneyUnit.self))
        case .integer: return .integer(decimals: try cursor.optionalField("decimals")?.integer(in: 0...4) ?? 0)
        case .flag:
            let yes = try cursor.field("yes").text()
            let no = try cursor.field("no").text()
            guard yes != no else { throw try cursor.field("no").error(.notAllowed, "expected another value than yes") }
            return .flag(yes: yes, no: no)
        }
    }

    private static func format(_ cursor: MappingCursor) throws(RegisterError) -> DateFormat? {
        try cursor.optionalField("format")?.parsed("a format of yyyy, MM, dd, HH, mm and ss, such as yyyyMMdd") {
            DateFormat($0)
        }
    }

    /// What stands in the mapping itself can be checked now rather than with the first row.
    private func checkMeanings(_ cursor: MappingCursor) throws(RegisterError) {
        var meanings = valueMap?.meanings ?? []
        if case .fixed(let text) = origin { meanings.append(text) }
        let isReadable = meanings.allSatisfy { value(of: $0) != nil }
        guard isReadable else { throw cursor.error(.notAllowed, "a value here is not of the detail's kind") }
        if name == .incomeKind, !meanings.allSatisfy({ IncomeKind(rawValue: $0) != nil }) {
            let list = IncomeKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw cursor.error(.notAllowed, "expected one of \(list)")
        }
    }

    /// The value of a text that is not empty; `nil` when it cannot be read.
    func value(of text: String) -> DetailValue? {
        switch reading {
        case .text: (1...200).contains(text.unicodeScalars.count) ? .text(text) : nil
        case .date(let format): format.date(text).map(DetailValue.date)
        case .month(let format): format.month(text).map(DetailValue.month)
        case .money(let unit):
            Money(text, unit: unit).flatMap { RegisterLimits.amounts.contains($0.fen) ? .money($0) : nil }
        case .integer(let decimals): DecimalText.integer(text, shiftedBy: decimals).map(DetailValue.integer)
        case .flag(let yes, let no): text == yes ? .flag(true) : text == no ? .flag(false) : nil
        }
    }
}
