public import TransparencyLog

/// Brings the published log up to date with the outbox: seal, derive tiles, sign, publish the checkpoint last.
///
/// One at a time across processes. Every step may be repeated, so a publisher that died anywhere is followed by one
/// that does the same again: the root is fixed by the seal's commit, tiles are a function of the entries, and the
/// signer signs the same checkpoint again.
public struct LogPublisher: Sendable {
    private let log: LogRepository
    private let tiles: TileDirectory
    private let signer: CheckpointSigner
    private let lockPath: String
    private let faults: FaultInjection
    private let files = FileQueue()

    public init(
        log: LogRepository,
        tiles: TileDirectory,
        signer: CheckpointSigner,
        lockPath: String,
        faults: FaultInjection = .none
    ) {
        self.log = log
        self.tiles = tiles
        self.signer = signer
        self.lockPath = lockPath
        self.faults = faults
    }

    /// Seals everything that waits and publishes it; returns the published checkpoint, `nil` while the log is empty.
    ///
    /// Throws `publisherBusy` when another process publishes, `publishedFileDiffers` for a tile with other bytes,
    /// `logBehindSigner` when the signer has promised more or another tree than the database holds.
    @discardableResult
    public func publish() async throws -> SignedNote? {
        let lock = try await exclusively()
        defer { withExtendedLifetime(lock) {} }
        // First, because what is sealed onto an old backup is in the way of bringing the lost entries back.
        let promised = try signer.lastPromised().checkpoint.size
        let published = try await publishedSize()
        guard max(promised, published) <= (try await log.state().size) else {
            throw StoreError(.logBehindSigner, "table log_state")
        }
        // Dies after a seal: its root is fixed; the rest happens at the next run.
        while try await log.seal() == SealedBatch.rowLimit {}
        let state = try await log.state()
        if published == state.size, let note = try await current(state) { return note }
        guard state.size > 0 else { return nil }
        return try await publish(state, from: published, promised: promised)
    }

    private func exclusively() async throws -> FileLock {
        let path = lockPath
        let lock = try await files.run { try FileLock.take(path, waits: false) }
        guard let lock else { throw StoreError(.publisherBusy, "published log") }
        return lock
    }

    /// Writes every tile of the sealed log that is missing; a tile with other bytes is an alarm. Returns how many tiles
    /// the log has.
    public func rebuildTiles() async throws -> Int {
        let lock = try await exclusively()
        defer { withExtendedLifetime(lock) {} }
        let files = try await derivedFiles(from: 0)
        try await write(files)
        return files.count
    }

    private func publish(_ state: LogState, from published: Int, promised: Int) async throws -> SignedNote {
        // Dies while it writes: tiles of a tree that no checkpoint names; the next run finds them equal.
        try await write(try await derivedFiles(from: published))
        let note = try await sign(state, promised: promised)
        // Dies here: the signer keeps the promise and signs the same text again.
        try await log.keep(try state.checkpoint(), note)
        try faults.reach(.beforeCheckpointPublished)
        let tiles = tiles
        try await files.run { try tiles.publish(note) }
        // Dies here: all is published; only partial tiles stay that nobody needs.
        try faults.reach(.afterCheckpointPublished)
        try await files.run {
            for tile in TileGrowth.superseded(from: published, to: state.size) { try tiles.removeSuperseded(tile) }
        }
        return note
    }

    private func sign(_ state: LogState, promised: Int) async throws -> SignedNote {
        let hasher = log.hasher
        let proof = try await log.read { storage in
            try ConsistencyProof(from: promised, to: state.size, reader: storage, hasher: hasher)
        }
        // Dies before it: nothing is promised. Dies after it: the promise stands for a root that the seal has fixed.
        try faults.reach(.beforeSigning)
        let outcome = try await signer.sign(try state.checkpoint(), proof: proof)
        try faults.reach(.afterSigning)
        switch outcome {
        case .signed(let note): return note
        case .refused(let refusal):
            throw StoreError(.logBehindSigner, "signer refused: \(refusal.rawValue)")
        }
    }

    private func derivedFiles(from published: Int) async throws -> [PublishedFile] {
        let publisher = TilePublisher(hasher: log.hasher)
        return try await log.read { try publisher.files(from: published, storage: $0) }
    }

    private func write(_ derived: [PublishedFile]) async throws {
        let tiles = tiles
        try await files.run { for file in derived { try tiles.write(file) } }
    }

    /// The size up to which tiles and checkpoint are known to be published: what the checkpoint file says.
    private func publishedSize() async throws -> Int {
        let tiles = tiles
        return try await files.run {
            guard let bytes = try tiles.read(.checkpoint) else { return 0 }
            return try Checkpoint(body: SignedNote(parsing: bytes).text).size
        }
    }

    /// The published note, when it speaks of exactly the sealed state.
    private func current(_ state: LogState) async throws -> SignedNote? {
        let tiles = tiles
        let bytes = try await files.run { try tiles.read(.checkpoint) }
        guard let bytes else { return nil }
        let note = try SignedNote(parsing: bytes)
        guard try Checkpoint(body: note.text) == state.checkpoint() else {
            throw StoreError(.logBehindSigner, "published checkpoint")
        }
        return note
    }
}
