public import TransparencyLog
public import VerificationDomain

/// What an audit row commits to without showing it; the raw value is the name in the row's `c`.
public enum CommittedField: String, Sendable, Hashable, CaseIterable {
    /// The digest of a merged picture.
    case picture
    /// The digest of an issued report.
    case report
}

/// Makes and keeps what opens the commitments of audit rows.
///
/// A picture and a report can be guessed by somebody who knows the household, and everything else that goes into them
/// stands in other rows, so that a plain digest would confirm the guess, for ever. Erasing the case takes the salt.
struct AuditOpenings: Sendable {
    let context: StoreContext

    /// An opening with a fresh salt, stored in the transaction that writes the row with its commitment.
    func make(
        _ field: CommittedField,
        version: Int,
        value: [UInt8],
        of caseIdentifier: UniqueIdentifier,
        key: SymmetricKey,
        _ connection: any SQLConnection
    ) throws -> AuditOpening {
        let salt = context.random.bytes(AuditOpening.saltByteCount)
        let opening = try AuditOpening(field: field.rawValue, salt: salt, value: value)
        let box = try context.vault.seal(
            salt + value,
            key: key,
            at: Self.place(caseIdentifier, field, version)
        )
        try connection.execute(
            "INSERT INTO audit_opening (case_id, field, version, box) VALUES (?, ?, ?, ?)",
            [.text(caseIdentifier), .text(field.rawValue), .integer(version), .bytes(box)]
        )
        return opening
    }

    func load(
        _ field: CommittedField,
        version: Int,
        of caseIdentifier: UniqueIdentifier,
        _ connection: any SQLConnection
    ) throws -> AuditOpening? {
        let row = try connection.row(
            "SELECT box FROM audit_opening WHERE case_id = ? AND field = ? AND version = ?",
            [.text(caseIdentifier), .text(field.rawValue), .integer(version)]
        )
        guard let row else { return nil }
        let key = try context.keyring.key(for: .verificationCase(caseIdentifier), connection)
        let bytes = try context.vault.open(
            row.bytes("box"),
            key: key,
            at: Self.place(caseIdentifier, field, version)
        )
        return try AuditOpening(
            field: field.rawValue,
            salt: Array(bytes.prefix(AuditOpening.saltByteCount)),
            value: Array(bytes.dropFirst(AuditOpening.saltByteCount))
        )
    }

    private static func place(
        _ caseIdentifier: UniqueIdentifier,
        _ field: CommittedField,
        _ version: Int
    ) -> BoxPlace {
        BoxPlace("audit_opening", row: "\(caseIdentifier)/\(field.rawValue)/\(version)", "box")
    }
}

extension CaseRepository {
    /// What opens the commitment to this version of a case's picture or report; `nil` when there is none, or the case
    /// was erased. Personal.
    public func opening(
        _ field: CommittedField,
        version: Int,
        of caseIdentifier: UniqueIdentifier
    ) async throws -> AuditOpening? {
        let openings = AuditOpenings(context: context)
        return try await context.database.read { connection in
            try openings.load(field, version: version, of: caseIdentifier, connection)
        }
    }
}
