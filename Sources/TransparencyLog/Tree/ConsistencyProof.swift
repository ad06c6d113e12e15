/// Shows that an older tree is the beginning of a newer one (RFC 6962 section 2.1.2).
///
/// Empty when both are equal, and when the older one is empty, which is the beginning of every tree.
public struct ConsistencyProof: Sendable, Hashable {
    public let hashes: [TreeHash]

    public init(hashes: [TreeHash]) { self.hashes = hashes }

    /// The proof from the first `older` leaves to the first `newer`.
    public init(from older: Int, to newer: Int, reader: some HashReader, hasher: TreeHasher) throws {
        guard older >= 0, older <= newer else {
            throw LogError(.sizeOutOfRange, "consistency from \(older) to \(newer)")
        }
        hashes =
            older == 0
            ? [] : try Self.path(older, leaves: 0..<newer, isWhole: true, reader: reader, hasher: hasher)
    }

    /// SUBPROOF of RFC 6962 section 2.1.2; `older` counts from the tree's first leaf. At most 48 levels deep.
    private static func path(
        _ older: Int,
        leaves: Range<Int>,
        isWhole: Bool,
        reader: some HashReader,
        hasher: TreeHasher
    ) throws -> [TreeHash] {
        if older == leaves.upperBound { return isWhole ? [] : [try reader.root(of: leaves, hasher: hasher)] }
        let middle = leaves.lowerBound + TreeShape.split(leaves.count)
        let left = leaves.lowerBound..<middle
        let right = middle..<leaves.upperBound
        if older <= middle {
            return try path(older, leaves: left, isWhole: isWhole, reader: reader, hasher: hasher)
                + [reader.root(of: right, hasher: hasher)]
        }
        return try path(older, leaves: right, isWhole: false, reader: reader, hasher: hasher)
            + [reader.root(of: left, hasher: hasher)]
    }

    /// Whether the proof leads from the older root to the newer one (RFC 9162 section 2.1.4.2).
    public func check(
        olderSize: Int,
        olderRoot: TreeHash,
        newerSize: Int,
        newerRoot: TreeHash,
        hasher: TreeHasher
    ) -> ProofVerdict {
        guard olderSize >= 0, olderSize <= newerSize else { return .refused(.sizesReversed) }
        if olderSize == 0 || olderSize == newerSize {
            guard hashes.isEmpty else { return .refused(.wrongLength) }
            if olderSize == newerSize, olderRoot != newerRoot { return .refused(.rootDiffers) }
            return olderSize > 0 || olderRoot == hasher.emptyRoot ? .holds : .refused(.olderRootDiffers)
        }
        // A complete older tree is a node of the newer one, and the proof leaves out what the reader has already.
        let path = olderSize.nonzeroBitCount == 1 ? [olderRoot] + hashes : hashes
        guard let (older, newer) = Self.climb(path, olderSize: olderSize, newerSize: newerSize, hasher: hasher) else {
            return .refused(.wrongLength)
        }
        guard older == olderRoot else { return .refused(.olderRootDiffers) }
        return newer == newerRoot ? .holds : .refused(.rootDiffers)
    }

    /// Both roots that the path leads to; `nil` when it is too short or too long.
    private static func climb(
        _ path: [TreeHash],
        olderSize: Int,
        newerSize: Int,
        hasher: TreeHasher
    ) -> (older: TreeHash, newer: TreeHash)? {
        let skipped = olderSize.trailingZeroBitCount
        var position = (olderSize - 1) >> skipped
        var last = (newerSize - 1) >> skipped
        guard var older = path.first, var newer = path.first else { return nil }
        for hash in path.dropFirst() {
            guard last != 0 else { return nil }
            if position & 1 == 1 || position == last {
                older = hasher.nodeHash(hash, older)
                newer = hasher.nodeHash(hash, newer)
                let levels = position == 0 ? 0 : position.trailingZeroBitCount
                position >>= levels
                last >>= levels
            } else {
                newer = hasher.nodeHash(newer, hash)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 ? (older, newer) : nil
    }
}
