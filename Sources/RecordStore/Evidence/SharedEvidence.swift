public import VerificationDomain

/// A registry or a rule pack as a case used it.
public struct SharedEvidence: Sendable, Hashable {
    public let kind: SharedEvidenceKind
    public let bytes: [UInt8]

    public init(kind: SharedEvidenceKind, bytes: [UInt8]) {
        self.kind = kind
        self.bytes = bytes
    }

    /// Stores the bytes unless they are there, and ties them to the case.
    func insert(_ connection: any SQLConnection, caseIdentifier: UniqueIdentifier, _ context: StoreContext) throws {
        guard bytes.count <= EvidenceDraft.byteLimit else { throw StoreError(.tooLarge, "shared evidence") }
        let digest = context.vault.digest(bytes).bytes
        try connection.execute(
            """
            INSERT INTO shared_evidence (kind, digest, bytes, stored_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (kind, digest) DO NOTHING
            """,
            [
                .text(kind.rawValue), .bytes(digest), .bytes(bytes), .integer(context.clock.now().milliseconds),
            ]
        )
        try connection.execute(
            """
            INSERT INTO case_shared_evidence (case_id, kind, digest) VALUES (?, ?, ?)
            ON CONFLICT (case_id, kind, digest) DO NOTHING
            """,
            [.text(caseIdentifier), .text(kind.rawValue), .bytes(digest)]
        )
    }
}

extension EvidenceRepository {
    /// The registry and the rule pack that a case used. Throws `damagedRow` when stored bytes lost their digest.
    public func shared(of caseIdentifier: UniqueIdentifier) async throws -> [SharedEvidence] {
        let context = context
        return try await context.database.read { connection in
            try connection.rows(
                """
                SELECT shared_evidence.kind AS kind, shared_evidence.digest AS digest, shared_evidence.bytes AS bytes
                FROM case_shared_evidence JOIN shared_evidence
                    ON shared_evidence.kind = case_shared_evidence.kind
                    AND shared_evidence.digest = case_shared_evidence.digest
                WHERE case_shared_evidence.case_id = ? ORDER BY shared_evidence.kind, shared_evidence.digest
                """,
                [.text(caseIdentifier)]
            ).map { row in
                let kind = try row.parsed("kind") { SharedEvidenceKind(rawValue: $0) }
                let bytes = try row.bytes("bytes")
                guard context.vault.digest(bytes).bytes == (try row.bytes("digest")) else {
                    throw StoreError(.damagedRow, "\(kind.rawValue) of the case, table shared_evidence")
                }
                return SharedEvidence(kind: kind, bytes: bytes)
            }
        }
    }
}
