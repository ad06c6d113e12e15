public import VerificationDomain

/// Cases of the asking side. Every change stores its audit rows in the same transaction.
public struct CaseRepository: Sendable {
    let context: StoreContext

    /// Stores the case, its household, its legs and the audit rows, and takes the next request number of the day.
    ///
    /// `audit` is given the number. Throws `alreadyExists` for a known identifier and for a submission key that was
    /// used, `sequenceExhausted` after 9999 cases of one office and day. Dies before the commit: there is no such case
    /// and the number is free; dies after it: the case is there in full, with the number that only its row knows.
    @discardableResult
    public func create(
        _ new: NewCase,
        audit: @escaping @Sendable (RequestNumber) -> [AuditDraft]
    ) async throws -> RequestNumber {
        let context = context
        let owner = DataKeyOwner.verificationCase(new.identifier)
        let (key, wrapped) = try context.vault.makeDataKey(for: owner)
        let draft = EvidenceDraft(kind: .household, bytes: new.household, receivedAt: new.submittedAt)
        let household = try SealedEvidence(draft, key: key, context)
        let submission = new.submissionKey.map { Submission($0, household: new.household, context.vault) }
        let tags = Set(new.subjects.map(context.vault.subjectTag))
        return try await context.database.write { connection in
            let number = try Self.insert(new, connection)
            try submission?.insert(connection, caseIdentifier: new.identifier)
            try context.keyring.store(wrapped, for: owner, connection)
            try household.insert(connection, caseIdentifier: new.identifier, leg: nil)
            for tag in tags {
                try connection.execute(
                    "INSERT INTO subject_index (tag, case_id) VALUES (?, ?)",
                    [.bytes(tag), .text(new.identifier)]
                )
            }
            if let lease = new.lease { try lease.open(connection) }
            for leg in new.legs { try leg.insert(connection, caseIdentifier: new.identifier) }
            for shared in new.sharedEvidence {
                try shared.insert(connection, caseIdentifier: new.identifier, context)
            }
            try context.audit.append(audit(number), connection)
            return number
        }
    }

    private static func insert(_ new: NewCase, _ connection: any SQLConnection) throws -> RequestNumber {
        let known = try connection.row("SELECT id FROM verification_case WHERE id = ?", [.text(new.identifier)])
        guard known == nil else { throw StoreError(.alreadyExists, "table verification_case") }
        let date = new.submittedAt.date
        let sequence = try DaySequence.next(.requests(new.office), on: date, connection)
        guard let number = RequestNumber(office: new.office, date: date, sequence: sequence) else {
            throw StoreError(.sequenceExhausted, "request numbers")
        }
        try connection.execute(
            """
            INSERT INTO verification_case
                (id, request_number, programme, deciding_region, submitted_at, state, state_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(new.identifier), .text(number.text), .text(new.programme.rawValue),
                .text(new.decidingRegion.text), .integer(new.submittedAt.milliseconds), .text(new.state.rawValue),
                .integer(new.submittedAt.milliseconds),
            ]
        )
        return number
    }

    /// Moves a case from one state to another. Throws `stateConflict` when it does not stand in `from` any more, and
    /// `notFound` for an unknown case.
    public func move(
        _ identifier: UniqueIdentifier,
        from: StoredCaseState,
        to: StoredCaseState,
        at time: Timestamp,
        audit: [AuditDraft]
    ) async throws {
        let outbox = context.audit
        try await context.database.write { connection in
            try Self.move(identifier, from: from, to: to, at: time, connection)
            try outbox.append(audit, connection)
        }
    }

    static func move(
        _ identifier: UniqueIdentifier,
        from: StoredCaseState,
        to: StoredCaseState,
        at time: Timestamp,
        _ connection: any SQLConnection
    ) throws {
        let changed = try connection.execute(
            "UPDATE verification_case SET state = ?, state_at = ? WHERE id = ? AND state = ?",
            [.text(to.rawValue), .integer(time.milliseconds), .text(identifier), .text(from.rawValue)]
        )
        guard changed == 0 else { return }
        let known = try connection.row("SELECT id FROM verification_case WHERE id = ?", [.text(identifier)])
        throw StoreError(known == nil ? .notFound : .stateConflict, "table verification_case")
    }
}
