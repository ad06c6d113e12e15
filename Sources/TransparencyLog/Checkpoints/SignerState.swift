/// What the signer has promised: the largest tree that it has signed, or was about to sign.
public struct SignerState: Sendable, Hashable {
    public let checkpoint: Checkpoint
    /// The signed note; `nil` between the promise and the signature.
    public let note: SignedNote?

    public init(checkpoint: Checkpoint, note: SignedNote? = nil) {
        self.checkpoint = checkpoint
        self.note = note
    }

    /// Reads the stored form: the text of a checkpoint for a promise, the whole note once it is signed.
    ///
    /// A note that was cut right behind its text reads as the promise that it was, and is signed again.
    public init(bytes: [UInt8]) throws(LogError) {
        if let checkpoint = try? Checkpoint(body: bytes) {
            self.init(checkpoint: checkpoint)
        } else {
            let note = try SignedNote(parsing: bytes)
            self.init(checkpoint: try Checkpoint(body: note.text), note: note)
        }
    }

    /// The stored form.
    public var bytes: [UInt8] { note?.bytes ?? checkpoint.body }

    /// The state of a log that is opened now. Made once for an origin, by whoever opens it, and never again.
    public static func opening(_ origin: KeyName, hasher: TreeHasher) throws(LogError) -> SignerState {
        SignerState(checkpoint: try Checkpoint(origin: origin, size: 0, root: hasher.emptyRoot))
    }
}

/// Why the signer does not sign.
public enum SignerRefusal: String, Sendable, Hashable, CaseIterable {
    case originDiffers
    /// A smaller tree than one that was signed: a restored backup, or a replica that lags.
    case sizeSmaller
    /// Another tree of the same size: two primaries, or a rewritten past.
    case rootDiffers
    /// The larger tree does not begin with the one that was signed, or the proof does not show it.
    case notConsistent
}

/// What the signer must do next.
public enum SigningDecision: Sendable, Hashable {
    /// Store this state durably, then sign.
    case promise(SignerState)
    /// The promise is stored already: sign the same text again.
    case repeatSignature
    case refuse(SignerRefusal)
}

extension SignerState {
    /// What to do when asked to sign this checkpoint, with a proof from the state's size to the checkpoint's.
    public func decision(
        for wanted: Checkpoint,
        proof: ConsistencyProof,
        hasher: TreeHasher
    ) -> SigningDecision {
        guard wanted.origin == checkpoint.origin else { return .refuse(.originDiffers) }
        guard wanted.size >= checkpoint.size else { return .refuse(.sizeSmaller) }
        if wanted.size == checkpoint.size {
            return wanted.root == checkpoint.root ? .repeatSignature : .refuse(.rootDiffers)
        }
        let verdict = proof.check(
            olderSize: checkpoint.size,
            olderRoot: checkpoint.root,
            newerSize: wanted.size,
            newerRoot: wanted.root,
            hasher: hasher
        )
        return verdict.holds ? .promise(SignerState(checkpoint: wanted)) : .refuse(.notConsistent)
    }
}
