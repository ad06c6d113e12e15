/// Reads hashes of complete subtrees, from tiles, from a database or from memory.
///
/// A place that is not there is an error, never another hash. Reading changes nothing.
public protocol HashReader {
    func hash(at place: NodeCoordinate) throws -> TreeHash
}

extension HashReader {
    /// The root of the tree of the first `size` leaves.
    public func root(size: Int, hasher: TreeHasher) throws -> TreeHash {
        guard size >= 0 else { throw LogError(.sizeOutOfRange, "tree size") }
        return try root(of: 0..<size, hasher: hasher)
    }

    /// The hash over these leaves, as RFC 6962 cuts them.
    func root(of leaves: Range<Int>, hasher: TreeHasher) throws -> TreeHash {
        var result: TreeHash?
        for place in TreeShape.completeSubtrees(of: leaves).reversed() {
            let hash = try hash(at: place)
            result = result.map { hasher.nodeHash(hash, $0) } ?? hash
        }
        return result ?? hasher.emptyRoot
    }
}
