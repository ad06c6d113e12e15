import Testing
import TransparencyLog

@Suite("Sealing appends and says every row it writes")
struct SealedBatchTests {
    @Test("many small seals and one large one give the same log")
    func batches() throws {
        var small = try MemoryLog()
        var large = try MemoryLog()
        let leaves = try (0..<700).map { try LogLeaf(bytes("leaf \($0)")) }
        var start = 0
        while start < leaves.count {
            let end = min(leaves.count, start + 1 + start % 97)
            try small.seal(Array(leaves[start..<end]))
            start = end
        }
        try large.seal(leaves)
        #expect(small.sealed == large.sealed)
        #expect(small.rows == large.rows)
        #expect(small.subtrees == large.subtrees)
        #expect(large.subtrees[1]?.count == 2)
        #expect(large.sealed.root == hasher.root(of: leaves.map { hasher.leafHash($0.bytes) }))
        #expect(try large.root(size: 700, hasher: hasher) == large.sealed.root)
    }

    @Test("a batch tells the state it started from, and an empty one changes nothing")
    func states() throws {
        var log = try MemoryLog()
        let empty = try SealedBatch(appending: [], to: log.sealed, hasher: hasher)
        #expect(empty.before == empty.after)
        #expect(empty.entries == [])
        try log.seal(entries: 3)
        let batch = try SealedBatch(appending: [try MemoryLog.leaf(number: 4)], to: log.sealed, hasher: hasher)
        #expect(batch.before == log.sealed)
        #expect(batch.entries.map(\.index) == [3])
        #expect(batch.after.size == 4)
    }

    @Test("a stored state whose columns contradict each other is refused")
    func storedState() throws {
        var log = try MemoryLog()
        try log.seal(entries: 5)
        let state = log.sealed
        func read(_ size: Int, _ root: TreeHash, _ frontier: [UInt8]) throws -> LogState {
            try LogState(origin: state.origin, size: size, root: root, frontier: frontier, hasher: hasher)
        }
        let bytes = state.frontier.bytes
        #expect(try read(5, state.root, bytes) == state)
        #expect(throws: LogError(.frontierMalformed, "")) { try read(4, state.root, bytes) }
        #expect(throws: LogError(.frontierMalformed, "")) { try read(5, state.root.flipped(), bytes) }
        var changed = bytes
        changed[40] ^= 1
        #expect(throws: LogError(.frontierMalformed, "")) { try read(5, state.root, changed) }
    }
}
