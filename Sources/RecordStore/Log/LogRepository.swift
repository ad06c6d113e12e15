public import TransparencyLog
internal import VerificationDomain

/// The log in the database: sealing, reading, checkpoints.
public struct LogRepository: Sendable {
    let context: StoreContext
    public let origin: KeyName
    public let hasher: TreeHasher
    let faults: FaultInjection

    /// Moves at most `maximumRows` rows of the outbox into the log; returns how many.
    ///
    /// Throws `stateConflict` when another sealer was faster; repeat. Dies before the commit: nothing is sealed,
    /// nothing was signed, the rows stay in the outbox and may be sealed in another order. Dies after it: the root
    /// is fixed, and the publisher signs it later.
    @discardableResult
    public func seal(maximumRows: Int = SealedBatch.rowLimit) async throws -> Int {
        let (origin, hasher, time) = (origin, hasher, context.clock.now())
        try faults.reach(.beforeSeal)
        let count = try await context.database.write { connection in
            let log = StoredLog(connection: connection, origin: origin, hasher: hasher)
            return try LogSealing(connection: connection, log: log, time: time)
                .seal(limit: min(maximumRows, SealedBatch.rowLimit))
        }
        try faults.reach(.afterSeal)
        return count
    }

    /// Reads the log at one moment: state, entries, hashes and proofs that belong together.
    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any LogStorage) throws -> Result
    ) async throws -> Result {
        try await readRows { try body($0) }
    }

    public func state() async throws -> LogState { try await read { try $0.state() } }

    /// The proof file for one entry under a verified checkpoint of this log.
    public func proof(of index: Int, checkpoint: VerifiedCheckpoint) async throws -> LogProof {
        try await read { try $0.proof(of: index, checkpoint: checkpoint) }
    }

    /// Entries from `first` on, at most `limit`; fewer at the end of the log.
    public func entries(from first: Int, limit: Int = SealedBatch.rowLimit) async throws -> [LogEntry] {
        try await read { storage in
            let size = try storage.state().size
            let start = min(max(0, first), size)
            return try storage.entries(start..<min(size, start + max(0, limit)))
        }
    }

    func readRows<Result: Sendable>(
        _ body: @escaping @Sendable (StoredLog) throws -> Result
    ) async throws -> Result {
        let (origin, hasher) = (origin, hasher)
        return try await context.database.read { connection in
            try body(StoredLog(connection: connection, origin: origin, hasher: hasher))
        }
    }
}

extension LogRepository {
    /// The note of the largest checkpoint; `nil` before the first.
    public func latestCheckpoint() async throws -> SignedNote? {
        try await context.database.read { connection in
            try connection.row("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
                .map { try SignedNote(parsing: $0.bytes("note")) }
        }
    }

    /// Every kept checkpoint, smallest first.
    public func checkpoints() async throws -> [SignedNote] {
        try await context.database.read { connection in
            try connection.rows("SELECT note FROM checkpoint ORDER BY size")
                .map { try SignedNote(parsing: $0.bytes("note")) }
        }
    }

    /// Keeps a signed checkpoint. One that is there already stays: it speaks of the same root.
    func keep(_ checkpoint: Checkpoint, _ note: SignedNote) async throws {
        let time = context.clock.now()
        try await context.database.write { connection in
            try connection.execute(
                "INSERT INTO checkpoint (size, note, signed_at) VALUES (?, ?, ?) ON CONFLICT (size) DO NOTHING",
                [.integer(checkpoint.size), .bytes(note.bytes), .integer(time.milliseconds)]
            )
        }
    }

    /// Makes the state row of a log without entries, unless there is one.
    ///
    /// One store holds one origin: throws `stateConflict` for a second one. A new year opens a new store.
    func openIfNew() async throws {
        let (origin, hasher, time) = (origin, hasher, context.clock.now())
        try await context.database.write { connection in
            let origins = try connection.rows("SELECT origin FROM log_state").map { try $0.text("origin") }
            if origins == [origin.description] { return }
            guard origins.isEmpty else { throw StoreError(.stateConflict, "table log_state, another origin") }
            let state = LogState(opening: origin, hasher: hasher)
            try connection.execute(
                "INSERT INTO log_state (origin, size, root, frontier, sealed_at) VALUES (?, ?, ?, ?, ?)",
                [
                    .text(origin), .integer(state.size), .bytes(state.root.bytes), .bytes(state.frontier.bytes),
                    .integer(time.milliseconds),
                ]
            )
        }
    }
}
