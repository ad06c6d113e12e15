import Foundation
import Testing

@Suite("hedui serve does its duties while it runs, and stops cleanly")
struct ServeTests {
    private let copy: DemoCopy

    init() throws { copy = try DemoState.finished().copy() }

    /// What `audit verify --json` says of a region's log.
    private func log(_ region: String) throws -> [String: Any] {
        let result = try HeduiProgram.run([
            "audit", "verify", "--config", copy.configuration(region), "--key",
            DemoState.finished().verifierKey(region), "--json",
        ])
        return try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }

    @Test("either signal ends it with 0, its last row published", arguments: [SIGTERM, SIGINT])
    func stops(signal: Int32) throws {
        let before = try #require(try log("330000")["size"] as? Int)
        let node = try RunningNode(configuration: copy.configuration("330000"))
        #expect(node.end(by: signal) == 0)
        let log = try log("330000")
        #expect(log["holds"] as? Bool == true, "\(log)")
        // Its start and its stop; a lane without a stop would be noted.
        #expect(log["size"] as? Int == before + 2, "\(log)")
        #expect((log["notes"] as? [Any])?.isEmpty == true, "\(log)")
    }

    @Test("what happens is published while it runs, not only when it stops")
    func publishes() throws {
        let before = try #require(try log("330000")["size"] as? Int)
        let node = try RunningNode(configuration: copy.configuration("330000"))
        defer { node.kill() }
        // Each look is a process of its own: the node has a quarter of a second between two publications.
        let isPublished = try (0..<40).contains { _ in try #require(try log("330000")["size"] as? Int) > before }
        #expect(isPublished)
        #expect(node.isRunning)
    }

    @Test("replies whose queries cannot be repeated any more are removed with their keys, and only they")
    func prunes() throws {
        // The demo's reply is copied and then expires; the copy does not.
        try copy.tamper(
            "320000",
            """
            names='query_tag,status,content_type,box,stored_at,expires_at'
            d.execute("INSERT INTO reply (issuer,jti,"+names+") SELECT issuer,'kept',"+names+" FROM reply")
            d.execute("INSERT INTO data_key SELECT 'reply:310000:kept', box FROM data_key WHERE owner LIKE 'reply:%'")
            n=d.execute("UPDATE reply SET expires_at=1 WHERE jti<>'kept'").rowcount
            assert n==1, n
            """
        )
        let node = try RunningNode(configuration: copy.configuration("320000"))
        #expect(node.end(by: SIGTERM) == 0)
        try copy.tamper(
            "320000",
            """
            kept=[r[0] for r in d.execute('SELECT jti FROM reply')]
            assert kept==['kept'], kept
            keys=[r[0] for r in d.execute("SELECT owner FROM data_key WHERE owner LIKE 'reply:%'")]
            assert keys==['reply:310000:kept'], keys
            """
        )
    }
}
