import Testing
import TransparencyLog
import VerificationDomain

@Suite("Tiles are a function of the entries")
struct TilePublisherTests {
    @Test("tiles read back give every proof of the log")
    func proofsFromTiles() async throws {
        var log = try MemoryLog()
        try log.seal(entries: 600)
        try await log.publish()
        let tiles = PublishedHashes(log.files, size: 600, hasher: hasher)
        #expect(try tiles.root(size: 600, hasher: hasher) == log.sealed.root)
        for index in [0, 255, 256, 511, 512, 599] {
            let proof = try InclusionProof(index: index, size: 600, reader: tiles, hasher: hasher)
            #expect(proof == (try InclusionProof(index: index, size: 600, reader: log, hasher: hasher)))
        }
        let consistency = try ConsistencyProof(from: 300, to: 600, reader: tiles, hasher: hasher)
        #expect(consistency == (try ConsistencyProof(from: 300, to: 600, reader: log, hasher: hasher)))
        #expect(throws: LogError.self) { try tiles.hash(at: NodeCoordinate(level: 0, index: 600)) }
        #expect(throws: LogError.self) { try tiles.hash(at: NodeCoordinate(level: 10, index: 0)) }
    }

    @Test("publishing again gives the same bytes, whether the log grew in steps or at once")
    func again() async throws {
        var steps = try MemoryLog()
        for count in [1, 99, 156, 1, 300, 143] {
            try steps.seal(entries: count)
            try await steps.publish()
        }
        let publisher = TilePublisher(hasher: hasher)
        for file in try publisher.files(from: 0, storage: steps) {
            #expect(steps.files.content[file.file] == file.bytes)
        }
        #expect(try publisher.files(from: 700, storage: steps) == [])
        for case .tile(let path) in steps.files.content.keys {
            #expect(try publisher.content(of: path, storage: steps) == steps.files.content[.tile(path)])
        }
    }

    @Test("a log of 70,000 entries has three levels of tiles, and verifies")
    func threeLevels() async throws {
        var log = try MemoryLog()
        try log.seal((0..<70_000).map { try LogLeaf(bytes("leaf \($0)")) })
        #expect(log.subtrees.mapValues(\.count) == [1: 273, 2: 1])
        // From RFC 6962 section 2.1 written out in Python's hashlib over `leaf 0` to `leaf 69999`, split at the largest
        // power of two below; with `root.py` of docs/audit-log.md it is one line more.
        let root = "da0532ff7b2ee56f4067110fc964e9f27b5959f9527bfff3fa501aa7584deaf3"
        #expect(Hexadecimal.encode(log.sealed.root.bytes) == root)
        try await log.publish()
        // 274 hash tiles at level 0, 2 at level 1, 1 at level 2, 274 entry bundles, and the checkpoint.
        #expect(log.files.content.count == 552)
        let tiles = PublishedHashes(log.files, size: 70_000, hasher: hasher)
        #expect(try tiles.root(size: 70_000, hasher: hasher) == log.sealed.root)
        let keys = [try log.signer().verifierKey]
        let verifier = LogVerifier(keys: keys, digests: digests, verifier: signatureVerifier, countsLanes: false)
        #expect(try verifier.verify(log.files).findings == [])
        log.files.content[.tile(try tilePath("tile/2/000.p/1"))]?[0] ^= 1
        #expect(try verifier.verify(log.files).findings.map(\.file?.path) == ["tile/2/000.p/1"])
    }

    @Test("rows that do not give the sealed root are not published")
    func damagedRows() throws {
        var log = try MemoryLog()
        try log.seal(entries: 300)
        let publisher = TilePublisher(hasher: hasher)
        var changed = log
        changed.rows[17] = LogEntry(index: 17, leaf: try MemoryLog.leaf(number: 999), leafHash: log.rows[17].leafHash)
        let error = #expect(throws: LogError(.storageInconsistent, "")) {
            try publisher.files(from: 0, storage: changed)
        }
        #expect(error?.context == "entry 17")
        changed.rows[270] = LogEntry(index: 270, leaf: log.rows[0].leaf, leafHash: log.rows[0].leafHash)
        #expect(throws: LogError(.storageInconsistent, "")) { try publisher.files(from: 0, storage: changed) }
        var moved = log
        moved.rows[4] = LogEntry(index: 5, leaf: log.rows[4].leaf, leafHash: log.rows[4].leafHash)
        #expect(throws: LogError(.storageInconsistent, "")) { try publisher.files(from: 0, storage: moved) }
    }

    /// A log of 300 entries with another row in one place, under the hash that belongs to it.
    private func rewritten(_ index: Int) throws -> MemoryLog {
        var log = try MemoryLog()
        try log.seal(entries: 300)
        let leaf = try MemoryLog.leaf(number: 999)
        log.rows[index] = LogEntry(index: index, leaf: leaf, leafHash: hasher.leafHash(leaf.bytes))
        return log
    }

    @Test("a row that was rewritten together with its hash is not published: the root is another")
    func rewrittenRow() throws {
        let log = try rewritten(270)
        let error = #expect(throws: LogError(.storageInconsistent, "")) {
            try TilePublisher(hasher: hasher).files(from: 0, storage: log)
        }
        #expect(error?.context == "root of 300 entries")
    }

    @Test("nor is one in a full tile, whose stored subtree still gives the sealed root")
    func rewrittenRowOfFullTile() throws {
        let log = try rewritten(17)
        #expect(throws: LogError(.storageInconsistent, "")) {
            try TilePublisher(hasher: hasher).files(from: 0, storage: log)
        }
    }
}
