internal import TransparencyLog
internal import VerificationDomain

/// Moves rows from the outbox into the log, in one transaction that also fixes the root.
struct LogSealing {
    let connection: any SQLConnection
    let log: StoredLog
    let time: Timestamp

    /// Seals at most `limit` rows and returns how many.
    ///
    /// Takes whatever is committed, oldest first; never "newer than the last one seen", which loses rows that committed
    /// out of order. Nothing is signed here.
    func seal(limit: Int) throws -> Int {
        let rows = try connection.rows(
            "SELECT position, leaf FROM audit_outbox ORDER BY position LIMIT ?",
            [.integer(limit)]
        )
        guard !rows.isEmpty else { return 0 }
        let leaves = try rows.map { try LogLeaf($0.bytes("leaf")) }
        let batch = try SealedBatch(appending: leaves, to: log.state(), hasher: log.hasher)
        try insert(batch)
        try replaceState(batch)
        for row in rows {
            try connection.execute("DELETE FROM audit_outbox WHERE position = ?", [row.value("position")])
        }
        return rows.count
    }

    private func insert(_ batch: SealedBatch) throws {
        for entry in batch.entries {
            try connection.execute(
                "INSERT INTO log_entry (seq, leaf, leaf_hash) VALUES (?, ?, ?)",
                [.integer(entry.index), .bytes(entry.leaf.bytes), .bytes(entry.leafHash.bytes)]
            )
        }
        for subtree in batch.subtrees {
            try connection.execute(
                "INSERT INTO log_subtree (level, position, hash) VALUES (?, ?, ?)",
                [.integer(subtree.level), .integer(subtree.index), .bytes(subtree.hash.bytes)]
            )
        }
    }

    /// Compares size and root while replacing them: of two sealers at once, the second changes no row and is taken
    /// back.
    private func replaceState(_ batch: SealedBatch) throws {
        let (before, after) = (batch.before, batch.after)
        let changed = try connection.execute(
            """
            UPDATE log_state SET size = ?, root = ?, frontier = ?, sealed_at = ?
            WHERE origin = ? AND size = ? AND root = ?
            """,
            [
                .integer(after.size), .bytes(after.root.bytes), .bytes(after.frontier.bytes),
                .integer(time.milliseconds), .text(log.origin), .integer(before.size), .bytes(before.root.bytes),
            ]
        )
        guard changed == 1 else { throw StoreError(.stateConflict, "table log_state") }
    }
}
