public import VerificationDomain

extension ReportRepository {
    /// Counts one more print of a report and stores the audit rows with it; returns which print it is, from 1.
    ///
    /// Throws `notFound` for a version that was never issued. Dies before the commit: nothing was printed. Dies after
    /// it: the print counts, though nobody may have seen it.
    public func recordPrint(
        of number: ReportNumber,
        version: Int,
        at time: Timestamp,
        audit: [AuditDraft]
    ) async throws -> Int {
        let context = context
        return try await context.database.write { connection in
            let report = try connection.row(
                "SELECT version FROM report WHERE number = ? AND version = ?",
                [.text(number), .integer(version)]
            )
            guard report != nil else { throw StoreError(.notFound, "table report") }
            let position = try Self.printCount(of: number, version: version, connection) + 1
            try connection.execute(
                "INSERT INTO report_print (number, version, printed_at, position) VALUES (?, ?, ?, ?)",
                [.text(number), .integer(version), .integer(time.milliseconds), .integer(position)]
            )
            try context.audit.append(audit, connection)
            return position
        }
    }

    /// How often a version of a report was printed; 0 for one that was not, or that does not exist.
    public func printCount(of number: ReportNumber, version: Int) async throws -> Int {
        try await context.database.read { try Self.printCount(of: number, version: version, $0) }
    }

    private static func printCount(
        of number: ReportNumber,
        version: Int,
        _ connection: any SQLConnection
    ) throws -> Int {
        let row = try connection.row(
            "SELECT COUNT(*) AS prints FROM report_print WHERE number = ? AND version = ?",
            [.text(number), .integer(version)]
        )
        return Int(try row?.integer("prints") ?? 0)
    }
}
