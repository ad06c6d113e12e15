/// Compares the rows of the database with what was signed and published.
///
/// Feed it every row in the order of the indexes, then finish. A row that was changed together with its stored hash is
/// still named, because the published hash of that entry speaks against it.
public struct LogAudit<Reader: TileReader> {
    private let checkpoint: Checkpoint
    private let reader: Reader
    private let hasher: TreeHasher
    private let countsLanes: Bool
    private var leaves: LeafComparison
    private var lanes = LaneCounters()
    private var findings = FindingList()
    private var next = 0
    private var tile: (index: Int, hashes: [TreeHash]?, entries: [LogLeaf]?)?

    /// The checkpoint that was verified, and the tiles that were published with it.
    public init(
        checkpoint: VerifiedCheckpoint,
        reader: Reader,
        hasher: TreeHasher,
        countsLanes: Bool = true
    ) {
        self.checkpoint = checkpoint.checkpoint
        self.reader = reader
        self.hasher = hasher
        self.countsLanes = countsLanes
        leaves = LeafComparison(hasher: hasher)
    }

    /// Takes the next row. Throws only what the reader throws.
    public mutating func examine(_ entry: LogEntry) throws {
        guard entry.index >= next else {
            let text = "row \(entry.index) stands behind row \(next - 1)"
            findings.add(Finding(.entryOutOfOrder, entry: entry.index, text))
            return
        }
        try passOver(upTo: entry.index)
        let hash = hasher.leafHash(entry.leaf.bytes)
        if hash != entry.leafHash {
            let text = "the stored hash of entry \(entry.index) is not the hash of its bytes"
            findings.add(Finding(.storedHashDiffers, entry: entry.index, text))
        }
        count(entry)
        try compare(entry, hash)
        next = entry.index + 1
    }

    /// Everything that was found, after the last row.
    public mutating func finish() throws -> [Finding] {
        try passOver(upTo: checkpoint.size)
        findings.add(leaves.findings(signed: checkpoint))
        findings.add(lanes.gaps())
        return findings.findings
    }

    private mutating func compare(_ entry: LogEntry, _ hash: TreeHash) throws {
        guard entry.index < checkpoint.size else { return }
        let (hashes, entries) = try published(entry.index)
        let offset = entry.index & 0xFF
        if let entries, entries[offset] != entry.leaf {
            let text = "the published bundle holds other bytes than row \(entry.index)"
            let file = LogFile.tile(path(.entries, entry.index))
            findings.add(Finding(.bundleDiffers, entry: entry.index, file: file, text))
        }
        if leaves.actual.size == entry.index {
            _ = leaves.append(actual: hash, published: hashes?[offset])
        } else if let hashes, hashes[offset] != hash {
            let text = "entry \(entry.index) and its published hash differ"
            findings.add(Finding(.entryAndHashDiffer, entry: entry.index, text))
        }
    }

    /// Reports rows that are not there, and fills their places with the published hashes.
    private mutating func passOver(upTo index: Int) throws {
        guard next < index else { return }
        let end = min(index, checkpoint.size)
        let text =
            index - next == 1 ? "row \(next) is missing" : "rows \(next) to \(index - 1) are missing"
        findings.add(Finding(.entryMissing, entry: next, text))
        while next < end {
            let hashes = try published(next).hashes
            // Without a published hash the tree cannot be continued, and the root is not compared.
            guard leaves.append(actual: nil, published: hashes?[next & 0xFF]) else { break }
            next += 1
        }
        next = index
    }

    /// The published hashes and entries of the tile that holds this entry; what is wrong with them is found once.
    private mutating func published(_ index: Int) throws -> (hashes: [TreeHash]?, entries: [LogLeaf]?) {
        if let tile, tile.index == index >> 8 { return (tile.hashes, tile.entries) }
        let hashes = try PublishedTile.hashes(path(.hashes(level: 0), index), reader, &findings)
        let entries = try PublishedTile.entries(path(.entries, index), reader, &findings)
        tile = (index >> 8, hashes, entries)
        return (hashes, entries)
    }

    private func path(_ kind: TilePath.Kind, _ index: Int) -> TilePath {
        let width = min(TilePath.fullWidth, checkpoint.size - index & ~0xFF)
        return TilePath(unchecked: kind, index: index >> 8, width: width)
    }

    private mutating func count(_ entry: LogEntry) {
        guard countsLanes else { return }
        guard let header = try? AuditEntryHeader(entry.leaf) else {
            let text = "entry \(entry.index) is not an entry of this log"
            findings.add(Finding(.entryUnreadable, entry: entry.index, text))
            return
        }
        if let finding = lanes.add(header.position, entry: entry.index) { findings.add(finding) }
    }
}

extension LogAudit: Sendable where Reader: Sendable {}
