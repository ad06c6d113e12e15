/// A source of the hashes that tiles hold: subtrees of 1, 256, 65,536 … leaves.
///
/// Gives exactly one hash for each index asked for, in their order, or throws. Reading changes nothing.
public protocol TileHashes: HashReader {
    /// The hashes of the subtrees of 256^level leaves with these indexes.
    func hashes(level: Int, _ indexes: Range<Int>) throws -> [TreeHash]
    /// What hashes the nodes between two levels of tiles.
    var hasher: TreeHasher { get }
}

extension TileHashes {
    /// Any complete subtree, from at most 128 hashes of the tile level below it.
    public func hash(at place: NodeCoordinate) throws -> TreeHash {
        let bits = place.level & 7
        let first = place.index << bits
        let found = try hashes(level: place.level >> 3, first..<first + 1 << bits)
        guard found.count == 1 << bits else {
            throw LogError(.storageInconsistent, "hashes of the leaves from \(place.leaves.lowerBound)")
        }
        return hasher.root(of: found)
    }
}

/// The hashes of a published log of a known size, read from its tiles. They are not checked; proofs from them are.
public struct PublishedHashes<Reader: TileReader>: TileHashes {
    public let hasher: TreeHasher
    private let reader: Reader
    private let size: Int

    public init(_ reader: Reader, size: Int, hasher: TreeHasher) {
        self.reader = reader
        self.size = size
        self.hasher = hasher
    }

    public func hashes(level: Int, _ indexes: Range<Int>) throws -> [TreeHash] {
        var found: [TreeHash] = []
        var next = indexes.lowerBound
        while next < indexes.upperBound {
            let tile = next >> 8
            let end = min(indexes.upperBound, (tile + 1) << 8)
            let content = try content(level: level, tile: tile)
            guard end - tile << 8 <= content.count else {
                throw LogError(.sizeOutOfRange, "level \(level) of a log of \(size) entries")
            }
            found += content[(next - tile << 8)..<(end - tile << 8)]
            next = end
        }
        return found
    }

    private func content(level: Int, tile: Int) throws -> [TreeHash] {
        let width = TilePath.levels.contains(level) ? min(TilePath.fullWidth, size >> (8 * level) - tile << 8) : 0
        guard let path = TilePath(kind: .hashes(level: level), index: tile, width: width) else {
            throw LogError(.sizeOutOfRange, "level \(level) of a log of \(size) entries")
        }
        guard let bytes = try reader.tile(path)?.bytes else { throw LogError(.tileMalformed, "\(path) is missing") }
        return try HashTile(bytes: bytes, width: width).hashes
    }
}

extension PublishedHashes: Sendable where Reader: Sendable {}
