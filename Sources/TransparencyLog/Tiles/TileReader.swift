/// Reads the files of a published log, from a folder or over the network.
///
/// `nil` when the file is not there; an error when it cannot be known. What comes back is not trusted: whoever reads
/// checks it. A reader gives at most `TileReaderLimits.byteCount` bytes and throws for a larger file.
public protocol TileReader {
    func read(_ file: LogFile) throws -> [UInt8]?
}

/// What a tile reader takes in at most.
public enum TileReaderLimits: Sendable {
    /// Bytes of one file: 256 entries of 65,535 bytes with their lengths. More would only fill a verifier's memory.
    public static let byteCount = 256 * (65_535 + 2)
}

extension TileReader {
    /// The exact bytes of one tile, cut from the full one where the partial one was taken away already.
    ///
    /// Throws `LogError.tileMalformed` when neither is there, and for bytes that are no tile.
    public func content(of path: TilePath) throws -> [UInt8] {
        guard let (_, bytes) = try tile(path) else { throw LogError(.tileMalformed, "\(path) is missing") }
        return switch path.kind {
        case .hashes: try HashTile(bytes: bytes, width: path.width).bytes
        case .entries: try EntryBundle(bytes: bytes, width: path.width).bytes
        }
    }

    /// The tile, or the beginning of the full tile when the partial one was taken away already.
    func tile(_ path: TilePath) throws -> (file: LogFile, bytes: [UInt8])? {
        if let bytes = try read(.tile(path)) { return (.tile(path), bytes) }
        guard path.isPartial, let bytes = try read(.tile(path.full)) else { return nil }
        return (.tile(path.full), bytes)
    }
}
