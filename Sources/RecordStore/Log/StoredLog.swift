internal import TransparencyLog

/// The sealed log as it stands in one transaction.
struct StoredLog: LogStorage {
    let connection: any SQLConnection
    let origin: KeyName
    let hasher: TreeHasher

    /// Throws `notFound` when the log was never opened, `logDamaged` when the row contradicts itself.
    func state() throws -> LogState {
        let row = try connection.row("SELECT * FROM log_state WHERE origin = ?", [.text(origin)])
        guard let row else { throw StoreError(.notFound, "table log_state") }
        guard let root = TreeHash(bytes: try row.bytes("root")) else {
            throw StoreError(.logDamaged, "table log_state")
        }
        let size = Int(try row.integer("size"))
        do {
            return try LogState(
                origin: origin,
                size: size,
                root: root,
                frontier: row.bytes("frontier"),
                hasher: hasher
            )
        } catch is LogError {
            throw StoreError(.logDamaged, "table log_state")
        }
    }

    func entries(_ indexes: Range<Int>) throws -> [LogEntry] {
        var entries: [LogEntry] = []
        try forEachEntry(indexes) { entries.append($0) }
        guard entries.count == indexes.count else { throw StoreError(.logDamaged, "table log_entry") }
        return entries
    }

    func hashes(level: Int, _ indexes: Range<Int>) throws -> [TreeHash] {
        let range: [SQLValue] = [.integer(indexes.lowerBound), .integer(indexes.upperBound)]
        let rows =
            level == 0
            ? try connection.rows(
                "SELECT leaf_hash AS hash FROM log_entry WHERE seq >= ? AND seq < ? ORDER BY seq",
                range
            )
            : try connection.rows(
                """
                SELECT hash FROM log_subtree WHERE level = ? AND position >= ? AND position < ? ORDER BY position
                """,
                [.integer(level)] + range
            )
        let hashes = try rows.compactMap { TreeHash(bytes: try $0.bytes("hash")) }
        guard hashes.count == indexes.count else { throw StoreError(.logDamaged, "hashes of level \(level)") }
        return hashes
    }

    /// Each stored row in the order of the indexes, one at a time; rows that are missing are left out.
    func forEachEntry(_ indexes: Range<Int>, _ body: (LogEntry) throws -> Void) throws {
        try connection.forEachRow(
            "SELECT seq, leaf, leaf_hash FROM log_entry WHERE seq >= ? AND seq < ? ORDER BY seq",
            [.integer(indexes.lowerBound), .integer(indexes.upperBound)]
        ) { row in
            guard let hash = TreeHash(bytes: try row.bytes("leaf_hash")) else {
                throw StoreError(.logDamaged, "table log_entry")
            }
            try body(
                LogEntry(index: Int(try row.integer("seq")), leaf: try LogLeaf(row.bytes("leaf")), leafHash: hash)
            )
        }
    }
}
