import Testing
import TransparencyLog

@Suite("The offline verifier names what was changed")
struct LogVerifierTests {
    private func log(_ count: Int = 600) async throws -> MemoryLog {
        var log = try MemoryLog()
        try log.seal(entries: count)
        try await log.publish()
        return log
    }

    private func codes(_ findings: [Finding]) -> [Finding.Code] { findings.map(\.code) }

    @Test("a log that nobody touched has no findings", arguments: [0, 1, 255, 256, 257, 600, 1024])
    func whole(count: Int) async throws {
        let result = try await log(count).verify()
        #expect(result.holds)
        #expect(result.findings == [])
        #expect(result.checkpoint?.checkpoint.size == count)
    }

    @Test("a changed entry is named")
    func changedEntry() async throws {
        var log = try await log()
        let path = LogFile.tile(try tilePath("tile/entries/001"))
        var entries = try EntryBundle(bytes: log.files.content[path] ?? [], width: 256).entries
        entries[44] = try MemoryLog.leaf(number: 301, kind: .login)
        log.files.content[path] = EntryBundle(entries: entries).bytes
        let findings = try log.verify().findings
        #expect(findings.contains { $0.code == .entryChanged && $0.entry == 300 })
        #expect(codes(findings).contains(.rootDiffers))
    }

    @Test("a changed entry with a matching hash tile is found by the tile above and by the root")
    func changedEntryAndHash() async throws {
        var log = try await log()
        let leaf = try MemoryLog.leaf(number: 301, kind: .login)
        let bundlePath = LogFile.tile(try tilePath("tile/entries/001"))
        let hashPath = LogFile.tile(try tilePath("tile/0/001"))
        var entries = try EntryBundle(bytes: log.files.content[bundlePath] ?? [], width: 256).entries
        var hashes = try HashTile(bytes: log.files.content[hashPath] ?? [], width: 256).hashes
        entries[44] = leaf
        hashes[44] = hasher.leafHash(leaf.bytes)
        log.files.content[bundlePath] = EntryBundle(entries: entries).bytes
        log.files.content[hashPath] = HashTile(hashes: hashes).bytes
        let findings = try log.verify().findings
        #expect(codes(findings) == [.tileChanged, .rootDiffers])
        #expect(findings[0].entry == 256)
        #expect(findings[0].file?.path == "tile/1/000.p/2")
    }

    @Test("a changed hash tile is told from a changed entry")
    func changedHash() async throws {
        var log = try await log()
        let path = LogFile.tile(try tilePath("tile/0/002.p/88"))
        log.files.content[path]?[32 * 10 + 3] ^= 0x40
        let findings = try log.verify().findings
        #expect(codes(findings) == [.publishedHashChanged])
        #expect(findings.first?.entry == 522)
    }

    @Test("a wrong hash in an upper tile is named")
    func changedUpperTile() async throws {
        var log = try await log()
        log.files.content[.tile(try tilePath("tile/1/000.p/2"))]?[40] ^= 1
        let findings = try log.verify().findings
        #expect(codes(findings) == [.tileChanged])
        #expect(findings.first?.entry == 256)
    }

    @Test("a missing, a cut and a swollen tile are named")
    func damagedTiles() async throws {
        let log = try await log()
        let bundle = LogFile.tile(try tilePath("tile/entries/001"))
        var missing = log
        missing.files.content[bundle] = nil
        #expect(codes(try missing.verify().findings).first == .tileMissing)
        #expect(try missing.verify().findings.first?.file == bundle)
        for change in [{ Array($0.dropLast()) }, { $0 + [0] }, { _ in [] }] as [([UInt8]) -> [UInt8]] {
            var cut = log
            cut.files.content[bundle] = change(log.files.content[bundle] ?? [])
            #expect(codes(try cut.verify().findings).first == .tileMalformed)
        }
        var gone = log
        gone.files.content[bundle] = nil
        gone.files.content[.tile(try tilePath("tile/0/001"))] = nil
        #expect(try gone.verify().findings.map(\.entry) == [256, 256])
    }

    @Test("a full tile takes the place of a partial one that was deleted")
    func fallback() async throws {
        var log = try await log(600)
        let old = log.files.content[.checkpoint]
        try log.seal(entries: 300)
        try await log.publish()
        for name in ["tile/0/002.p/88", "tile/entries/002.p/88"] {
            #expect(log.files.content.removeValue(forKey: .tile(try tilePath(name))) != nil)
        }
        #expect(try log.verify().holds)
        log.files.content[.checkpoint] = old
        #expect(try log.verify().holds)
    }

    @Test("a checkpoint that is missing, damaged or signed by another is refused")
    func checkpoints() async throws {
        let log = try await log(3)
        var missing = log
        missing.files.content[.checkpoint] = nil
        var damaged = log
        damaged.files.content[.checkpoint]?[40] ^= 1
        var foreign = log
        foreign.files.content[.checkpoint] = SpikeLog.note
        for log in [missing, damaged, foreign] {
            let result = try log.verify()
            #expect(result.checkpoint == nil)
            #expect(codes(result.findings) == [.checkpointRefused])
            #expect(!result.holds)
        }
    }

    @Test("a checkpoint of a huge size ends with what is missing")
    func hugeSize() async throws {
        var log = try await log(3)
        let huge = try Checkpoint(origin: log.origin, size: Checkpoint.sizeLimit, root: log.sealed.root)
        log.files.content[.checkpoint] = try await log.signer().note(huge.body).bytes
        #expect(codes(try log.verify().findings) == [.tileMissing, .tileMissing])
    }

    @Test("a log that does not begin with an older checkpoint is found out")
    func history() async throws {
        let log = try await log(300)
        let older = try log.sealed.checkpoint()
        var grown = log
        try grown.seal(entries: 400)
        try await grown.publish()
        #expect(try grown.verify(since: older).holds)
        var rewritten = try MemoryLog()
        try rewritten.seal(entries: 700, lane: 1)
        try await rewritten.publish()
        #expect(try rewritten.verify().holds)
        #expect(codes(try rewritten.verify(since: older).findings) == [.historyChanged])
        var smaller = try MemoryLog()
        try smaller.seal(entries: 200)
        try await smaller.publish()
        #expect(codes(try smaller.verify(since: older).findings) == [.logShrank])
        let foreign = try Checkpoint(origin: keyName("other.example"), size: 300, root: older.root)
        #expect(codes(try grown.verify(since: foreign).findings) == [.historyChanged])
        let empty = try Checkpoint(origin: log.origin, size: 0, root: older.root)
        #expect(codes(try grown.verify(since: empty).findings) == [.historyChanged])
    }

    @Test("a log that is wrong everywhere gives a thousand findings and no more")
    func manyFindings() async throws {
        var log = try MemoryLog()
        try log.seal((0..<1500).map { try LogLeaf(bytes("no entry \($0)")) })
        try await log.publish()
        let findings = try log.verify().findings
        #expect(findings.count == 1000)
        #expect(findings.last?.code == .tooManyFindings)
    }
}
