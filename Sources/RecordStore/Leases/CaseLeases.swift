public import VerificationDomain

/// Who drives which case. Safe from any task and any process that has the store open.
public struct CaseLeases: Sendable {
    let context: StoreContext

    /// Milliseconds that a lease may last. One that ends later was made under a clock that was wrong, and would keep
    /// its case from everybody: it counts as run out.
    public static let longestMilliseconds: Int64 = 600_000

    private static func latestEnd(from now: Timestamp) -> Int64 {
        now.adding(milliseconds: longestMilliseconds).milliseconds
    }

    /// Takes a case that nobody drives; `nil` when somebody does, or when the case has come to its end.
    ///
    /// Dies before the commit: nobody has it. Dies after it: nobody drives it until `expiresAt`, then the next taker.
    /// Throws `notFound` for an unknown case.
    public func take(
        _ caseIdentifier: UniqueIdentifier,
        until expiresAt: Timestamp,
        at now: Timestamp
    ) async throws -> CaseLease? {
        try await context.database.write { connection in
            guard let summary = try CaseSummary.find(caseIdentifier, connection) else {
                throw StoreError(.notFound, "table verification_case")
            }
            guard summary.state.isOpen else { return nil }
            return try Self.take(caseIdentifier, until: expiresAt, at: now, connection)
        }
    }

    /// Takes at most `limit` open cases that nobody drives: the ones that were left alone for longest first, so that a
    /// case which fails each time does not keep the others waiting.
    public func takeDue(
        _ limit: Int,
        until expiresAt: Timestamp,
        at now: Timestamp
    ) async throws -> [CaseLease] {
        try await context.database.write { connection in
            let rows = try connection.rows(
                """
                SELECT verification_case.id AS id FROM verification_case
                LEFT JOIN case_lease ON case_lease.case_id = verification_case.id
                WHERE verification_case.state <> 'reported' AND verification_case.state <> 'failed'
                    AND (case_lease.expires_at IS NULL OR case_lease.expires_at <= ? OR case_lease.expires_at > ?)
                ORDER BY COALESCE(case_lease.expires_at, 0), verification_case.submitted_at, verification_case.id
                LIMIT ?
                """,
                [.integer(now.milliseconds), .integer(Self.latestEnd(from: now)), .integer(limit)]
            )
            return try rows.compactMap { row in
                let identifier = try row.parsed("id") { UniqueIdentifier($0) }
                return try Self.take(identifier, until: expiresAt, at: now, connection)
            }
        }
    }

    /// Until when a case is driven; `nil` for one that nobody drives or knows. By the clock: it may be lost before.
    public func drivenUntil(_ caseIdentifier: UniqueIdentifier, at now: Timestamp) async throws -> Timestamp? {
        try await context.database.read { connection in
            let row = try connection.row(
                "SELECT expires_at FROM case_lease WHERE case_id = ? AND expires_at > ? AND expires_at <= ?",
                [.text(caseIdentifier), .integer(now.milliseconds), .integer(Self.latestEnd(from: now))]
            )
            return try row?.time("expires_at")
        }
    }

    /// Gives a case back at once, so that the next taker need not wait. Throws `leaseLost` when somebody else has taken
    /// it by now.
    public func release(_ lease: CaseLease) async throws {
        try await context.database.write { connection in
            let changed = try connection.execute(
                "UPDATE case_lease SET expires_at = 0 WHERE case_id = ? AND token = ?",
                [.text(lease.caseIdentifier), .integer(lease.token)]
            )
            guard changed == 1 else { throw StoreError(.leaseLost, "table case_lease") }
        }
    }

    /// One statement decides who is first, so that two takers cannot both believe it.
    private static func take(
        _ caseIdentifier: UniqueIdentifier,
        until expiresAt: Timestamp,
        at now: Timestamp,
        _ connection: any SQLConnection
    ) throws -> CaseLease? {
        let changed = try connection.execute(
            """
            INSERT INTO case_lease (case_id, token, expires_at) VALUES (?, 1, ?)
            ON CONFLICT (case_id) DO UPDATE SET token = case_lease.token + 1, expires_at = excluded.expires_at
            WHERE case_lease.expires_at <= ? OR case_lease.expires_at > ?
            """,
            [
                .text(caseIdentifier), .integer(expiresAt.milliseconds), .integer(now.milliseconds),
                .integer(latestEnd(from: now)),
            ]
        )
        guard changed == 1 else { return nil }
        let row = try connection.row("SELECT token FROM case_lease WHERE case_id = ?", [.text(caseIdentifier)])
        guard let row else { throw StoreError(.damagedRow, "table case_lease") }
        return CaseLease(caseIdentifier, token: try row.integer("token"), expiresAt: expiresAt)
    }
}
