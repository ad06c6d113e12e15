internal import VerificationDomain

/// The complete subtrees of a tree, from left to right: all that is needed to append to it and to know its root.
///
/// Stored as *8-byte big-endian size ‖ 32 bytes for each bit set in the size, the widest subtree first*.
public struct Frontier: Sendable, Hashable {
    /// Leaves.
    public private(set) var size: Int
    /// One for each bit set in `size`, the widest first.
    private var hashes: [TreeHash]

    /// The frontier of the empty tree.
    public init() {
        size = 0
        hashes = []
    }

    /// Reads the stored form; whether the hashes are right only the root can tell.
    public init(bytes: [UInt8]) throws(LogError) {
        guard bytes.count >= 8 else { throw LogError(.frontierMalformed, "frontier of \(bytes.count) bytes") }
        let number = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        guard number <= UInt64(Checkpoint.sizeLimit), bytes.count == 8 + TreeHash.byteCount * number.nonzeroBitCount
        else { throw LogError(.frontierMalformed, "frontier of \(bytes.count) bytes") }
        size = Int(number)
        hashes = stride(from: 8, to: bytes.count, by: TreeHash.byteCount).map {
            TreeHash(unchecked: Array(bytes[$0..<$0 + TreeHash.byteCount]))
        }
    }

    public var bytes: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: size >> (56 - 8 * $0)) } + hashes.flatMap(\.bytes)
    }

    /// Appends one leaf; `completed` hears of every inner node that thereby becomes complete, the lowest first.
    public mutating func append(
        _ leafHash: TreeHash,
        hasher: TreeHasher,
        completed: (NodeCoordinate, TreeHash) -> Void = { _, _ in }
    ) {
        var hash = leafHash
        var level = 0
        while size >> level & 1 == 1, let left = hashes.popLast() {
            hash = hasher.nodeHash(left, hash)
            level += 1
            completed(NodeCoordinate(level: level, index: size >> level), hash)
        }
        hashes.append(hash)
        size += 1
    }

    public func root(hasher: TreeHasher) -> TreeHash {
        guard let last = hashes.last else { return hasher.emptyRoot }
        return hashes.dropLast().reversed().reduce(last) { hasher.nodeHash($1, $0) }
    }
}
