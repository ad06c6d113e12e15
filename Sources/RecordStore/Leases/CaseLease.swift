public import VerificationDomain

/// The right to drive one case for a time: whoever holds it sends, merges and issues; everybody else leaves the case.
///
/// A driver that was stopped and comes back still believes in its lease. Its token is then an older one, and every step
/// that it tries to store is refused: the token, and not the clock, is what keeps two drivers apart.
public struct CaseLease: Sendable, Hashable {
    public let caseIdentifier: UniqueIdentifier
    /// Grows by one with each taking, from 1.
    public let token: Int64
    public let expiresAt: Timestamp

    init(_ caseIdentifier: UniqueIdentifier, token: Int64, expiresAt: Timestamp) {
        self.caseIdentifier = caseIdentifier
        self.token = token
        self.expiresAt = expiresAt
    }

    /// Throws `leaseLost` unless the case stands under this lease's token.
    ///
    /// Called in the transaction of every step. A lease that has run out and was not taken by anybody still counts.
    func check(_ connection: any SQLConnection) throws {
        let row = try connection.row(
            "SELECT token FROM case_lease WHERE case_id = ? AND token = ?",
            [.text(caseIdentifier), .integer(token)]
        )
        guard row != nil else { throw StoreError(.leaseLost, "table case_lease") }
    }

    /// Writes the first lease of a new case, in the transaction that makes the case.
    func open(_ connection: any SQLConnection) throws {
        try connection.execute(
            "INSERT INTO case_lease (case_id, token, expires_at) VALUES (?, ?, ?)",
            [.text(caseIdentifier), .integer(token), .integer(expiresAt.milliseconds)]
        )
    }
}
