/// A complete subtree of 256^level entries, level 1 or higher: what hash tiles above the lowest level hold.
public struct SealedSubtree: Sendable, Hashable {
    /// The level of the tile that holds the hash.
    public let level: Int
    public let index: Int
    public let hash: TreeHash
}

/// What one seal writes, all of it in one transaction, or nothing.
///
/// The transaction inserts `entries` and `subtrees`, replaces the state row *where size and root are still those
/// of* `before`, and deletes the outbox rows. Nothing is signed inside it: the signer would remember a root that a
/// roll-back has taken away. Dies before the commit: nothing is sealed, the outbox rows stay and may be sealed in
/// another order. Dies after it: the root is fixed, and publisher and signer go on from the stored state. Commit
/// outcome unknown: the sealer reads the state again before anything else.
public struct SealedBatch: Sendable, Hashable {
    /// Rows that a seal takes at most, so that a long outbox does not hold the writer for seconds.
    public static let rowLimit = 1024

    public let before: LogState
    public let after: LogState
    public let entries: [LogEntry]
    public let subtrees: [SealedSubtree]

    /// Appends the leaves to the state, in their order.
    public init(appending leaves: [LogLeaf], to state: LogState, hasher: TreeHasher) throws(LogError) {
        guard state.size + leaves.count <= Checkpoint.sizeLimit else {
            throw LogError(.sizeOutOfRange, "log of \(state.size) entries")
        }
        var frontier = state.frontier
        var entries: [LogEntry] = []
        var subtrees: [SealedSubtree] = []
        for leaf in leaves {
            let hash = hasher.leafHash(leaf.bytes)
            entries.append(LogEntry(index: frontier.size, leaf: leaf, leafHash: hash))
            frontier.append(hash, hasher: hasher) { place, node in
                guard place.level & 7 == 0 else { return }
                subtrees.append(SealedSubtree(level: place.level >> 3, index: place.index, hash: node))
            }
        }
        before = state
        after = LogState(origin: state.origin, frontier: frontier, hasher: hasher)
        self.entries = entries
        self.subtrees = subtrees
    }
}
