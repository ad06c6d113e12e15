import Foundation
import OpenSSLCrypto
import RecordStore
import Testing
import TransparencyLog
import VerificationDomain

@Suite("A changed log is noticed, and never published over")
struct LogTamperingTests {
    /// A store with twenty published entries.
    private func published() async throws -> (StoreFixture, RecordStore) {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        try await store.audit.record((0..<20).map { _ in AuditDraft(.login) })
        _ = try await store.publisher(key: fixture.logKey).publish()
        return (fixture, store)
    }

    private func tamper(_ fixture: StoreFixture, _ statement: StaticString, _ arguments: [SQLValue] = []) async throws {
        let database = try SQLiteDatabase.open(fixture.databasePath)
        #expect(try await database.write { try $0.execute(statement, arguments) } > 0)
        try await database.close()
    }

    private func findings(_ fixture: StoreFixture, _ store: RecordStore) async throws -> [Finding.Code] {
        let checkpoint = try #require(try fixture.verify().checkpoint)
        return try await store.log.compare(with: checkpoint, tiles: store.tiles).map(\.code)
    }

    @Test("a changed row is found")
    func changedRow() async throws {
        let (fixture, store) = try await published()
        try await tamper(
            fixture,
            "UPDATE log_entry SET leaf = ? WHERE seq = 7",
            [.bytes(Array("{\"v\":1}".utf8))]
        )
        #expect(try await findings(fixture, store).contains(.storedHashDiffers))
        #expect(await storeErrorCode { try await store.log.checkState() } == .logDamaged)
    }

    @Test("a row that was changed together with its hash is found")
    func changedRowAndHash() async throws {
        let (fixture, store) = try await published()
        let leaf = Array("{\"v\":1}".utf8)
        try await tamper(
            fixture,
            "UPDATE log_entry SET leaf = ?, leaf_hash = ? WHERE seq = 7",
            [.bytes(leaf), .bytes(store.log.hasher.leafHash(leaf).bytes)]
        )
        #expect(try await findings(fixture, store).contains(.bundleDiffers))
        #expect(await storeErrorCode { try await store.log.checkState() } == .logDamaged)
    }

    @Test("a deleted row is found")
    func deletedRow() async throws {
        let (fixture, store) = try await published()
        try await tamper(fixture, "DELETE FROM log_entry WHERE seq = 19")
        #expect(try await findings(fixture, store).contains(.entryMissing))
        #expect(await storeErrorCode { try await store.log.checkState() } == .logDamaged)
    }

    @Test("a changed state row stops sealing")
    func changedState() async throws {
        let (fixture, store) = try await published()
        try await tamper(fixture, "UPDATE log_state SET size = 19")
        try await store.audit.record([AuditDraft(.login)])
        #expect(await storeErrorCode { try await store.log.seal() } == .logDamaged)
        #expect(try await store.audit.unsealedCount() == 1)
    }

    @Test(
        "a row that holds no hash or too many bytes ends as a finding with its number, and the others are judged",
        arguments: ["leaf_hash = x'00'", "leaf_hash = x''", "leaf = zeroblob(70000)"]
    )
    func damagedRow(change: String) async throws {
        let (fixture, store) = try await published()
        try await tamper(fixture, Self.damage(change))
        let checkpoint = try #require(try fixture.verify().checkpoint)
        let findings = try await store.log.compare(with: checkpoint, tiles: store.tiles)
        #expect(findings.contains { $0.code == .rowDamaged && $0.entry == 7 }, "\(findings)")
        #expect(!findings.contains { $0.code == .rowDamaged && $0.entry != 7 })
        #expect(await storeErrorCode { _ = try await store.log.entries(from: 0) } == .logDamaged)
        #expect(await storeErrorCode { try await store.log.checkState() } == .logDamaged)
    }

    private static func damage(_ change: String) -> StaticString {
        switch change {
        case "leaf_hash = x'00'": "UPDATE log_entry SET leaf_hash = x'00' WHERE seq = 7"
        case "leaf_hash = x''": "UPDATE log_entry SET leaf_hash = x'' WHERE seq = 7"
        default: "UPDATE log_entry SET leaf = zeroblob(70000) WHERE seq = 7"
        }
    }

    @Test("pages of the database that were overwritten end as a finding with the row from which on nothing is known")
    func damagedPages() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        try await store.audit.record((0..<600).map { _ in AuditDraft(.login) })
        _ = try await store.publisher(key: fixture.logKey).publish()
        try await store.close()
        let handle = try FileHandle(forUpdating: URL(filePath: fixture.databasePath))
        let size = try handle.seekToEnd()
        // The last pages hold the newest rows; the catalogue at the beginning stays readable.
        try handle.seek(toOffset: size - 8 * 4096)
        try handle.write(contentsOf: Data(repeating: 0xEE, count: 4 * 4096))
        try handle.close()
        let reader = try await RecordStore.openReadOnly(fixture.configuration())
        let checkpoint = try #require(try fixture.verify().checkpoint)
        let findings = try await reader.log.compare(with: checkpoint, tiles: reader.tiles)
        #expect(findings.map(\.code) == [.databaseUnreadable], "\(findings)")
        #expect((1..<600).contains(findings.first?.entry ?? 0))
        try await reader.close()
    }

    @Test("a changed state row or subtree is found by the comparison, though every row is right")
    func changedDerivedRows() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        try await store.audit.record((0..<300).map { _ in AuditDraft(.login) })
        _ = try await store.publisher(key: fixture.logKey).publish()
        #expect(try await findings(fixture, store) == [])
        try await tamper(fixture, "UPDATE log_subtree SET hash = zeroblob(32)")
        #expect(try await findings(fixture, store) == [.stateDiffers])
        try await tamper(fixture, "DELETE FROM log_subtree")
        #expect(try await findings(fixture, store) == [.stateDiffers])
        let (other, otherStore) = try await published()
        try await tamper(other, "UPDATE log_state SET size = 19")
        #expect(try await findings(other, otherStore) == [.stateDiffers])
    }

    @Test("a published checkpoint with another root stops the publisher, and nothing more is signed")
    func changedCheckpoint() async throws {
        let (fixture, store) = try await published()
        let origin = try #require(KeyName(StoreFixture.originText))
        let signer = try NoteSigner(name: origin, signer: fixture.logKey, digests: fixture.digests)
        let publisher = try store.publisher(key: fixture.logKey)
        try await store.audit.record([AuditDraft(.login)])
        for size in [1, 19, 20] {
            let other = try Checkpoint(origin: origin, size: size, root: store.log.hasher.leafHash([9]))
            let note = try await signer.note(other.body)
            try Data(note.bytes).write(to: URL(filePath: "\(fixture.tileFolder)/checkpoint"))
            #expect(await storeErrorCode { try await publisher.publish() } == .logBehindSigner)
            #expect(try store.signerState.load().checkpoint.size == 20)
            #expect(try store.tiles.read(.checkpoint) == note.bytes, "evidence was overwritten")
        }
    }

    @Test("a row dropped from the outbox shows as a gap")
    func droppedRow() async throws {
        let (fixture, store) = try await published()
        try await store.audit.record([AuditDraft(.login), AuditDraft(.logout)])
        try await tamper(fixture, "DELETE FROM audit_outbox WHERE nseq = 21")
        _ = try await store.publisher(key: fixture.logKey).publish()
        #expect(try fixture.verify().findings.map(\.code) == [.counterGap])
    }

    @Test("a tile with other bytes stops the publisher and stays as it is")
    func changedTile() async throws {
        let (fixture, store) = try await published()
        let path = "\(fixture.tileFolder)/tile/0/000.p/21"
        let bytes = Data(repeating: 9, count: 32)
        try bytes.write(to: URL(filePath: path))
        try await store.audit.record([AuditDraft(.login)])
        let publisher = try store.publisher(key: fixture.logKey)
        #expect(await storeErrorCode { try await publisher.publish() } == .publishedFileDiffers)
        #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
        #expect(try Checkpoint(body: #require(try await store.log.latestCheckpoint()).text).size == 20)
    }

    @Test("lost tiles are made again with the same bytes")
    func rebuild() async throws {
        let (fixture, store) = try await published()
        let path = "\(fixture.tileFolder)/tile/0/000.p/20"
        let before = try Data(contentsOf: URL(filePath: path))
        try FileManager.default.removeItem(atPath: "\(fixture.tileFolder)/tile")
        #expect(try await store.publisher(key: fixture.logKey).rebuildTiles() == 2)
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
        #expect(try fixture.verify().holds)
    }

    @Test("an old backup of the database is not published over what was signed")
    func oldBackup() async throws {
        let (fixture, store) = try await published()
        try await store.close()
        let backup = try Data(contentsOf: URL(filePath: fixture.databasePath))
        let later = try await fixture.open()
        try await later.audit.record([AuditDraft(.login)])
        _ = try await later.publisher(key: fixture.logKey).publish()
        try await later.close()
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: fixture.databasePath + suffix)
        }
        try backup.write(to: URL(filePath: fixture.databasePath))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: fixture.databasePath)
        let restored = try await fixture.open()
        // Both with the published checkpoint there, and when that is lost too.
        let publisher = try restored.publisher(key: fixture.logKey)
        #expect(await storeErrorCode { try await publisher.publish() } == .logBehindSigner)
        try FileManager.default.removeItem(atPath: fixture.tileFolder)
        #expect(await storeErrorCode { try await publisher.publish() } == .logBehindSigner)
        // As many entries as before, but others.
        try await restored.audit.record([AuditDraft(.logout)])
        #expect(await storeErrorCode { try await publisher.publish() } == .logBehindSigner)
        // Nothing was appended to it, and when somebody does so by hand the signer still refuses the other tree.
        #expect(try await restored.log.state().size == 20)
        try await restored.log.seal()
        #expect(await storeErrorCode { try await publisher.publish() } == .logBehindSigner)
    }

    @Test("a lost signer's state is not made again")
    func lostSignerState() async throws {
        let (fixture, store) = try await published()
        try await store.close()
        try FileManager.default.removeItem(atPath: fixture.signerStatePath)
        let again = try await fixture.open()
        try await again.audit.record([AuditDraft(.login)])
        let publisher = try again.publisher(key: fixture.logKey)
        await #expect(throws: LogError(.signerStateMissing, "")) { try await publisher.publish() }
        #expect(!FileManager.default.fileExists(atPath: fixture.signerStatePath))
    }

    @Test("nor is it made again beside a new database while a checkpoint of the log is published")
    func lostDatabase() async throws {
        let (fixture, store) = try await published()
        try await store.close()
        try FileManager.default.removeItem(atPath: "\(fixture.folder)/data")
        try FileManager.default.removeItem(atPath: fixture.signerStatePath)
        let again = try await fixture.open()
        let publisher = try again.publisher(key: fixture.logKey)
        await #expect(throws: LogError(.signerStateMissing, "")) { try await publisher.publish() }
        #expect(!FileManager.default.fileExists(atPath: fixture.signerStatePath))
    }

    @Test("a store keeps one origin")
    func otherOrigin() async throws {
        let (fixture, store) = try await published()
        try await store.close()
        let other = try #require(KeyName("node.example/log/2027"))
        #expect(await storeErrorCode { _ = try await fixture.open { $0.origin = other } } == .stateConflict)
    }
}
