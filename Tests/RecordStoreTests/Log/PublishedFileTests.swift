import Foundation
import RecordStore
import Testing
import TransparencyLog

@Suite("Published files are written by the service alone, and small")
struct PublishedFileTests {
    private func published() async throws -> (StoreFixture, RecordStore) {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        try await store.audit.record([AuditDraft(.login)])
        _ = try await store.publisher(key: fixture.logKey).publish()
        return (fixture, store)
    }

    private func mode(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test("tiles and checkpoint have mode 0640, and their folders let nobody else write or look in")
    func modes() async throws {
        let (fixture, _) = try await published()
        for file in ["checkpoint", "tile/0/000.p/1", "tile/entries/000.p/1"] {
            #expect(try mode("\(fixture.tileFolder)/\(file)") == 0o640, "\(file)")
        }
        for folder in ["", "/tile", "/tile/0", "/tile/0/000.p", "/tile/entries", "/tile/entries/000.p"] {
            #expect(try mode(fixture.tileFolder + folder) & 0o027 == 0, "\(folder)")
        }
    }

    @Test("a file over the limit is refused and not read, and nothing is published over it")
    func tooLarge() async throws {
        let (fixture, store) = try await published()
        let path = "\(fixture.tileFolder)/checkpoint"
        let size = UInt64(TileReaderLimits.byteCount) + 1
        let handle = try FileHandle(forUpdating: URL(filePath: path))
        try handle.truncate(atOffset: size)
        try handle.close()
        #expect(throws: StoreError(.tooLarge, "")) { try store.tiles.read(.checkpoint) }
        let publisher = try store.publisher(key: fixture.logKey)
        #expect(await storeErrorCode { try await publisher.publish() } == .tooLarge)
        #expect(try FileHandle(forReadingFrom: URL(filePath: path)).seekToEnd() == size)
    }
}
