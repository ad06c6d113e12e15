/// The content of a hash tile: up to 256 hashes, one after the other (C2SP tlog-tiles).
public struct HashTile: Sendable, Hashable {
    public let hashes: [TreeHash]

    public init(hashes: [TreeHash]) { self.hashes = hashes }

    /// Reads at least `width` whole hashes, and keeps `width`: the bytes may be those of the full tile.
    public init(bytes: [UInt8], width: Int) throws(LogError) {
        guard bytes.count.isMultiple(of: TreeHash.byteCount), bytes.count >= width * TreeHash.byteCount,
            bytes.count <= TilePath.fullWidth * TreeHash.byteCount
        else { throw LogError(.tileMalformed, "hash tile of \(bytes.count) bytes") }
        hashes = (0..<width).map {
            TreeHash(unchecked: Array(bytes[$0 * TreeHash.byteCount..<($0 + 1) * TreeHash.byteCount]))
        }
    }

    public var bytes: [UInt8] { hashes.flatMap(\.bytes) }
}
