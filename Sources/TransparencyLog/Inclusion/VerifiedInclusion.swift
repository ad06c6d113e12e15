public import VerificationDomain

/// The statement that exactly these bytes are in a log that a known key has signed. Only checking a proof makes one.
public struct VerifiedInclusion: Sendable, Hashable {
    public let leaf: LogLeaf
    public let index: Int
    public let checkpoint: VerifiedCheckpoint

    /// Checks the signature, then the path. Throws `proofInvalid` with the reason when the path does not hold, and what
    /// `VerifiedCheckpoint` throws.
    public init(
        _ proof: LogProof,
        of leaf: LogLeaf,
        keys: [VerifierKey],
        hasher: TreeHasher,
        verifier: any SignatureVerifying
    ) throws(LogError) {
        let verified = try VerifiedCheckpoint(note: proof.checkpoint, keys: keys, verifier: verifier)
        let verdict = proof.inclusion.check(
            index: proof.index,
            leafHash: hasher.leafHash(leaf.bytes),
            size: verified.checkpoint.size,
            root: verified.checkpoint.root,
            hasher: hasher
        )
        if case .refused(let reason) = verdict {
            throw LogError(.proofInvalid, "proof of entry \(proof.index) (\(reason.rawValue))")
        }
        self.leaf = leaf
        index = proof.index
        checkpoint = verified
    }
}
