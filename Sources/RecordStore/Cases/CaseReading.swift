public import VerificationDomain

extension CaseRepository {
    /// Newest first, at most `limit`.
    public func list(limit: Int = 100) async throws -> [CaseSummary] {
        try await context.database.read { connection in
            try connection.rows(
                "SELECT * FROM verification_case ORDER BY submitted_at DESC, id DESC LIMIT ?",
                [.integer(limit)]
            ).map { try CaseSummary($0, connection) }
        }
    }

    /// Every case that names this person, newest first.
    public func list(ofSubject identity: IdentityNumber) async throws -> [CaseSummary] {
        let tag = context.vault.subjectTag(identity)
        return try await context.database.read { connection in
            try connection.rows(
                """
                SELECT verification_case.* FROM verification_case
                JOIN subject_index ON subject_index.case_id = verification_case.id
                WHERE subject_index.tag = ? ORDER BY submitted_at DESC, id DESC
                """,
                [.bytes(tag)]
            ).map { try CaseSummary($0, connection) }
        }
    }

    /// One case without its household; `nil` when there is none.
    public func summary(_ identifier: UniqueIdentifier) async throws -> CaseSummary? {
        try await context.database.read { try CaseSummary.find(identifier, $0) }
    }

    /// The case with this request number; `nil` when there is none.
    public func summary(_ number: RequestNumber) async throws -> CaseSummary? {
        try await context.database.read { connection in
            try connection.row("SELECT * FROM verification_case WHERE request_number = ?", [.text(number.text)])
                .map { try CaseSummary($0, connection) }
        }
    }

    /// The case with its household and legs; `nil` when there is none. Throws `notFound` when its key was erased.
    public func load(_ identifier: UniqueIdentifier) async throws -> StoredCase? {
        let context = context
        return try await context.database.read { connection in
            guard let summary = try CaseSummary.find(identifier, connection) else { return nil }
            let key = try context.keyring.key(for: .verificationCase(identifier), connection)
            let row = try connection.row(
                "SELECT * FROM evidence WHERE case_id = ? AND kind = 'household' ORDER BY position LIMIT 1",
                [.text(identifier)]
            )
            guard let row else { throw StoreError(.damagedRow, "table evidence") }
            let household = try StoredEvidence(row, key: key, context.vault)
            return StoredCase(
                summary: summary,
                household: household.bytes,
                legs: try StoredLeg.all(of: identifier, connection)
            )
        }
    }
}

extension CaseSummary {
    static func find(_ identifier: UniqueIdentifier, _ connection: any SQLConnection) throws -> CaseSummary? {
        try connection.row("SELECT * FROM verification_case WHERE id = ?", [.text(identifier)])
            .map { try CaseSummary($0, connection) }
    }

    fileprivate init(_ row: SQLRow, _ connection: any SQLConnection) throws {
        identifier = try row.parsed("id") { UniqueIdentifier($0) }
        requestNumber = try row.parsed("request_number") { RequestNumber($0) }
        programme = try row.parsed("programme") { AssistanceProgramme(rawValue: $0) }
        decidingRegion = try row.parsed("deciding_region") { RegionCode($0) }
        submittedAt = try row.time("submitted_at")
        state = try row.parsed("state") { StoredCaseState(rawValue: $0) }
        stateAt = try row.time("state_at")
        var counts: [StoredLegState: Int] = [:]
        for leg in try StoredLeg.all(of: identifier, connection) { counts[leg.state, default: 0] += 1 }
        legCounts = counts
        reportNumber = try connection.row(
            "SELECT number FROM report_number WHERE case_id = ?",
            [.text(identifier)]
        )?.parsed("number") { ReportNumber($0) }
    }
}
