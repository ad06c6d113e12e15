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
    private var isBrokenOff = false
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
        guard entry.index >= next else { return examineOutOfOrder(entry.index) }
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

    /// Takes the place of a row that is there and cannot be an entry: named, and its published hash goes on with the
    /// tree. Throws only what the reader throws.
    public mutating func examineDamaged(index: Int) throws {
        guard index >= next else { return examineOutOfOrder(index) }
        try passOver(upTo: index)
        findings.add(Finding(.rowDamaged, entry: index, "row \(index) holds what is no entry of a log"))
        try fill(upTo: index + 1)
    }

    /// The database could not be read behind the last row that was examined: what follows is judged no more.
    public mutating func breakOff() {
        findings.add(Finding(.databaseUnreadable, entry: next, "the database cannot be read from row \(next) on"))
        isBrokenOff = true
    }

    private mutating func examineOutOfOrder(_ index: Int) {
        findings.add(Finding(.entryOutOfOrder, entry: index, "row \(index) stands behind row \(next - 1)"))
    }

    /// Everything that was found, after the last row.
    public mutating func finish() throws -> [Finding] {
        if isBrokenOff { return findings.findings }
        try passOver(upTo: checkpoint.size)
        findings.add(leaves.findings(signed: checkpoint))
        findings.add(lanes.findings())
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
        let text =
            index - next == 1 ? "row \(next) is missing" : "rows \(next) to \(index - 1) are missing"
        findings.add(Finding(.entryMissing, entry: next, text))
        try fill(upTo: index)
    }

    private mutating func fill(upTo index: Int) throws {
        let end = min(index, checkpoint.size)
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
        if let finding = lanes.add(header, entry: entry.index) { findings.add(finding) }
    }
}

extension LogAudit: Sendable where Reader: Sendable {}
