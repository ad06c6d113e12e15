import Foundation
import Testing

@Suite("Every step of a check leaves its row, on both sides")
struct AuditKindsTests {
    /// One row of a published log.
    private struct Row {
        let kind: String
        let json: [String: Any]

        /// A member of the row's particulars or of its commitments.
        func member(_ path: String...) -> String? {
            var value: Any? = json
            for name in path { value = (value as? [String: Any])?[name] }
            return value as? String
        }
    }

    /// The first `size` rows below a log's folder, from the widest bundle that is there: all of one tile.
    private static func rows(_ log: String, size: Int? = nil) throws -> [Row] {
        let folder = "\(log)/tile/entries/000.p"
        let widths = try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { Int($0) }
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(try #require(widths.max()))")))
        var rows: [Row] = []
        var position = 0
        while position < bytes.count {
            let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
            let leaf = Data(bytes[position + 2..<position + 2 + length])
            let json = try #require(try JSONSerialization.jsonObject(with: leaf) as? [String: Any])
            rows.append(Row(kind: try #require(json["kind"] as? String), json: json))
            position += 2 + length
        }
        return Array(rows.prefix(size ?? rows.count))
    }

    /// The rows that a region's log had when the demo ended.
    private static func demoRows(_ region: String) throws -> [Row] {
        let demo = try DemoState.finished()
        let line = try #require(demo.result.output.split(separator: "\n").first { $0.contains("audit log \(region)") })
        let size = try #require(line.firstMatch(of: /(\d+) entries/).flatMap { Int($0.output.1) })
        return try rows("\(demo.path)/\(region)/log", size: size)
    }

    private static func counts(_ rows: [Row]) -> [String: Int] {
        rows.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 }
    }

    @Test("the log of the region that asked has exactly these rows after the demo")
    func asking() throws {
        let rows = try Self.demoRows("310000")
        #expect(
            Self.counts(rows) == [
                "registry.loaded": 1, "node.started": 1, "case.created": 1, "query.asked": 8, "leg.closed": 4,
                "answer.accepted": 4, "query.answered": 1, "match.decided": 1, "result.issued": 1,
                "report.exported": 1, "node.stopped": 2,
            ]
        )
        for row in rows { #expect(row.member("org") == "310000", "\(row.kind)") }
    }

    @Test(
        "the log of a region that answered has exactly these rows after the demo",
        arguments: ["320000", "330000", "340000"]
    )
    func answering(region: String) throws {
        let rows = try Self.demoRows(region)
        #expect(
            Self.counts(rows) == ["registry.loaded": 1, "node.started": 1, "query.answered": 1, "node.stopped": 1]
        )
        for row in rows { #expect(row.member("org") == region, "\(row.kind)") }
    }

    @Test("rows of pictures and reports hold a commitment and no digest that confirms a guess")
    func commitments() throws {
        let rows = try Self.demoRows("310000")
        let decided = try #require(rows.first { $0.kind == "match.decided" })
        let issued = try #require(rows.first { $0.kind == "result.issued" })
        let demo = try DemoState.finished()
        let replay = try HeduiProgram.run(
            ["check", "replay", demo.caseIdentifier(), "--config", demo.configuration("310000"), "--json"])
        let opened =
            try JSONSerialization.jsonObject(with: Data(replay.output.utf8)) as? [String: Any]
        let commitments = try #require(opened?["commitments"] as? [String: String])
        #expect(commitments["picture"]?.count == 44)
        #expect(decided.member("c", "picture") == commitments["picture"])
        #expect(issued.member("c", "report") == commitments["report"])
        let report = try String(contentsOfFile: DemoState.finished().reportFile(), encoding: .utf8)
        let digest = try #require(report.firstMatch(of: /"pictureDigest":"([^"]+)"/)?.output.1)
        for row in rows {
            let text = String(decoding: try JSONSerialization.data(withJSONObject: row.json), as: UTF8.self)
            #expect(!text.contains(digest), "\(row.kind)")
            #expect(!text.contains("reportDigest"), "\(row.kind)")
        }
    }

    @Test("opening a report, printing it and exporting the log each leave their row, and every command ends its lane")
    func commands() throws {
        let demo = try DemoState.finished()
        let copy = try demo.copy()
        let configuration = ["--config", copy.configuration("310000")]
        let before = try Self.rows(copy.file("310000/log")).count
        let report = try ["check", "report", demo.caseIdentifier()] + configuration
        #expect(try HeduiProgram.run(report + ["--json"]).status == 0)
        #expect(try HeduiProgram.run(report).status == 0)
        let out = copy.file("export")
        #expect(try HeduiProgram.run(["audit", "export", "--out", out] + configuration).status == 0)
        let rows = try Self.rows(copy.file("310000/log")).dropFirst(before)
        #expect(
            rows.map(\.kind) == [
                "report.opened", "node.stopped", "report.opened", "report.exported", "node.stopped",
                "audit.exported", "node.stopped",
            ]
        )
        #expect(try Self.rows(out).last?.kind == "node.stopped", "the export holds its own row")
        for row in rows where row.kind.hasPrefix("report.") {
            #expect(try row.member("case") == demo.caseIdentifier())
        }
        let verified = try Self.verify(copy, "310000")
        #expect(verified.status == 0)
        #expect(verified.output.contains("\"notes\":[]"), "\(verified.text)")
    }

    @Test("an export of a log whose tile is nowhere names the tile and leaves no checkpoint")
    func missingTile() throws {
        let copy = try DemoState.finished().copy()
        // Enough rows for a full tile; nobody verifies them here.
        try copy.tamper(
            "320000",
            "d.executemany('INSERT INTO audit_outbox (node,lane,nseq,leaf) VALUES (?,0,?,?)',"
                + "[('many',i,b'{}') for i in range(300)])"
        )
        let arguments = ["audit", "export", "--config", copy.configuration("320000"), "--out"]
        let whole = try HeduiProgram.run(arguments + [copy.file("whole")])
        #expect(whole.status == 0, "\(whole.text)")
        #expect(FileManager.default.fileExists(atPath: copy.file("whole/tile/0/000")))
        #expect(!FileManager.default.fileExists(atPath: copy.file("320000/log/tile/0/000.p")))
        try FileManager.default.removeItem(atPath: copy.file("320000/log/tile/0/000"))
        let broken = try HeduiProgram.run(arguments + [copy.file("broken")])
        #expect(broken.status == 1, "\(broken.text)")
        #expect(broken.errors.contains("tile/0/000 is missing"), "\(broken.text)")
        #expect(!FileManager.default.fileExists(atPath: copy.file("broken/checkpoint")))
    }

    @Test("a node that was killed leaves a lane without a stop: verification notes it and still holds")
    func killed() throws {
        let copy = try DemoState.finished().copy()
        try RunningNode(configuration: copy.configuration("330000")).kill()
        // The next start publishes what the dead one left.
        try RunningNode(configuration: copy.configuration("330000")).stop()
        let result = try Self.verify(copy, "330000")
        #expect(result.status == 0, "\(result.text)")
        #expect(result.output.matches(of: /"code":"laneOpen"/).count == 1, "\(result.text)")
    }

    @Test("a node that stops while another process publishes waits for it, and its last rows are published")
    func busyPublisher() throws {
        let copy = try DemoState.finished().copy()
        let errors = Pipe()
        let output = Pipe()
        let node = Process()
        node.executableURL = URL(filePath: HeduiProgram.path)
        node.arguments = ["serve", "--config", copy.configuration("330000")]
        node.standardInput = FileHandle.nullDevice
        node.standardOutput = output
        node.standardError = errors
        try node.run()
        defer { if node.isRunning { kill(node.processIdentifier, SIGKILL) } }
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {}
        let lock = open(copy.file("330000/store.sqlite.publisher-lock"), O_RDWR)
        try #require(lock >= 0 && flock(lock, LOCK_EX) == 0)
        node.terminate()
        var text: [UInt8] = []
        while let byte = try errors.fileHandleForReading.read(upToCount: 1)?.first {
            text.append(byte)
            if byte == UInt8(ascii: "\n"), String(decoding: text, as: UTF8.self).contains("waiting for it") { break }
        }
        #expect(String(decoding: text, as: UTF8.self).contains("waiting for it"))
        close(lock)
        node.waitUntilExit()
        #expect(try Self.rows(copy.file("330000/log")).last?.kind == "node.stopped")
        #expect(try Self.verify(copy, "330000").output.contains("\"notes\":[]"))
    }

    @Test("damaged rows of the database end as findings that name them")
    func damagedRows() throws {
        let copy = try DemoState.finished().copy()
        try copy.tamper("310000", "d.execute(\"UPDATE log_entry SET leaf_hash=x'00' WHERE seq=4\")")
        let result = try Self.verify(copy, "310000")
        #expect(result.status == 1)
        #expect(result.output.contains("\"code\":\"rowDamaged\",\"entry\":4"), "\(result.text)")
        #expect(result.errors == "")
    }

    private static func verify(_ copy: DemoCopy, _ region: String) throws -> HeduiProgram.Result {
        try HeduiProgram.run([
            "audit", "verify", "--config", copy.configuration(region), "--key",
            DemoState.finished().verifierKey(region), "--json",
        ])
    }
}
