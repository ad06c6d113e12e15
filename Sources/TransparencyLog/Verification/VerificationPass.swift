/// One run over all files of a log, from the first entry to the last.
struct VerificationPass {
    private let checkpoint: Checkpoint
    private let older: Checkpoint?
    private let hasher: TreeHasher
    private let countsLanes: Bool
    private var leaves: LeafComparison
    private var upper = UpperTiles()
    private var lanes = LaneCounters()
    private var findings = FindingList()

    init(_ checkpoint: Checkpoint, older: Checkpoint?, hasher: TreeHasher, countsLanes: Bool) {
        self.checkpoint = checkpoint
        self.older = older
        self.hasher = hasher
        self.countsLanes = countsLanes
        leaves = LeafComparison(hasher: hasher)
    }

    mutating func run(_ reader: some TileReader) throws -> [Finding] {
        compareSizes()
        compareHistory()
        var tile = 0
        while leaves.actual.size < checkpoint.size, !findings.isFull {
            guard try examine(tile, reader) else { break }
            tile += 1
        }
        if leaves.actual.size == checkpoint.size {
            try upper.finish(reader, &findings)
            findings.add(leaves.findings(signed: checkpoint))
        }
        findings.add(lanes.findings())
        return findings.findings
    }

    /// What is no fault by itself and worth knowing, after `run`.
    var notes: [Finding] { lanes.notes() }

    /// Takes one bundle and its hashes; `false` when both are missing and nothing more can be said.
    private mutating func examine(_ tile: Int, _ reader: some TileReader) throws -> Bool {
        let width = min(TilePath.fullWidth, checkpoint.size - tile << 8)
        let bundle = TilePath(unchecked: .entries, index: tile, width: width)
        let hashTile = TilePath(unchecked: .hashes(level: 0), index: tile, width: width)
        let entries = try PublishedTile.entries(bundle, reader, &findings)
        let hashes = try PublishedTile.hashes(hashTile, reader, &findings)
        for offset in 0..<width {
            if let entries { count(entries[offset], entry: tile << 8 + offset) }
            var completed: [(NodeCoordinate, TreeHash)] = []
            let appended = leaves.append(
                actual: entries.map { hasher.leafHash($0[offset].bytes) },
                published: hashes?[offset]
            ) { completed.append(($0, $1)) }
            guard appended else { return false }
            for (place, hash) in completed { try upper.add(place, hash, reader, &findings) }
            compareHistory()
        }
        return true
    }

    private mutating func count(_ leaf: LogLeaf, entry: Int) {
        guard countsLanes else { return }
        guard let header = try? AuditEntryHeader(leaf) else {
            findings.add(Finding(.entryUnreadable, entry: entry, "entry \(entry) is not an entry of this log"))
            return
        }
        if let finding = lanes.add(header, entry: entry) { findings.add(finding) }
    }

    private mutating func compareSizes() {
        guard let older else { return }
        if older.origin != checkpoint.origin {
            findings.add(Finding(.historyChanged, "the older checkpoint belongs to another log"))
        } else if older.size > checkpoint.size {
            let text = "the log has \(checkpoint.size) entries, and had \(older.size) before"
            findings.add(Finding(.logShrank, entry: checkpoint.size, text))
        }
    }

    /// The entries up to the older checkpoint's size must give its root.
    private mutating func compareHistory() {
        guard let older, older.origin == checkpoint.origin, older.size == leaves.actual.size,
            leaves.actual.root(hasher: hasher) != older.root
        else { return }
        let text = "the first \(older.size) entries are not those of the older checkpoint"
        findings.add(Finding(.historyChanged, entry: older.size == 0 ? nil : 0, text))
    }
}
