public import TransparencyLog
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
    ///
    /// `committed` is what stands for the picture in its row, as a digest of it: `audit` is given the version and the
    /// opening with a fresh salt, which is kept sealed with the case. Throws `stateConflict` when the case does not
    /// stand in `from` any more, `leaseLost` when it was taken over, `notFound` for an unknown or erased case. Dies
    /// before the commit: there is no such version and no row; dies after it: picture, opening and row are all there.
    public func store(
        _ bytes: [UInt8],
        of caseIdentifier: UniqueIdentifier,
        movingCaseFrom from: StoredCaseState,
        to: StoredCaseState,
        at time: Timestamp,
        under lease: CaseLease? = nil,
        committing committed: [UInt8],
        audit: @escaping @Sendable (_ version: Int, AuditOpening) -> [AuditDraft]
    ) async throws -> Int {
        let context = context
        let key = try await context.key(of: caseIdentifier)
        return try await context.database.write { connection in
            try lease?.check(connection)
            try CaseRepository.move(caseIdentifier, from: from, to: to, at: time, connection)
            // In the transaction, because two mergers at once would both take the same version before it.
            let version = try Self.lastVersion(of: caseIdentifier, connection) + 1
            let box = try context.vault.seal(bytes, key: key, at: Self.place(caseIdentifier, version))
            try connection.execute(
                "INSERT INTO picture (case_id, version, box, made_at) VALUES (?, ?, ?, ?)",
                [.text(caseIdentifier), .integer(version), .bytes(box), .integer(time.milliseconds)]
            )
            let opening = try AuditOpenings(context: context)
                .make(.picture, version: version, value: committed, of: caseIdentifier, key: key, connection)
            try context.audit.append(audit(version, opening), connection)
            return version
        }
    }

    private static func lastVersion(
        of caseIdentifier: UniqueIdentifier,
        _ connection: any SQLConnection
    ) throws -> Int {
        let row = try connection.row(
            "SELECT COALESCE(MAX(version), 0) AS version FROM picture WHERE case_id = ?",
            [.text(caseIdentifier)]
        )
        return Int(try row?.integer("version") ?? 0)
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
