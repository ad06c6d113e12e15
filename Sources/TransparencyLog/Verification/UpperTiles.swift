/// The hash tiles above the lowest level, compared with what the tiles below them give.
struct UpperTiles: Sendable {
    /// For each level from 1 the hashes since the last full tile.
    private var columns: [[TreeHash]] = []
    private var starts: [Int] = []

    /// Takes a complete subtree; compares and forgets a tile when it is full.
    mutating func add(
        _ place: NodeCoordinate,
        _ hash: TreeHash,
        _ reader: some TileReader,
        _ findings: inout FindingList
    ) throws {
        guard place.level & 7 == 0, TilePath.levels.contains(place.level >> 3) else { return }
        let column = place.level >> 3 - 1
        while columns.count <= column {
            columns.append([])
            starts.append(0)
        }
        columns[column].append(hash)
        if columns[column].count == TilePath.fullWidth { try compare(column, reader, &findings) }
    }

    /// Compares the partial tiles at the end.
    mutating func finish(_ reader: some TileReader, _ findings: inout FindingList) throws {
        for column in columns.indices where !columns[column].isEmpty { try compare(column, reader, &findings) }
    }

    private mutating func compare(
        _ column: Int,
        _ reader: some TileReader,
        _ findings: inout FindingList
    ) throws {
        let level = column + 1
        let expected = columns[column]
        let path = TilePath(unchecked: .hashes(level: level), index: starts[column], width: expected.count)
        columns[column] = []
        starts[column] += 1
        guard let found = try PublishedTile.hashes(path, reader, &findings) else { return }
        for (offset, hash) in expected.enumerated() where hash != found[offset] {
            let leaves = NodeCoordinate(level: 8 * level, index: path.index << 8 + offset).leaves
            let range = "entries \(leaves.lowerBound) to \(leaves.upperBound - 1)"
            let text = "\(path): hash \(offset), over \(range), is wrong"
            findings.add(Finding(.tileChanged, entry: leaves.lowerBound, file: .tile(path), text))
        }
    }
}
