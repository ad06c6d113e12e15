import RecordStore
import Testing
import TransparencyLog
import VerificationDomain

@Suite("A start of the node ends with the row that says so")
struct StopRowTests {
    @Test("the row names its start and the number before its own, and the published log has no open lane")
    func stop() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        try await store.audit.record([AuditDraft(.nodeStarted), AuditDraft(.login)])
        try await store.audit.recordStop()
        let leaf = try #require(try await fixture.auditRows().last)
        #expect(try AuditEntryHeader(leaf).kind == "node.stopped")
        let limits = JSONLimits(byteCount: 8192, depth: 8, valueCount: 99)
        let details = try JSONCursor(try JSONParser.parse(leaf.bytes, limits: limits)).member("x")
        #expect(try details.member("start").string() == store.audit.lane.node.description)
        #expect(try details.member("lastNumber").integer() == 2)
        _ = try await store.publisher(key: fixture.logKey).publish()
        let result = try fixture.verify()
        #expect(result.holds, "\(result.findings)")
        #expect(result.notes == [])
    }
}
