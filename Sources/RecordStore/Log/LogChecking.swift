public import TransparencyLog

extension LogRepository {
    /// Compares every row with a verified checkpoint, with the published tiles and with the sealed state; empty when
    /// all is well.
    ///
    /// Reads row after row in one moment of the database. What is wrong with a row, and where the database cannot be
    /// read any more, is a finding that names it; throws only what reading the tiles throws.
    public func compare(
        with checkpoint: VerifiedCheckpoint,
        tiles: TileDirectory
    ) async throws -> [Finding] {
        try await readRows { log in
            var audit = LogAudit(checkpoint: checkpoint, reader: tiles, hasher: log.hasher)
            var state = StateCheck(log: log)
            let isWhole = try log.forEachRow(0..<Checkpoint.sizeLimit) { index, entry in
                state.add(index, entry)
                if let entry { try audit.examine(entry) } else { try audit.examineDamaged(index: index) }
            }
            guard isWhole else {
                audit.breakOff()
                return try audit.finish()
            }
            return try audit.finish() + state.finish()
        }
    }

    /// Hashes every row again and compares with the sealed state and the stored subtrees.
    ///
    /// Throws `logDamaged`, naming the first place, when they disagree: nothing may be appended to such a log.
    public func checkState() async throws {
        try await readRows { log in
            var state = StateCheck(log: log)
            let isWhole = try log.forEachRow(0..<Checkpoint.sizeLimit) { state.add($0, $1) }
            guard isWhole else { throw StoreError(.logDamaged, "table log_entry") }
            if let finding = state.finish().first { throw StoreError(.logDamaged, finding.text) }
        }
    }
}

/// Builds the tree of the stored rows again, and says where subtrees and state differ from it.
struct StateCheck {
    private let log: StoredLog
    private var frontier = Frontier()
    private var findings: [Finding] = []
    /// A tree that is wrong everywhere is told of once.
    private var isBroken = false

    init(log: StoredLog) { self.log = log }

    /// Takes the next row; `nil` for one that is no entry.
    mutating func add(_ index: Int, _ entry: LogEntry?) {
        guard !isBroken else { return }
        guard let entry, index == frontier.size, log.hasher.leafHash(entry.leaf.bytes) == entry.leafHash else {
            return report(entry: frontier.size, "entry \(frontier.size) of table log_entry")
        }
        var completed: [(NodeCoordinate, TreeHash)] = []
        frontier.append(entry.leafHash, hasher: log.hasher) { place, hash in
            if place.level & 7 == 0 { completed.append((place, hash)) }
        }
        for (place, hash) in completed where (try? log.hash(at: place)) != hash {
            report(entry: place.leaves.lowerBound, "level \(place.level >> 3), position \(place.index) of log_subtree")
        }
    }

    /// What was found, with the state row.
    mutating func finish() -> [Finding] {
        if !isBroken, (try? log.state())?.frontier != frontier {
            report(entry: nil, "table log_state: not the state of \(frontier.size) rows")
        }
        return findings
    }

    private mutating func report(entry: Int?, _ text: String) {
        isBroken = true
        findings.append(Finding(.stateDiffers, entry: entry, "\(text) does not fit the sealed state"))
    }
}
