public import VerificationDomain

/// Reads evidence back, byte for byte as it came.
public struct EvidenceRepository: Sendable {
    let context: StoreContext

    /// Everything of a case in the order in which it was stored. Throws `notFound` for an unknown or erased case.
    public func all(of caseIdentifier: UniqueIdentifier) async throws -> [StoredEvidence] {
        let context = context
        return try await context.database.read { connection in
            let key = try context.keyring.key(for: .verificationCase(caseIdentifier), connection)
            return try connection.rows(
                "SELECT * FROM evidence WHERE case_id = ? ORDER BY position",
                [.text(caseIdentifier)]
            ).map { try StoredEvidence($0, key: key, context.vault) }
        }
    }

    /// Everything of one leg, oldest first; empty for an unknown leg.
    public func all(ofLeg leg: UniqueIdentifier) async throws -> [StoredEvidence] {
        let context = context
        return try await context.database.read { connection in
            let rows = try connection.rows(
                "SELECT * FROM evidence WHERE jti = ? ORDER BY position",
                [.text(leg)]
            )
            guard let first = rows.first else { return [] }
            let owner = try first.parsed("case_id") { UniqueIdentifier($0) }
            let key = try context.keyring.key(for: .verificationCase(owner), connection)
            return try rows.map { try StoredEvidence($0, key: key, context.vault) }
        }
    }
}
