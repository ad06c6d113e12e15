public import VerificationDomain

/// What the answering side has replied, so that the same query gets the same bytes, also after a restart.
///
/// Keyed by issuer and `jti`. Of several replies that are remembered at once for one key, exactly one is stored.
public struct ReplayMemory: Sendable {
    /// Bytes of a reply; an answer has at most 10 MiB.
    public static let byteLimit = EvidenceDraft.byteLimit

    let context: StoreContext

    /// What is known about a query whose exact bytes have this digest.
    public func recall(_ key: ReplyKey, digest: Digest) async throws -> ReplyRecall {
        let context = context
        return try await context.database.read { connection in
            guard let row = try Self.find(key, connection) else { return .unseen }
            guard try row.bytes("query_tag") == context.queryTag(digest) else { return .reused }
            return .repeated(try StoredReply(row, key, context, connection))
        }
    }

    /// The reply to a query of this issuer, for a later `GET`; `nil` when there is none that is still to be given at
    /// `time`, whether or not it was pruned already.
    public func reply(_ key: ReplyKey, at time: Timestamp) async throws -> StoredReply? {
        let context = context
        return try await context.database.read { connection in
            guard let row = try Self.find(key, connection), try row.time("expires_at") > time else { return nil }
            return try StoredReply(row, key, context, connection)
        }
    }

    /// Stores the reply with its audit rows, unless the key is taken already.
    ///
    /// Nothing is sent before this returned. Dies before the commit: the query was never seen, and its repeat is
    /// looked up again; dies after it: the repeat gets exactly these bytes. When the key is taken, the audit rows
    /// are not written.
    public func remember(
        _ key: ReplyKey,
        digest: Digest,
        reply: StoredReply,
        audit: [AuditDraft]
    ) async throws -> RememberOutcome {
        guard reply.body.count <= Self.byteLimit else { throw StoreError(.tooLarge, "reply") }
        let context = context
        let sealed = try SealedReply(reply, key, context)
        let queryTag = context.queryTag(digest)
        return try await context.database.write { connection in
            if let row = try Self.find(key, connection) {
                guard try row.bytes("query_tag") == queryTag else { return .reused }
                return .answeredBefore(try StoredReply(row, key, context, connection))
            }
            try sealed.insert(connection, queryTag: queryTag, storedAt: context.clock.now(), context)
            try context.audit.append(audit, connection)
            return .stored
        }
    }

    /// Forgets replies that expired before `time`, together with their keys; returns how many.
    public func prune(before time: Timestamp) async throws -> Int {
        try await context.database.write { connection in
            let limit: [SQLValue] = [.integer(time.milliseconds)]
            try connection.execute(
                """
                DELETE FROM data_key WHERE owner IN
                    (SELECT 'reply:' || issuer || ':' || jti FROM reply WHERE expires_at < ?)
                """,
                limit
            )
            return try connection.execute("DELETE FROM reply WHERE expires_at < ?", limit)
        }
    }

    private static func find(_ key: ReplyKey, _ connection: any SQLConnection) throws -> SQLRow? {
        try connection.row(
            "SELECT * FROM reply WHERE issuer = ? AND jti = ?",
            [.text(key.issuer.text), .text(key.identifier)]
        )
    }
}

extension StoreContext {
    fileprivate func queryTag(_ digest: Digest) -> [UInt8] {
        vault.contentTag(Array(digest.description.utf8), kind: "query")
    }
}
