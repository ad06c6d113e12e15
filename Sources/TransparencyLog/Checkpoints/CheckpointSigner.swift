/// Signs checkpoints of one log, and never two that contradict each other.
///
/// Safe from any task and any process: the order of promises is the storage's. It holds no state of its own.
public struct CheckpointSigner: Sendable {
    public enum Outcome: Sendable, Hashable {
        case signed(SignedNote)
        case refused(SignerRefusal)
    }

    private let storage: any SignerStateStorage
    private let signer: NoteSigner
    private let hasher: TreeHasher

    public init(storage: any SignerStateStorage, signer: NoteSigner, hasher: TreeHasher) {
        self.storage = storage
        self.signer = signer
        self.hasher = hasher
    }

    /// The last tree that was promised: a consistency proof must start from its size.
    public func lastPromised() throws -> SignerState { try storage.load() }

    /// The proof from the last promise to this checkpoint; empty when there is nothing to prove or the log is smaller.
    public func proof(for checkpoint: Checkpoint, reader: some HashReader) throws -> ConsistencyProof {
        let promised = try storage.load().checkpoint.size
        guard promised < checkpoint.size else { return ConsistencyProof(hashes: []) }
        return try ConsistencyProof(from: promised, to: checkpoint.size, reader: reader, hasher: hasher)
    }

    /// Promises the checkpoint durably, then signs it.
    ///
    /// Throws what the storage or the key throws; the same call may then be made again, as the same checkpoint gives
    /// the same promise.
    public func sign(_ checkpoint: Checkpoint, proof: ConsistencyProof) async throws -> Outcome {
        guard signer.verifierKey.name == checkpoint.origin else { return .refused(.originDiffers) }
        var state = try storage.load()
        switch state.decision(for: checkpoint, proof: proof, hasher: hasher) {
        case .refuse(let refusal):
            return .refused(refusal)
        case .promise(let promised):
            // Dies before this write: nothing is promised and nothing signed; the publisher asks again.
            try storage.replace(state, with: promised)
            // Dies after it: the promise binds to this root, which the seal's commit has fixed; the publisher asks
            // for the same checkpoint again and gets it signed as a repetition.
            state = promised
        case .repeatSignature:
            break
        }
        let note = try await signer.note(checkpoint.body)
        try keep(note, state)
        return .signed(note)
    }

    /// Keeps the note beside the promise, unless a larger promise was made while the key was at work.
    ///
    /// Dies before this write: the promise stands without its note; asking again signs the same text. Dies after it:
    /// the note is kept, and the caller, who has not seen it, gets it again.
    private func keep(_ note: SignedNote, _ state: SignerState) throws {
        guard state.note != note else { return }
        do {
            try storage.replace(state, with: SignerState(checkpoint: state.checkpoint, note: note))
        } catch let error as LogError where error.code == .signerStateChanged {
            // The note is as good as before; the state speaks of a larger tree already, or of this one with its note.
            return
        }
    }
}
