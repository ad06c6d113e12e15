import Foundation
import Glibc
import Testing
import TransparencyLog
import VerificationDomain

@testable import RecordStore

@Suite("The database file is private, whole, and of a version that we know")
struct FileTests {
    private func mode(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    private func code(_ fixture: StoreFixture) async -> StoreError.Code? {
        await storeErrorCode { try await fixture.open().close() }
    }

    private func readingCode(_ fixture: StoreFixture) async -> StoreError.Code? {
        await storeErrorCode { try await RecordStore.openReadOnly(fixture.configuration()).close() }
    }

    @Test("folder 0700, file, WAL and shared memory 0600")
    func modes() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        try await store.audit.record([AuditDraft(.nodeStarted)])
        #expect(try mode("\(fixture.folder)/data") == 0o700)
        for suffix in ["", "-wal", "-shm"] { #expect(try mode(fixture.databasePath + suffix) == 0o600, "\(suffix)") }
        #expect(try mode(fixture.signerStatePath) == 0o600)
        try await store.close()
    }

    @Test("the writer flushes every commit, keeps references and overwrites what is deleted")
    func settings() async throws {
        let fixture = try StoreFixture()
        let database = try SQLiteDatabase.open(fixture.databasePath)
        let numbers = try await database.write { connection in
            [
                try connection.row("PRAGMA synchronous")?.integer("synchronous"),
                try connection.row("PRAGMA foreign_keys")?.integer("foreign_keys"),
                try connection.row("PRAGMA secure_delete")?.integer("secure_delete"),
            ]
        }
        #expect(numbers == [2, 1, 1])
        let mode = try await database.write { try $0.row("PRAGMA journal_mode")?.text("journal_mode") }
        #expect(mode == "wal")
        try await database.close()
    }

    @Test(
        "a connection on which a setting did not take is refused before anything is written",
        arguments: ["NORMAL", "OFF", "secure_delete", "foreign_keys"]
    )
    func refusedSettings(setting: String) async throws {
        let fixture = try StoreFixture()
        let statement: StaticString =
            switch setting {
            case "NORMAL": "PRAGMA synchronous = NORMAL"
            case "OFF": "PRAGMA synchronous = OFF"
            case "secure_delete": "PRAGMA synchronous = FULL; PRAGMA secure_delete = OFF"
            default: "PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF"
            }
        let error = #expect(throws: StoreError(.statement, "")) {
            try SQLiteDatabase.open(fixture.databasePath, options: SQLiteOptions(), durability: statement)
        }
        #expect(error?.context.hasPrefix("PRAGMA ") == true)
    }

    @Test("a file that others may read is refused, for writing and for reading", arguments: [0o644, 0o640, 0o602])
    func exposedFile(mode: Int) async throws {
        let fixture = try StoreFixture()
        try await fixture.open().close()
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: fixture.databasePath)
        #expect(await code(fixture) == .exposed)
        #expect(await readingCode(fixture) == .exposed)
    }

    @Test("a folder in which others may put files is refused")
    func exposedFolder() async throws {
        let fixture = try StoreFixture()
        try FileManager.default.createDirectory(
            atPath: "\(fixture.folder)/data",
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o777]
        )
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: "\(fixture.folder)/data")
        #expect(await code(fixture) == .exposed)
    }

    @Test("a symbolic link in the file's place is refused, for writing and for reading")
    func symbolicLink() async throws {
        let fixture = try StoreFixture()
        try await fixture.open().close()
        try FileManager.default.moveItem(atPath: fixture.databasePath, toPath: "\(fixture.folder)/elsewhere")
        try FileManager.default.createSymbolicLink(
            atPath: fixture.databasePath,
            withDestinationPath: "\(fixture.folder)/elsewhere"
        )
        #expect(await code(fixture) == .cannotOpen)
        #expect(await readingCode(fixture) == .cannotOpen)
    }

    @Test("a file that is no database is refused and left alone")
    func foreignBytes() async throws {
        let fixture = try StoreFixture()
        try await fixture.open().close()
        let bytes = Data(repeating: 0x41, count: 8192)
        try bytes.write(to: URL(filePath: fixture.databasePath))
        #expect(await code(fixture) == .corrupt)
        #expect(try Data(contentsOf: URL(filePath: fixture.databasePath)) == bytes)
    }

    @Test("a file that was cut short is refused", arguments: [4096, 20_000, 40_000])
    func truncated(byteCount: Int) async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        try await store.cases.create(try Examples.newCase(fixture), audit: Examples.created)
        try await store.close()
        let handle = try FileHandle(forUpdating: URL(filePath: fixture.databasePath))
        try handle.truncate(atOffset: UInt64(byteCount))
        try handle.close()
        #expect(await code(fixture) == .corrupt)
    }

    @Test("another program's database is refused and gets no table of ours")
    func foreignTables() async throws {
        let fixture = try StoreFixture()
        let database = try SQLiteDatabase.open(fixture.databasePath)
        try await database.write { try $0.createTable("theirs", columns: "id INTEGER PRIMARY KEY") }
        try await database.close()
        #expect(await readingCode(fixture) == .corrupt)
        #expect(await code(fixture) == .corrupt)
        let again = try SQLiteDatabase.open(fixture.databasePath)
        #expect(try await again.read { try $0.tableNames() } == ["theirs"])
    }

    @Test("opening for reading makes nothing, and writing there is refused")
    func readOnly() async throws {
        let fixture = try StoreFixture()
        #expect(
            await storeErrorCode { _ = try await RecordStore.openReadOnly(fixture.configuration()) } == .cannotOpen
        )
        #expect(!FileManager.default.fileExists(atPath: fixture.databasePath))
        let store = try await fixture.open()
        let reader = try await RecordStore.openReadOnly(fixture.configuration())
        let created = try Examples.newCase(fixture)
        try await store.cases.create(created, audit: Examples.created)
        #expect(try await reader.cases.summary(created.identifier) != nil)
        #expect(await storeErrorCode { try await reader.audit.record([AuditDraft(.login)]) } == .readOnly)
        try await reader.close()
        try await store.close()
    }

    @Test(
        "a system call that finds disk or quota full is told from every other failure",
        arguments: [
            (ENOSPC, StoreError.Code.diskFull), (EDQUOT, .diskFull), (EIO, .ioFailure), (EACCES, .ioFailure),
        ]
    )
    func systemErrors(number: Int32, code: StoreError.Code) {
        errno = number
        let error = StoreError.fromSystem(.ioFailure, "tile")
        #expect(error.code == code)
    }

    @Test("a full disk refuses the write, keeps nothing of it, and the store goes on when there is room")
    func fullDisk() async throws {
        let fixture = try StoreFixture()
        try await fixture.open().close()
        let store = try await fixture.open { $0.options.maximumPageCount = 90 }
        let created = try Examples.newCase(fixture, legs: [.jiangsu])
        try await store.cases.create(created, audit: Examples.created)
        let leg = created.legs[0].queryIdentifier
        let large = EvidenceDraft(
            kind: .answer,
            bytes: [UInt8](repeating: 1, count: 2_000_000),
            receivedAt: fixture.clock.now()
        )
        let step = LegTransition(
            leg,
            from: .created,
            to: .signed,
            at: fixture.clock.now(),
            evidence: [large],
            audit: [AuditDraft(.queryAsked)]
        )
        let before = try await store.audit.unsealedCount()
        #expect(await storeErrorCode { try await store.legs.take(step) } == .diskFull)
        #expect(try await store.legs.load(leg)?.state == .created)
        #expect(try await store.evidence.all(ofLeg: leg).isEmpty)
        #expect(try await store.audit.unsealedCount() == before)
        try await store.close()
        let again = try await fixture.open()
        try await again.legs.take(step)
        #expect(try await again.legs.load(leg)?.state == .signed)
        try await again.close()
    }

    @Test("a lock that another process holds is reported as such")
    func locked() async throws {
        let fixture = try StoreFixture()
        try await fixture.open().close()
        let holder = try SQLiteDatabase.open(fixture.databasePath)
        let other = try SQLiteDatabase.open(fixture.databasePath, options: SQLiteOptions(busyTimeoutSeconds: 0.01))
        let inner = try await holder.write { connection in
            try connection.execute("DELETE FROM audit_outbox")
            return FileTests.runBlocking { try await other.write { try $0.execute("DELETE FROM audit_outbox") } }
        }
        #expect(inner == .locked)
    }

    /// Waits on this thread, which is SQLite's writer and none of the cooperative pool's, for an asynchronous call.
    private static func runBlocking(_ body: @escaping @Sendable () async throws -> Int) -> StoreError.Code? {
        let result = ResultBox()
        let done = DispatchSemaphore(value: 0)
        Task {
            result.keep(await storeErrorCode { _ = try await body() })
            done.signal()
        }
        done.wait()
        return result.code
    }
}
