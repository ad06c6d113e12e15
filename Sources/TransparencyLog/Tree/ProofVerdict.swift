/// Why a proof does not hold.
public enum ProofRefusal: String, Sendable, Hashable, CaseIterable {
    /// The index is not below the size.
    case indexOutsideTree
    /// The older tree is larger than the newer one.
    case sizesReversed
    /// A tree of this shape needs another number of hashes.
    case wrongLength
    /// The hashes lead to another root of the newer tree.
    case rootDiffers
    /// The hashes lead to another root of the older tree.
    case olderRootDiffers
}

/// What checking a proof came to.
public enum ProofVerdict: Sendable, Hashable {
    case holds
    case refused(ProofRefusal)

    public var holds: Bool { self == .holds }
}
