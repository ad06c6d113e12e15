import Testing
import TransparencyLog

@Suite("Tiles grow as C2SP has it")
struct TileTests {
    private func count(_ paths: [TilePath], _ kind: TilePath.Kind) -> (full: Int, partial: [Int]) {
        let matching = paths.filter { $0.kind == kind }
        return (matching.filter { !$0.isPartial }.count, matching.filter(\.isPartial).map(\.width))
    }

    /// Source: design notes of the audit log, section 4; an independent generator gives the same.
    @Test("70,000 entries: 273 full tiles and one of 112, above them one full and one of 17, above that one of 1")
    func seventyThousand() {
        let paths = TileGrowth.added(from: 0, to: 70_000)
        #expect(count(paths, .hashes(level: 0)) == (273, [112]))
        #expect(count(paths, .hashes(level: 1)) == (1, [17]))
        #expect(count(paths, .hashes(level: 2)) == (0, [1]))
        #expect(count(paths, .hashes(level: 3)) == (0, []))
        #expect(count(paths, .entries) == (273, [112]))
        #expect(paths.count == 274 + 2 + 1 + 274)
    }

    @Test("a log that grew step by step has every tile of one that grew at once")
    func steps() {
        var sizes = [0]
        while let last = sizes.last, last < 70_000 { sizes.append(min(70_000, last + 1 + last % 977 + last / 3)) }
        let grown = zip(sizes, sizes.dropFirst()).flatMap { TileGrowth.added(from: $0, to: $1) }
        #expect(Set(TileGrowth.added(from: 0, to: 70_000)).isSubset(of: grown))
        #expect(Set(grown).count == grown.count)
    }

    @Test("no growth, no tiles")
    func nothing() {
        #expect(TileGrowth.added(from: 5, to: 5) == [])
        #expect(TileGrowth.added(from: 6, to: 5) == [])
        #expect(TileGrowth.added(from: -1, to: 5) == [])
        #expect(TileGrowth.added(from: 0, to: Checkpoint.sizeLimit + 1) == [])
        #expect(TileGrowth.completed(from: 5, to: 5) == [])
    }

    @Test("the tiles whose partial ones may go are those that became full, and no others")
    func completed() throws {
        #expect(TileGrowth.completed(from: 200, to: 255) == [])
        #expect(
            TileGrowth.completed(from: 200, to: 256).map(\.description) == ["tile/0/000", "tile/entries/000"]
        )
        #expect(
            TileGrowth.completed(from: 65_535, to: 65_536).map(\.description) == [
                "tile/0/255", "tile/1/000", "tile/entries/255",
            ]
        )
        #expect(TileGrowth.completed(from: 512, to: 767) == [])
    }

    @Test("a tile is given byte for byte, cut from the full one when the partial one is gone, and never made up")
    func exactContent() async throws {
        var log = try MemoryLog()
        try log.seal(entries: 300)
        try await log.publish()
        let publisher = TilePublisher(hasher: hasher)
        for path in TileGrowth.added(from: 0, to: 200) {
            #expect(try log.files.content(of: path) == publisher.content(of: path, storage: log))
        }
        for path in TileGrowth.added(from: 0, to: 300) {
            var files = log.files
            files.content[.tile(path)] = nil
            #expect(throws: LogError(.tileMalformed, "")) { try files.content(of: path) }
        }
    }

    @Test("an entry bundle comes back, with empty and with the longest entries")
    func bundles() throws {
        let leaves = try [[], [1], Array(repeating: 7, count: 65_535)].map { try LogLeaf($0) }
        let bundle = EntryBundle(entries: leaves)
        #expect(bundle.bytes.prefix(5) == [0, 0, 0, 1, 1])
        #expect(try EntryBundle(bytes: bundle.bytes, width: 3) == bundle)
        #expect(try EntryBundle(bytes: bundle.bytes, width: 2).entries == Array(leaves.prefix(2)))
        #expect(throws: LogError(.entryTooLarge, "")) { try LogLeaf(Array(repeating: 7, count: 65_536)) }
    }

    @Test("a bundle or a tile that is cut or has too much is refused")
    func hostileTiles() throws {
        let bundle = EntryBundle(entries: try [[1, 2, 3], [4]].map { try LogLeaf($0) }).bytes
        let full = [UInt8](repeating: 0, count: 2 * 257)
        let bundles: [([UInt8], Int)] = [([], 1), (bundle, 3), (bundle.dropLast(), 2), (bundle + [0], 2), (full, 256)]
        for (bytes, width) in bundles {
            #expect(throws: LogError(.tileMalformed, "")) { try EntryBundle(bytes: bytes, width: width) }
        }
        let tile = HashTile(hashes: ClassicLeaves.hashes).bytes
        #expect(try HashTile(bytes: tile, width: 5).hashes == Array(ClassicLeaves.hashes.prefix(5)))
        let long = Array(repeating: UInt8(0), count: 257 * 32)
        let tiles: [([UInt8], Int)] = [([], 1), (tile, 9), (tile.dropLast(), 8), (tile + [0], 8), (long, 256)]
        for (bytes, width) in tiles {
            #expect(throws: LogError(.tileMalformed, "")) { try HashTile(bytes: bytes, width: width) }
        }
    }
}
