public import VerificationDomain

/// A checkpoint that a known key of its own log has signed. Only opening a note makes one.
public struct VerifiedCheckpoint: Sendable, Hashable {
    public let checkpoint: Checkpoint
    public let note: SignedNote

    /// Checks the note and reads the checkpoint.
    ///
    /// A key counts for the log only when its name is the origin: a witness's signature alone makes no checkpoint.
    public init(
        note bytes: [UInt8],
        keys: [VerifierKey],
        verifier: any SignatureVerifying
    ) throws(LogError) {
        try self.init(note: SignedNote(parsing: bytes), keys: keys, verifier: verifier)
    }

    /// Checks a note that is already read.
    public init(
        note: SignedNote,
        keys: [VerifierKey],
        verifier: any SignatureVerifying
    ) throws(LogError) {
        let verified = try note.verified(by: keys, verifier)
        let checkpoint = try Checkpoint(body: note.text)
        guard verified.signers.contains(where: { $0.name == checkpoint.origin }) else {
            throw LogError(.signerUnknown, "checkpoint of \(checkpoint.origin)")
        }
        self.checkpoint = checkpoint
        self.note = note
    }
}
