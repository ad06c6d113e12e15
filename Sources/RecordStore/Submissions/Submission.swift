internal import VerificationDomain

/// Which submission made which case. The row is written with the case, so that of two at once one makes it.
struct Submission: Sendable {
    let keyTag: [UInt8]
    let contentTag: [UInt8]

    init(_ key: SubmissionKey, household: [UInt8], _ vault: EvidenceVault) {
        keyTag = vault.contentTag(Array(key.text.utf8), kind: "submission key")
        contentTag = vault.contentTag(household, kind: "submission")
    }

    func state(_ connection: any SQLConnection) throws -> SubmissionState {
        let row = try connection.row(
            "SELECT case_id, content_tag FROM submission WHERE key_tag = ?",
            [.bytes(keyTag)]
        )
        guard let row else { return .unused }
        guard try row.bytes("content_tag") == contentTag else { return .usedOtherwise }
        return .made(try row.parsed("case_id") { UniqueIdentifier($0) })
    }

    /// Throws `alreadyExists` when the key was used, in the transaction that makes the case.
    func insert(_ connection: any SQLConnection, caseIdentifier: UniqueIdentifier) throws {
        guard try state(connection) == .unused else { throw StoreError(.alreadyExists, "table submission") }
        try connection.execute(
            "INSERT INTO submission (key_tag, case_id, content_tag) VALUES (?, ?, ?)",
            [.bytes(keyTag), .text(caseIdentifier), .bytes(contentTag)]
        )
    }
}

extension CaseRepository {
    /// Whether this key made a case, and of the same household bytes.
    public func state(of key: SubmissionKey, household: [UInt8]) async throws -> SubmissionState {
        let submission = Submission(key, household: household, context.vault)
        return try await context.database.read { try submission.state($0) }
    }
}
