import TransparencyLog

/// A tree whose every complete subtree is kept.
struct MemoryTree: HashReader {
    private(set) var nodes: [NodeCoordinate: TreeHash] = [:]
    private(set) var frontier = Frontier()
    private(set) var leafHashes: [TreeHash] = []

    init(count: Int) {
        for number in 0..<count { append(hasher.leafHash(Array("leaf \(number)".utf8))) }
    }

    init(_ hashes: [TreeHash]) {
        for hash in hashes { append(hash) }
    }

    private mutating func append(_ hash: TreeHash) {
        var found = [(NodeCoordinate(level: 0, index: frontier.size), hash)]
        frontier.append(hash, hasher: hasher) { found.append(($0, $1)) }
        for (place, node) in found { nodes[place] = node }
        leafHashes.append(hash)
    }

    func hash(at place: NodeCoordinate) throws -> TreeHash {
        guard let hash = nodes[place] else { throw LogError(.sizeOutOfRange, "memory tree") }
        return hash
    }

    /// MTH of RFC 6962 section 2.1, word for word.
    static func root(_ hashes: ArraySlice<TreeHash>) -> TreeHash {
        guard let first = hashes.first else { return hasher.emptyRoot }
        guard hashes.count > 1 else { return first }
        var half = 1
        while half * 2 < hashes.count { half *= 2 }
        return hasher.nodeHash(root(hashes.prefix(half)), root(hashes.dropFirst(half)))
    }
}
