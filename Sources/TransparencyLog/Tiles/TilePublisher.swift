/// A file to write for a published log.
public struct PublishedFile: Sendable, Hashable {
    public let file: LogFile
    public let bytes: [UInt8]
}

/// Derives the tiles of a log from its stored entries. Tiles are a function of the entries alone: any of them can be
/// made again at any time, with the same bytes.
///
/// The driver writes each file beside its place, forces it to the disk, renames it, and forces the folder; a file that
/// exists with other bytes is an alarm and is never overwritten. The checkpoint comes last. If the process dies between
/// two files, some tiles of a tree that no checkpoint names yet are there; the next run writes the same bytes.
public struct TilePublisher: Sendable {
    private let hasher: TreeHasher

    public init(hasher: TreeHasher) { self.hasher = hasher }

    /// The files to write when `published` entries were published and the stored state is to be.
    ///
    /// Throws `LogError.storageInconsistent`, naming the entry, when the stored rows do not give the sealed root.
    public func files(from published: Int, storage: some LogStorage) throws -> [PublishedFile] {
        let state = try storage.state()
        try checkRoot(of: state, storage)
        return try TileGrowth.added(from: published, to: state.size).map {
            PublishedFile(file: .tile($0), bytes: try content(of: $0, storage: storage))
        }
    }

    /// The bytes of one tile, from the stored rows.
    public func content(of path: TilePath, storage: some LogStorage) throws -> [UInt8] {
        let indexes = path.index << 8..<path.index << 8 + path.width
        switch path.kind {
        case .hashes(let level):
            let hashes = try storage.hashes(level: level, indexes)
            guard hashes.count == path.width else { throw LogError(.storageInconsistent, "\(path)") }
            if path.width == TilePath.fullWidth {
                // The root is computed over stored subtrees, not over every row: a row that was rewritten together with
                // its hash below one would be published for good, under a root that does not hold it.
                let above = try storage.hashes(level: level + 1, path.index..<path.index + 1)
                guard above == [hasher.root(of: hashes)] else { throw LogError(.storageInconsistent, "\(path)") }
            }
            return HashTile(hashes: hashes).bytes
        case .entries:
            let entries = try storage.entries(indexes)
            guard entries.map(\.index) == Array(indexes) else { throw LogError(.storageInconsistent, "\(path)") }
            for entry in entries where hasher.leafHash(entry.leaf.bytes) != entry.leafHash {
                throw LogError(.storageInconsistent, "entry \(entry.index)")
            }
            return EntryBundle(entries: entries.map(\.leaf)).bytes
        }
    }

    private func checkRoot(of state: LogState, _ storage: some LogStorage) throws {
        guard try storage.root(size: state.size, hasher: hasher) == state.root else {
            throw LogError(.storageInconsistent, "root of \(state.size) entries")
        }
    }
}
