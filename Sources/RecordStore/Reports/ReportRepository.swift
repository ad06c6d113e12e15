public import TransparencyLog
public import VerificationDomain

/// A report as it was issued.
public struct StoredReport: Sendable, Hashable {
    public let number: ReportNumber
    public let caseIdentifier: UniqueIdentifier
    /// From 1.
    public let version: Int
    public let json: [UInt8]
    public let signature: [UInt8]
    public let issuedAt: Timestamp
}

/// Issued reports, every version kept under its number.
public struct ReportRepository: Sendable {
    let context: StoreContext

    /// The number of the case's report: the one it has, or the next of the region and day.
    ///
    /// Durable before the report is signed, because the number is part of what is signed. Dies between this and
    /// `issue`: the case keeps its number and gets it again, so that no number is lost.
    public func reserveNumber(
        for caseIdentifier: UniqueIdentifier,
        region: RegionCode,
        at time: Timestamp
    ) async throws -> ReportNumber {
        try await context.database.write { connection in
            let row = try connection.row(
                "SELECT number FROM report_number WHERE case_id = ?",
                [.text(caseIdentifier)]
            )
            if let row { return try row.parsed("number") { ReportNumber($0) } }
            let sequence = try DaySequence.next(.reports(region), on: time.date, connection)
            guard let number = ReportNumber(region: region, date: time.date, sequence: sequence) else {
                throw StoreError(.sequenceExhausted, "report numbers")
            }
            guard try CaseSummary.find(caseIdentifier, connection) != nil else {
                throw StoreError(.notFound, "table verification_case")
            }
            try connection.execute(
                "INSERT INTO report_number (number, case_id, reserved_at) VALUES (?, ?, ?)",
                [.text(number), .text(caseIdentifier), .integer(time.milliseconds)]
            )
            return number
        }
    }

    /// The version that the next `issue` under this number must carry.
    public func nextVersion(of number: ReportNumber) async throws -> Int {
        try await context.database.read { try Self.lastVersion(of: number, $0) + 1 }
    }

    /// Stores a signed report and moves its case, together with the audit rows.
    ///
    /// `committed` is what stands for the report in its row, as a digest of it: `audit` is given the opening with a
    /// fresh salt, which is kept sealed with the case. Throws `stateConflict` when the version is not the next one or
    /// the case has moved, `leaseLost` when it was taken over, `notFound` for a number that was not reserved.
    public func issue(
        _ report: NewReport,
        committing committed: [UInt8],
        audit: @escaping @Sendable (AuditOpening) -> [AuditDraft]
    ) async throws {
        let context = context
        let number = report.number
        let owner = try await owner(of: number)
        let key = try await context.key(of: owner)
        let json = try context.vault.seal(report.json, key: key, at: Self.place(number, report.version, "box"))
        let signature = try context.vault.seal(
            report.signature,
            key: key,
            at: Self.place(number, report.version, "signature_box")
        )
        try await context.database.write { connection in
            try report.lease?.check(connection)
            guard report.version == (try Self.lastVersion(of: number, connection)) + 1 else {
                throw StoreError(.stateConflict, "table report")
            }
            try CaseRepository.move(owner, from: report.caseState, to: .reported, at: report.issuedAt, connection)
            try connection.execute(
                "INSERT INTO report (number, version, box, signature_box, issued_at) VALUES (?, ?, ?, ?, ?)",
                [
                    .text(number), .integer(report.version), .bytes(json), .bytes(signature),
                    .integer(report.issuedAt.milliseconds),
                ]
            )
            let opening = try AuditOpenings(context: context)
                .make(.report, version: report.version, value: committed, of: owner, key: key, connection)
            try context.audit.append(audit(opening), connection)
        }
    }

    /// The newest version, or the one asked for; `nil` when there is none.
    public func load(_ number: ReportNumber, version: Int? = nil) async throws -> StoredReport? {
        let context = context
        return try await context.database.read { connection in
            let row = try connection.row(
                """
                SELECT report.*, report_number.case_id AS case_id FROM report
                JOIN report_number ON report_number.number = report.number
                WHERE report.number = ? AND (report.version = ? OR ? = 0) ORDER BY report.version DESC LIMIT 1
                """,
                [.text(number), .integer(version ?? 0), .integer(version ?? 0)]
            )
            return try row.map { try StoredReport($0, number, context, connection) }
        }
    }

    /// The newest report of a case; `nil` when none was issued.
    public func latest(of caseIdentifier: UniqueIdentifier) async throws -> StoredReport? {
        let number = try await context.database.read { connection in
            try connection.row("SELECT number FROM report_number WHERE case_id = ?", [.text(caseIdentifier)])?
                .parsed("number") { ReportNumber($0) }
        }
        guard let number else { return nil }
        return try await load(number)
    }

    static func place(_ number: ReportNumber, _ version: Int, _ column: StaticString) -> BoxPlace {
        BoxPlace("report", row: "\(number)/\(version)", column)
    }

    private func owner(of number: ReportNumber) async throws -> UniqueIdentifier {
        try await context.database.read { connection in
            let row = try connection.row("SELECT case_id FROM report_number WHERE number = ?", [.text(number)])
            guard let row else { throw StoreError(.notFound, "table report_number") }
            return try row.parsed("case_id") { UniqueIdentifier($0) }
        }
    }

    private static func lastVersion(of number: ReportNumber, _ connection: any SQLConnection) throws -> Int {
        let row = try connection.row(
            "SELECT COALESCE(MAX(version), 0) AS version FROM report WHERE number = ?",
            [.text(number)]
        )
        return Int(try row?.integer("version") ?? 0)
    }
}

extension StoredReport {
    fileprivate init(
        _ row: SQLRow,
        _ number: ReportNumber,
        _ context: StoreContext,
        _ connection: any SQLConnection
    ) throws {
        self.number = number
        caseIdentifier = try row.parsed("case_id") { UniqueIdentifier($0) }
        version = Int(try row.integer("version"))
        let key = try context.keyring.key(for: .verificationCase(caseIdentifier), connection)
        json = try context.vault.open(
            row.bytes("box"),
            key: key,
            at: ReportRepository.place(number, version, "box")
        )
        signature = try context.vault.open(
            row.bytes("signature_box"),
            key: key,
            at: ReportRepository.place(number, version, "signature_box")
        )
        issuedAt = try row.time("issued_at")
    }
}
