public import VerificationDomain

extension ReportRepository {
    /// Counts one more print of a report and stores the audit rows with it; returns which print it is, from 1.
    ///
    /// Dies before the commit: nothing was printed. Dies after it: the print counts, though nobody may have seen it.
    public func recordPrint(
        of number: ReportNumber,
        version: Int,
        at time: Timestamp,
        audit: [AuditDraft]
    ) async throws -> Int {
        let context = context
        return try await context.database.write { connection in
            let place: [SQLValue] = [.text(number), .integer(version)]
            let row = try connection.row(
                "SELECT COUNT(*) AS prints FROM report_print WHERE number = ? AND version = ?",
                place
            )
            let position = Int(try row?.integer("prints") ?? 0) + 1
            try connection.execute(
                "INSERT INTO report_print (number, version, printed_at, position) VALUES (?, ?, ?, ?)",
                place + [.integer(time.milliseconds), .integer(position)]
            )
            try context.audit.append(audit, connection)
            return position
        }
    }
}
