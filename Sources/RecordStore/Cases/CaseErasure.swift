public import VerificationDomain

extension CaseRepository {
    /// Erases what a case says of persons: its data key, its boxes and its tags. Times and codes stay, and so
    /// do the audit rows, which never held anything personal. A case that was open has failed: nobody can finish it.
    ///
    /// The key makes the boxes unreadable in every backup too; how long the WAL keeps pages docs/storage.md says.
    /// Throws `notFound` for an unknown case. Dies before the commit: nothing is erased and no entry says so; dies
    /// after it: all of it is, with its entry.
    public func erase(_ identifier: UniqueIdentifier, audit: [AuditDraft]) async throws {
        let outbox = context.audit
        try await context.database.write { connection in
            guard try CaseSummary.find(identifier, connection) != nil else {
                throw StoreError(.notFound, "table verification_case")
            }
            let owner = DataKeyOwner.verificationCase(identifier).text
            try connection.execute("DELETE FROM data_key WHERE owner = ?", [.text(owner)])
            try connection.execute("DELETE FROM evidence WHERE case_id = ?", [.text(identifier)])
            try connection.execute("DELETE FROM audit_opening WHERE case_id = ?", [.text(identifier)])
            try connection.execute("DELETE FROM picture WHERE case_id = ?", [.text(identifier)])
            try connection.execute(
                "DELETE FROM report WHERE number IN (SELECT number FROM report_number WHERE case_id = ?)",
                [.text(identifier)]
            )
            try connection.execute("DELETE FROM subject_index WHERE case_id = ?", [.text(identifier)])
            // What it was to be finished from is gone.
            try connection.execute(
                "UPDATE verification_case SET state = 'failed' WHERE id = ? AND state <> 'reported'",
                [.text(identifier)]
            )
            try connection.execute("DELETE FROM submission WHERE case_id = ?", [.text(identifier)])
            try outbox.append(audit, connection)
        }
    }
}
