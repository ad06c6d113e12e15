import Testing
import TransparencyLog
import VerificationDomain

@Suite("The audit of the database names the entry that was changed")
struct LogAuditTests {
    private func log(_ count: Int = 300) async throws -> MemoryLog {
        var log = try MemoryLog()
        try log.seal(entries: count)
        try await log.publish()
        return log
    }

    private func codes(_ findings: [Finding]) -> [Finding.Code] { findings.map(\.code) }

    @Test("rows that nobody touched give no findings, sealed but unpublished ones included")
    func whole() async throws {
        var log = try await log()
        #expect(try log.audit() == [])
        try log.seal(entries: 20)
        #expect(try log.audit() == [])
    }

    @Test("a changed row is named by its stored hash, by the published hash and by the bundle")
    func changedRow() async throws {
        var log = try await log()
        log.rows[123] = LogEntry(
            index: 123,
            leaf: try MemoryLog.leaf(number: 124, kind: .login),
            leafHash: log.rows[123].leafHash
        )
        let findings = try log.audit()
        #expect(codes(findings) == [.storedHashDiffers, .bundleDiffers, .entryChanged, .rootDiffers])
        #expect(findings.allSatisfy { $0.entry == 123 })
    }

    @Test("a changed row whose hash was computed again is named all the same")
    func changedRowAndHash() async throws {
        var log = try await log()
        let leaf = try MemoryLog.leaf(number: 124, kind: .login)
        log.rows[123] = LogEntry(index: 123, leaf: leaf, leafHash: hasher.leafHash(leaf.bytes))
        let findings = try log.audit()
        #expect(codes(findings) == [.bundleDiffers, .entryChanged, .rootDiffers])
        #expect(findings.allSatisfy { $0.entry == 123 })
    }

    @Test("a changed row is named though the bundle was taken away")
    func changedRowWithoutBundle() async throws {
        var log = try await log()
        let leaf = try MemoryLog.leaf(number: 124, kind: .login)
        log.rows[123] = LogEntry(index: 123, leaf: leaf, leafHash: hasher.leafHash(leaf.bytes))
        log.files.content[.tile(try tilePath("tile/entries/000"))] = nil
        #expect(try log.audit().contains { $0.code == .entryChanged && $0.entry == 123 })
    }

    @Test("a changed hash tile is told from a changed row")
    func changedTile() async throws {
        var log = try await log()
        log.files.content[.tile(try tilePath("tile/0/000"))]?[32 * 9] ^= 1
        let findings = try log.audit()
        #expect(codes(findings) == [.publishedHashChanged])
        #expect(findings.first?.entry == 9)
    }

    @Test("missing rows are named, in the middle and at the end")
    func missingRows() async throws {
        let log = try await log()
        var middle = log
        middle.rows.removeSubrange(40..<43)
        let findings = try middle.audit()
        #expect(codes(findings) == [.entryMissing, .counterGap])
        #expect(findings.map(\.entry) == [40, 43])
        #expect(findings[0].text == "rows 40 to 42 are missing")
        #expect(findings[1].text == "before entry 43: numbers 41 to 43 of lane 0 of node node-t are missing")
        var tail = log
        tail.rows.removeLast(2)
        #expect(codes(try tail.audit()) == [.entryMissing])
        #expect(try tail.audit().first?.entry == 298)
        var none = log
        none.rows = []
        #expect(codes(try none.audit()) == [.entryMissing])
    }

    @Test("missing rows and missing tiles together still leave the rest named")
    func missingRowsAndTiles() async throws {
        var log = try await log(600)
        log.rows.removeSubrange(40..<43)
        log.files.content[.tile(try tilePath("tile/0/000"))] = nil
        log.files.content[.tile(try tilePath("tile/entries/000"))] = nil
        let index = 597 - 100
        let leaf = try MemoryLog.leaf(number: 501, kind: .login)
        log.rows[index] = LogEntry(index: 500, leaf: leaf, leafHash: hasher.leafHash(leaf.bytes))
        let findings = try log.audit()
        #expect(findings.contains { $0.code == .entryMissing && $0.entry == 40 })
        #expect(findings.contains { $0.code == .tileMissing })
        #expect(findings.contains { $0.code == .entryAndHashDiffer && $0.entry == 500 })
    }

    @Test("a row that comes twice or too late is named")
    func order() async throws {
        var log = try await log()
        log.rows.insert(log.rows[7], at: 9)
        let findings = try log.audit()
        #expect(codes(findings) == [.entryOutOfOrder])
        #expect(findings.first?.entry == 7)
    }

    @Test("an outbox row that was dropped before sealing leaves a hole in the count of its lane")
    func counterGap() async throws {
        var log = try MemoryLog()
        let lanes = [(0, 1), (0, 2), (1, 1), (0, 4), (1, 2), (0, 5), (2, 2)]
        try log.seal(lanes.map { try MemoryLog.leaf(lane: $0.0, number: $0.1) })
        try await log.publish()
        let findings = try log.audit()
        #expect(codes(findings) == [.counterGap, .counterGap])
        #expect(findings.map(\.entry) == [3, 6])
        #expect(try log.verify().findings == findings)
    }

    @Test("entries of one lane that were sealed in another order leave no hole, a repeated number is named")
    func counterOrder() async throws {
        var log = try MemoryLog()
        try log.seal([1, 3, 2, 4, 2].map { try MemoryLog.leaf(number: $0) })
        try await log.publish()
        let findings = try log.audit()
        #expect(codes(findings) == [.counterRepeated])
        #expect(findings.first?.entry == 4)
    }

    @Test("a forged count of thousand millions is found without filling memory")
    func forgedCount() async throws {
        var log = try MemoryLog()
        try log.seal([1, 1_000_000_000_000].map { try MemoryLog.leaf(number: $0) })
        try await log.publish()
        #expect(codes(try log.audit()) == [.counterGap])
    }

    @Test("a row that cannot be an entry is named, and the published hash stands in for it")
    func damagedRow() async throws {
        let log = try await log()
        let findings = try Self.audit(log) { audit in
            for row in log.rows {
                if row.index == 123 { try audit.examineDamaged(index: 123) } else { try audit.examine(row) }
            }
        }
        #expect(codes(findings) == [.rowDamaged, .counterGap])
        #expect(findings.map(\.entry) == [123, 124])
    }

    @Test("where the database ends in the middle, the row is named and nothing more is judged")
    func brokenOff() async throws {
        let log = try await log()
        let findings = try Self.audit(log) { audit in
            for row in log.rows.prefix(200) { try audit.examine(row) }
            audit.breakOff()
        }
        #expect(codes(findings) == [.databaseUnreadable])
        #expect(findings.first?.entry == 200)
    }

    private static func audit(
        _ log: MemoryLog,
        _ feed: (inout LogAudit<MemoryFiles>) throws -> Void
    ) throws -> [Finding] {
        let checkpoint = try VerifiedCheckpoint(
            note: log.files.content[.checkpoint] ?? [],
            keys: [log.signer().verifierKey],
            verifier: signatureVerifier
        )
        var audit = LogAudit(checkpoint: checkpoint, reader: log.files, hasher: hasher)
        try feed(&audit)
        return try audit.finish()
    }

    @Test("a row that is no entry of ours is named")
    func unreadable() async throws {
        var log = try MemoryLog()
        try log.seal([try LogLeaf(bytes("{}")), try MemoryLog.leaf(number: 1)])
        try await log.publish()
        #expect(codes(try log.audit()) == [.entryUnreadable])
        #expect(try log.audit().first?.entry == 0)
    }
}
