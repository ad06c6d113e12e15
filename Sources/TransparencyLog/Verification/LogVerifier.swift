public import VerificationDomain

/// What verifying a log came to.
public struct VerificationResult: Sendable, Hashable {
    /// The checkpoint that was verified against; `nil` when it was refused.
    public let checkpoint: VerifiedCheckpoint?
    /// Empty when the log is whole and unchanged.
    public let findings: [Finding]
    /// What a whole log may have too and its reader should know: lanes that have no stop, at most
    /// `VerificationResult.noteLimit`.
    public let notes: [Finding]

    /// Notes that are listed; a log has one start of the node for each.
    static let noteLimit = 1000

    public var holds: Bool { checkpoint != nil && findings.isEmpty }
}

/// Verifies a published log with nothing but its files and the keys of its operator.
///
/// Every entry is hashed again and every tile compared; a proof is not needed where everything is recomputed.
public struct LogVerifier: Sendable {
    private let keys: [VerifierKey]
    private let hasher: TreeHasher
    private let verifier: any SignatureVerifying
    private let countsLanes: Bool

    /// `countsLanes` is for logs of ours: each entry is read, and the counts of the lanes must have no gaps.
    public init(
        keys: [VerifierKey],
        digests: any Digesting,
        verifier: any SignatureVerifying,
        countsLanes: Bool = true
    ) {
        self.keys = keys
        hasher = TreeHasher(digests)
        self.verifier = verifier
        self.countsLanes = countsLanes
    }

    /// Reads the checkpoint and verifies the log against it.
    ///
    /// `since` is a checkpoint that the caller has kept and trusts: the log must begin with it. Throws only what
    /// the reader throws; everything that is wrong with the log is a finding.
    public func verify(_ reader: some TileReader, since older: Checkpoint? = nil) throws -> VerificationResult {
        guard let bytes = try reader.read(.checkpoint) else {
            return refused("there is no checkpoint")
        }
        let opened: VerifiedCheckpoint
        do throws(LogError) {
            opened = try VerifiedCheckpoint(note: bytes, keys: keys, verifier: verifier)
        } catch {
            return refused(error.description)
        }
        var pass = VerificationPass(opened.checkpoint, older: older, hasher: hasher, countsLanes: countsLanes)
        return VerificationResult(
            checkpoint: opened,
            findings: try pass.run(reader),
            notes: Array(pass.notes.prefix(VerificationResult.noteLimit))
        )
    }

    private func refused(_ reason: String) -> VerificationResult {
        let finding = Finding(.checkpointRefused, file: .checkpoint, reason)
        return VerificationResult(checkpoint: nil, findings: [finding], notes: [])
    }
}
