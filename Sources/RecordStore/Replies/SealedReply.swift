internal import VerificationDomain

/// A reply sealed under a key of its own, ready for the transaction.
struct SealedReply: Sendable {
    private let key: ReplyKey
    private let reply: StoredReply
    private let wrappedKey: [UInt8]
    private let box: [UInt8]

    init(_ reply: StoredReply, _ key: ReplyKey, _ context: StoreContext) throws {
        let (dataKey, wrapped) = try context.vault.makeDataKey(for: key.owner)
        self.key = key
        self.reply = reply
        wrappedKey = wrapped
        box = try context.vault.seal(reply.body, key: dataKey, at: key.place)
    }

    func insert(
        _ connection: any SQLConnection,
        queryTag: [UInt8],
        storedAt: Timestamp,
        _ context: StoreContext
    ) throws {
        try context.keyring.store(wrappedKey, for: key.owner, connection)
        try connection.execute(
            """
            INSERT INTO reply (issuer, jti, query_tag, status, content_type, box, stored_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(key.issuer.text), .text(key.identifier), .bytes(queryTag), .integer(reply.status),
                .text(reply.contentType), .bytes(box), .integer(storedAt.milliseconds),
                .integer(reply.expiresAt.milliseconds),
            ]
        )
    }
}

extension StoredReply {
    init(_ row: SQLRow, _ key: ReplyKey, _ context: StoreContext, _ connection: any SQLConnection) throws {
        let dataKey = try context.keyring.key(for: key.owner, connection)
        status = Int(try row.integer("status"))
        contentType = try row.text("content_type")
        body = try context.vault.open(row.bytes("box"), key: dataKey, at: key.place)
        expiresAt = try row.time("expires_at")
    }
}

extension ReplyKey {
    fileprivate var owner: DataKeyOwner { .reply(issuer: issuer, identifier) }
    fileprivate var place: BoxPlace { BoxPlace("reply", row: "\(issuer)/\(identifier)", "box") }
}
