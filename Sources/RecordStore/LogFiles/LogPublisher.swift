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
    /// `logBehindSigner` when the signer has promised, or somebody has published, more or another tree than the
    /// database holds.
    @discardableResult
    public func publish() async throws -> SignedNote? {
        let lock = try await exclusively()
        defer { withExtendedLifetime(lock) {} }
        let published = try await published()
        // First, because what is sealed onto an old backup is in the way of bringing the lost entries back.
        try await checkContinuation(of: published?.checkpoint)
        // Dies after a seal: its root is fixed; the rest happens at the next run.
        while try await log.seal() == SealedBatch.rowLimit {}
        let state = try await log.state()
        if let published, published.checkpoint.size == state.size { return published.note }
        guard state.size > 0 else { return nil }
        return try await publish(state, from: published?.checkpoint.size ?? 0)
    }

    /// The database must hold what the signer has promised, and begin with the tree that was published: otherwise it
    /// is an old backup, or its past or the checkpoint was written anew.
    private func checkContinuation(of published: Checkpoint?) async throws {
        let promised = try signer.lastPromised().checkpoint.size
        let (origin, hasher) = (log.origin, log.hasher)
        try await log.read { storage in
            guard promised <= (try storage.state().size) else {
                throw StoreError(.logBehindSigner, "table log_state")
            }
            guard let published else { return }
            guard published.origin == origin, published.size <= (try storage.state().size),
                try storage.root(size: published.size, hasher: hasher) == published.root
            else { throw StoreError(.logBehindSigner, "published checkpoint") }
        }
    }

    private func exclusively() async throws -> FileLock {
        let path = lockPath
        let lock = try await files.run { try FileLock.take(path, waits: false) }
        guard let lock else { throw StoreError(.publisherBusy, "published log") }
        return lock
    }

    /// Writes every tile of the sealed log that is missing, and takes partial tiles away whose full one was published;
    /// a tile with other bytes is an alarm. Returns how many tiles the log has.
    public func rebuildTiles() async throws -> Int {
        let lock = try await exclusively()
        defer { withExtendedLifetime(lock) {} }
        let files = try await derivedFiles(from: 0)
        try await write(files)
        try await removePartials(from: 0, to: try await published()?.checkpoint.size ?? 0)
        return files.count
    }

    private func publish(_ state: LogState, from published: Int) async throws -> SignedNote {
        // Dies while it writes: tiles of a tree that no checkpoint names; the next run finds them equal.
        try await write(try await derivedFiles(from: published))
        let note = try await sign(state)
        // Dies here: the signer keeps the promise and signs the same text again.
        try await log.keep(try state.checkpoint(), note)
        // Behind the signature, which says that the full tiles continue what was published, and before the checkpoint,
        // so that a run that died in between begins at the same size again and leaves none behind.
        try faults.reach(.beforePartialsRemoved)
        try await removePartials(from: published, to: state.size)
        try faults.reach(.beforeCheckpointPublished)
        let tiles = tiles
        try await files.run { try tiles.publish(note) }
        // Dies here: all is published.
        try faults.reach(.afterCheckpointPublished)
        return note
    }

    private func removePartials(from old: Int, to new: Int) async throws {
        let tiles = tiles
        try await files.run {
            for full in TileGrowth.completed(from: old, to: new) { try tiles.removePartials(of: full) }
        }
    }

    private func sign(_ state: LogState) async throws -> SignedNote {
        let (signer, checkpoint) = (signer, try state.checkpoint())
        let proof = try await log.read { try signer.proof(for: checkpoint, reader: $0) }
        // Dies before it: nothing is promised. Dies after it: the promise stands for a root that the seal has fixed.
        try faults.reach(.beforeSigning)
        let outcome = try await signer.sign(checkpoint, proof: proof)
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

    /// What the checkpoint file says: up to its size tiles and checkpoint are known to be published.
    private func published() async throws -> (checkpoint: Checkpoint, note: SignedNote)? {
        let tiles = tiles
        return try await files.run {
            guard let bytes = try tiles.read(.checkpoint) else { return nil }
            let note = try SignedNote(parsing: bytes)
            return (try Checkpoint(body: note.text), note)
        }
    }
}
