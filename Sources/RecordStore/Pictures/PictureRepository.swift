public import VerificationDomain

/// A merged picture as it was stored.
public struct StoredPicture: Sendable, Hashable {
    public let caseIdentifier: UniqueIdentifier
    /// From 1.
    public let version: Int
    public let bytes: [UInt8]
    public let madeAt: Timestamp
}

/// Merged pictures, every version kept.
public struct PictureRepository: Sendable {
    let context: StoreContext

    /// Stores the next version and moves the case, together with the audit rows; returns the version.
    public func store(
        _ bytes: [UInt8],
        of caseIdentifier: UniqueIdentifier,
        movingCaseFrom from: StoredCaseState,
        to: StoredCaseState,
        at time: Timestamp,
        audit: [AuditDraft]
    ) async throws -> Int {
        let context = context
        let key = try await context.key(of: caseIdentifier)
        let version = try await (latest(of: caseIdentifier)?.version ?? 0) + 1
        let box = try context.vault.seal(bytes, key: key, at: Self.place(caseIdentifier, version))
        return try await context.database.write { connection in
            // Two mergers at once: the second finds the version taken, or the case moved.
            try CaseRepository.move(caseIdentifier, from: from, to: to, at: time, connection)
            try connection.execute(
                "INSERT INTO picture (case_id, version, box, made_at) VALUES (?, ?, ?, ?)",
                [.text(caseIdentifier), .integer(version), .bytes(box), .integer(time.milliseconds)]
            )
            try context.audit.append(audit, connection)
            return version
        }
    }

    /// The newest version; `nil` when nothing was merged yet.
    public func latest(of caseIdentifier: UniqueIdentifier) async throws -> StoredPicture? {
        let context = context
        return try await context.database.read { connection in
            let row = try connection.row(
                "SELECT * FROM picture WHERE case_id = ? ORDER BY version DESC LIMIT 1",
                [.text(caseIdentifier)]
            )
            guard let row else { return nil }
            let key = try context.keyring.key(for: .verificationCase(caseIdentifier), connection)
            let version = Int(try row.integer("version"))
            return StoredPicture(
                caseIdentifier: caseIdentifier,
                version: version,
                bytes: try context.vault.open(row.bytes("box"), key: key, at: Self.place(caseIdentifier, version)),
                madeAt: try row.time("made_at")
            )
        }
    }

    private static func place(_ identifier: UniqueIdentifier, _ version: Int) -> BoxPlace {
        BoxPlace("picture", row: "\(identifier)/\(version)", "box")
    }
}
