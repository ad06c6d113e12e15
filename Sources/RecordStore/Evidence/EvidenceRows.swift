internal import VerificationDomain

/// Evidence that is sealed and has its identifier, ready for the transaction.
struct SealedEvidence: Sendable {
    let identifier: UniqueIdentifier
    let kind: EvidenceKind
    let contentTag: [UInt8]
    let box: [UInt8]
    let receivedAt: Timestamp
    let keyIdentifier: KeyIdentifier?

    static func place(_ identifier: some CustomStringConvertible) -> BoxPlace {
        BoxPlace("evidence", row: identifier, "box")
    }

    /// Throws `tooLarge` over `EvidenceDraft.byteLimit`.
    init(_ draft: EvidenceDraft, key: SymmetricKey, _ context: StoreContext) throws {
        guard draft.bytes.count <= EvidenceDraft.byteLimit else { throw StoreError(.tooLarge, "evidence") }
        identifier = context.newIdentifier()
        kind = draft.kind
        contentTag = context.vault.contentTag(draft.bytes, kind: draft.kind.rawValue)
        box = try context.vault.seal(draft.bytes, key: key, at: Self.place(identifier))
        receivedAt = draft.receivedAt
        keyIdentifier = draft.keyIdentifier
    }

    /// Adds the row behind the case's others.
    func insert(
        _ connection: any SQLConnection,
        caseIdentifier: UniqueIdentifier,
        leg: UniqueIdentifier?
    ) throws {
        try connection.execute(
            """
            INSERT INTO evidence (id, case_id, position, jti, kind, content_tag, box, received_at, key_id)
            VALUES (?, ?, (SELECT COALESCE(MAX(position), 0) + 1 FROM evidence WHERE case_id = ?), ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(identifier), .text(caseIdentifier), .text(caseIdentifier), .optionalText(leg),
                .text(kind.rawValue), .bytes(contentTag), .bytes(box), .integer(receivedAt.milliseconds),
                .optionalText(keyIdentifier),
            ]
        )
    }
}

extension StoredEvidence {
    /// Opens a row; throws `boxRefused` when the box was changed or moved.
    init(_ row: SQLRow, key: SymmetricKey, _ vault: EvidenceVault) throws {
        let kind = try row.parsed("kind") { EvidenceKind(rawValue: $0) }
        let leg = try row.optionalParsed("jti") { UniqueIdentifier($0) }
        // Which of a case's many pieces it is, is all that whoever looks for the change can go by.
        let name = leg.map { "\(kind.rawValue) of query \($0)" } ?? "\(kind.rawValue) of the case"
        let bytes = try Self.open(row, key: key, vault, name: name)
        guard vault.contentTag(bytes, kind: kind.rawValue) == (try row.bytes("content_tag")) else {
            throw StoreError(.boxRefused, "\(name), table evidence, column content_tag")
        }
        caseIdentifier = try row.parsed("case_id") { UniqueIdentifier($0) }
        self.leg = leg
        self.kind = kind
        self.bytes = bytes
        digest = vault.digest(bytes)
        receivedAt = try row.time("received_at")
        keyIdentifier = try row.optionalParsed("key_id") { KeyIdentifier($0) }
    }

    private static func open(
        _ row: SQLRow,
        key: SymmetricKey,
        _ vault: EvidenceVault,
        name: String
    ) throws -> [UInt8] {
        let (box, place) = (try row.bytes("box"), SealedEvidence.place(try row.text("id")))
        do {
            return try vault.open(box, key: key, at: place)
        } catch {
            throw StoreError(error.code, "\(name), \(error.context)")
        }
    }
}
