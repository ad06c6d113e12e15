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
        let isWhole = try forEachRow(indexes) { index, entry in
            guard let entry else { throw StoreError(.logDamaged, "entry \(index) of table log_entry") }
            entries.append(entry)
        }
        guard isWhole, entries.count == indexes.count else { throw StoreError(.logDamaged, "table log_entry") }
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

    /// Each stored row in the order of the indexes, one at a time; rows that are missing are left out, and one that
    /// cannot be an entry comes as `nil`. `false` when the database could not be read to the last row.
    func forEachRow(_ indexes: Range<Int>, _ body: (Int, LogEntry?) throws -> Void) throws -> Bool {
        // What the body throws is the caller's, whatever its code.
        var refusal: (any Error)?
        do {
            try connection.forEachRow(
                "SELECT seq, leaf, leaf_hash FROM log_entry WHERE seq >= ? AND seq < ? ORDER BY seq",
                [.integer(indexes.lowerBound), .integer(indexes.upperBound)]
            ) { row in
                let index = Int(try row.integer("seq"))
                do { try body(index, Self.entry(index, row)) } catch {
                    refusal = error
                    throw error
                }
            }
            return true
        } catch let error as StoreError
            where refusal == nil && [.corrupt, .damagedRow, .ioFailure].contains(error.code)
        {
            return false
        }
    }

    /// `nil` for a row that no seal has written.
    private static func entry(_ index: Int, _ row: SQLRow) -> LogEntry? {
        guard let hash = (try? row.bytes("leaf_hash")).flatMap({ TreeHash(bytes: $0) }),
            let bytes = try? row.bytes("leaf"), let leaf = try? LogLeaf(bytes)
        else { return nil }
        return LogEntry(index: index, leaf: leaf, leafHash: hash)
    }
}
