import Testing
import TransparencyLog

@Suite("A tile has one path")
struct TilePathTests {
    @Test(
        "paths are those of C2SP",
        arguments: [
            (TilePath.Kind.hashes(level: 0), 0, 256, "tile/0/000"),
            (.hashes(level: 0), 0, 8, "tile/0/000.p/8"),
            (.hashes(level: 1), 999, 256, "tile/1/999"),
            (.hashes(level: 0), 1000, 256, "tile/0/x001/000"),
            (.hashes(level: 0), 1_234_067, 5, "tile/0/x001/x234/067.p/5"),
            (.hashes(level: 5), 0, 1, "tile/5/000.p/1"),
            (.entries, 0, 255, "tile/entries/000.p/255"),
            (.entries, 273, 256, "tile/entries/273"),
            (.entries, 1_000_000, 256, "tile/entries/x001/x000/000"),
        ]
    )
    func vectors(kind: TilePath.Kind, index: Int, width: Int, text: String) throws {
        let path = try #require(TilePath(kind: kind, index: index, width: width))
        #expect(path.description == text)
        #expect(TilePath(text) == path)
        #expect(LogFile.tile(path).path == text)
    }

    static let hostile = [
        "", "tile", "tile/0", "tile/0/", "tile//000", "/tile/0/000", "tile/0/000/", "tile/0/00", "tile/0/0000",
        "tile/0/x000", "tile/0/x000/000", "tile/0/x001", "tile/0/001/000", "tile/0/x001/x000", "tile/0/0x1",
        "tile/00/000", "tile/6/000", "tile/-1/000", "tile/256/000", "tile/Entries/000", "tile/data/000",
        "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/08", "tile/0/000.p/256", "tile/0/000.p/1/2",
        "tile/0/000.P/5", "tile/0/.p/5", "tile/0/x001.p/5", "tile/0/x001.p/000.p/5", "tile/0/000.p/+5",
        "tile/0/../0/000", "tile/0/..", "tile/entries/../../etc/passwd", "tile/0/%30%30%30", "tile/0/000\n",
        "tile/0/000\0", "tile/0/٠٠٠", "tile/5/001", "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/999", "checkpoint/", "Checkpoint",
    ]

    @Test("another spelling is no path", arguments: hostile)
    func refused(text: String) {
        #expect(TilePath(text) == nil)
    }

    @Test("every path up to index 2,500 comes back")
    func roundTrip() {
        for index in 0...2500 {
            let path = TilePath(kind: .entries, index: index, width: 1 + index % 256)
            #expect(path.flatMap { TilePath($0.description) } == path)
        }
    }
}
