public import TransparencyLog

extension LogRepository {
    /// Compares every row with a verified checkpoint and with the published tiles; empty when all is well.
    ///
    /// Reads row after row in one moment of the database; throws only what cannot be read.
    public func compare(
        with checkpoint: VerifiedCheckpoint,
        tiles: TileDirectory
    ) async throws -> [Finding] {
        try await readRows { log in
            var audit = LogAudit(checkpoint: checkpoint, reader: tiles, hasher: log.hasher)
            try log.forEachEntry(0..<Checkpoint.sizeLimit) { try audit.examine($0) }
            return try audit.finish()
        }
    }

    /// Hashes every row again and compares with the sealed state and the stored subtrees.
    ///
    /// Throws `logDamaged` when they disagree: nothing may be appended to such a log.
    public func checkState() async throws {
        try await readRows { log in
            var frontier = Frontier()
            try log.forEachEntry(0..<Checkpoint.sizeLimit) { entry in
                let hash = log.hasher.leafHash(entry.leaf.bytes)
                guard entry.index == frontier.size, hash == entry.leafHash else {
                    throw StoreError(.logDamaged, "entry \(frontier.size) of table log_entry")
                }
                frontier.append(hash, hasher: log.hasher)
            }
            let state = try log.state()
            guard state.frontier == frontier, try log.root(size: state.size, hasher: log.hasher) == state.root else {
                throw StoreError(.logDamaged, "table log_state")
            }
        }
    }
}
