public import VerificationDomain

/// As of when a register speaks: a column of each row, a date for the whole register, or both.
///
/// With both, the date stands for rows whose column is empty, and for the answer that there is no row.
public struct AsOfMapping: Sendable, Hashable {
    let column: RegisterName?
    let format: DateFormat
    public let date: CalendarDate?

    /// `{column, format}`, `{date}` or all three.
    init(_ cursor: MappingCursor) throws(RegisterError) {
        try cursor.allowOnly(["column", "format", "date"])
        column = try cursor.optionalField("column").map { column throws(RegisterError) in try column.name() }
        date = try cursor.optionalField("date")?.parsed("a date yyyy-MM-dd") { CalendarDate($0) }
        let format = try cursor.optionalField("format")?.parsed("a format of yyyy, MM and dd") { DateFormat($0) }
        self.format = format ?? .isoDate
        guard column != nil || date != nil else { throw cursor.error(.missingField, "expected column, date or both") }
        guard self.format.hasDay else { throw try cursor.field("format").error(.notAllowed, "a date needs dd") }
    }
}
