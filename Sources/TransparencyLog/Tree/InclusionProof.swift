/// Shows that a leaf is in a tree: the sibling hashes from the leaf upward (RFC 6962 section 2.1.1).
public struct InclusionProof: Sendable, Hashable {
    public let hashes: [TreeHash]

    public init(hashes: [TreeHash]) { self.hashes = hashes }

    /// The proof for one leaf of the first `size` leaves.
    public init(index: Int, size: Int, reader: some HashReader, hasher: TreeHasher) throws {
        guard index >= 0, index < size else {
            throw LogError(.sizeOutOfRange, "inclusion of entry \(index) in \(size)")
        }
        var siblings: [TreeHash] = []
        var leaves = 0..<size
        while leaves.count > 1 {
            let middle = leaves.lowerBound + TreeShape.split(leaves.count)
            let (near, far) =
                index < middle
                ? (leaves.lowerBound..<middle, middle..<leaves.upperBound)
                : (middle..<leaves.upperBound, leaves.lowerBound..<middle)
            siblings.append(try reader.root(of: far, hasher: hasher))
            leaves = near
        }
        hashes = siblings.reversed()
    }

    /// Whether the proof leads from this leaf hash at this index to the root of a tree of this size
    /// (RFC 9162 section 2.1.3.2).
    public func check(
        index: Int,
        leafHash: TreeHash,
        size: Int,
        root: TreeHash,
        hasher: TreeHasher
    ) -> ProofVerdict {
        guard index >= 0, index < size else { return .refused(.indexOutsideTree) }
        guard hashes.count == Self.length(index: index, size: size) else { return .refused(.wrongLength) }
        var position = index
        var last = size - 1
        var hash = leafHash
        for sibling in hashes {
            if position & 1 == 1 || position == last {
                hash = hasher.nodeHash(sibling, hash)
                let levels = position == 0 ? 0 : position.trailingZeroBitCount
                position >>= levels
                last >>= levels
            } else {
                hash = hasher.nodeHash(hash, sibling)
            }
            position >>= 1
            last >>= 1
        }
        return hash == root ? .holds : .refused(.rootDiffers)
    }

    /// The number of hashes that a proof for this index in a tree of this size has.
    static func length(index: Int, size: Int) -> Int {
        let inner = Int.bitWidth - (index ^ (size - 1)).leadingZeroBitCount
        return inner + (index >> inner).nonzeroBitCount
    }
}
