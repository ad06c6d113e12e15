/// One published tile, read and taken apart, or what is wrong with it.
enum PublishedTile {
    /// The hashes of a tile; `nil` with a finding when it is missing or malformed.
    static func hashes(
        _ path: TilePath,
        _ reader: some TileReader,
        _ findings: inout FindingList
    ) throws -> [TreeHash]? {
        try read(path, reader, &findings) { bytes throws(LogError) in
            try HashTile(bytes: bytes, width: path.width).hashes
        }
    }

    /// The entries of a bundle; `nil` with a finding when it is missing or malformed.
    static func entries(
        _ path: TilePath,
        _ reader: some TileReader,
        _ findings: inout FindingList
    ) throws -> [LogLeaf]? {
        try read(path, reader, &findings) { bytes throws(LogError) in
            try EntryBundle(bytes: bytes, width: path.width).entries
        }
    }

    private static func read<Content>(
        _ path: TilePath,
        _ reader: some TileReader,
        _ findings: inout FindingList,
        _ parse: ([UInt8]) throws(LogError) -> Content
    ) throws -> Content? {
        let first = path.leaves.lowerBound
        guard let (file, bytes) = try reader.tile(path) else {
            findings.add(Finding(.tileMissing, entry: first, file: .tile(path), "\(path) is missing"))
            return nil
        }
        do throws(LogError) {
            return try parse(bytes)
        } catch {
            findings.add(Finding(.tileMalformed, entry: first, file: file, "\(file) is not a whole tile"))
            return nil
        }
    }
}
