/// The stored log, read within one transaction: every answer belongs to the same sealed state.
///
/// Rows never change once they are sealed. `hashes(level: 0, …)` are the leaf hashes of the entries, higher levels
/// are the rows that `SealedBatch.subtrees` gave. An index outside the log is an error.
public protocol LogStorage: TileHashes {
    /// Throws when the log was never opened.
    func state() throws -> LogState
    /// The entries with these indexes, in their order.
    func entries(_ indexes: Range<Int>) throws -> [LogEntry]
}

extension LogStorage {
    /// The proof file for one entry under a checkpoint of this log that is no larger than the log.
    public func proof(of index: Int, checkpoint: VerifiedCheckpoint) throws -> LogProof {
        let size = checkpoint.checkpoint.size
        let inclusion = try InclusionProof(index: index, size: size, reader: self, hasher: hasher)
        return try LogProof(index: index, inclusion: inclusion, checkpoint: checkpoint.note)
    }
}
