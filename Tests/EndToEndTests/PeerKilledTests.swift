import Foundation
import Testing

@Suite("A peer that dies in mid-check never fails the check", .serialized)
struct PeerKilledTests {
    @Test("a node killed while its query is out gives a labelled partial report, and the log still holds")
    func killedInMidCheck() throws {
        let demo = try DemoState.finished()
        let copy = try demo.copy()
        let nodes = try ["320000", "330000", "340000"].map { try RunningNode(configuration: copy.configuration($0)) }
        defer { nodes.forEach { $0.kill() } }
        // A held process accepts the connection in its backlog and answers nothing, so the query is out for certain.
        nodes[1].suspend()
        let errors = Pipe()
        let output = copy.file("output")
        _ = FileManager.default.createFile(atPath: output, contents: nil)
        let check = Process()
        check.executableURL = URL(filePath: HeduiProgram.path)
        check.arguments = [
            "check", "submit", "docs/examples/shanghai-hefei-suzhou-hangzhou.json", "--config",
            copy.configuration("310000"), "--json",
        ]
        check.currentDirectoryURL = HeduiProgram.root
        check.standardError = errors
        check.standardOutput = FileHandle(forWritingAtPath: output)
        try check.run()
        let wasAsked = try Self.readLines(errors.fileHandleForReading, until: "浙江省", and: "asked")
        nodes[1].kill()
        check.waitUntilExit()
        try #require(wasAsked, "the check ended before it had asked 浙江省")
        #expect(check.terminationStatus == 0)
        let data = try Data(contentsOf: URL(filePath: output))
        let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(report["label"] as? String == "partial")
        let legs = try #require(report["legs"] as? [[String: Any]])
        let states = Dictionary(
            uniqueKeysWithValues: legs.map { ($0["region"] as? String ?? "", $0["state"] as? String ?? "") }
        )
        #expect(states["330000"] == "failed" || states["330000"] == "timedOut", "\(states)")
        #expect(["310000", "320000", "340000"].allSatisfy { states[$0] == "accepted" }, "\(states)")
        let picture = try #require(report["picture"] as? [String: Any])
        let indication = try #require(picture["indication"] as? [String: Any])
        #expect(indication["status"] as? String != "within")
        let killed = try #require(legs.first { $0["region"] as? String == "330000" })
        try Self.expectClosed(try #require(killed["query"] as? String), as: states["330000"] ?? "", in: copy)
        let verified = try HeduiProgram.run(
            ["audit", "verify", "--config", copy.configuration("310000"), "--key", demo.verifierKey("310000")])
        #expect(verified.status == 0, "\(verified.text)")
    }

    /// Expects one entry of Shanghai's log that closes the leg of this query.
    private static func expectClosed(_ query: String, as state: String, in copy: DemoCopy) throws {
        try copy.tamper(
            "310000",
            """
            import json
            entries=[json.loads(row[0]) for row in d.execute('SELECT leaf FROM log_entry ORDER BY seq')]
            closed=[e for e in entries if e['kind']=='leg.closed' and e.get('x',{}).get('query')=='\(query)']
            assert len(closed)==1, closed
            assert closed[0]['x']['state']=='\(state)' and closed[0]['peer']['org']=='330000', closed
            """
        )
    }

    @Test("with every peer dead the clean household is undecidable, in the words that the rule demands")
    func everyPeerDead() throws {
        let copy = try DemoState.finished().copy()
        let result = try DemoPorts.hold(for: copy.folder.path) {
            try HeduiProgram.run(
                ["check", "submit", "docs/examples/clean.json", "--config", copy.configuration("340000")])
        }
        #expect(result.status == 0, "\(result.text)")
        #expect(result.output.contains("在已反馈范围内未发现超标"), "\(result.output)")
        #expect(result.output.contains("部分反馈"))
        #expect(!result.output.contains("核对结论 Indication: 未发现超标"))
    }

    @Test("the console says as it happens which region answered, and which did not and why")
    func progress() throws {
        let copy = try DemoState.finished().copy()
        let result = try DemoPorts.hold(for: copy.folder.path) {
            try HeduiProgram.run(
                ["check", "submit", "docs/examples/clean.json", "--config", copy.configuration("340000"), "--json"])
        }
        #expect(result.status == 0, "\(result.text)")
        func lines(_ region: String) -> [Substring] {
            result.errors.split(separator: "\n").filter { $0.contains(region) }
        }
        let own = lines("安徽省")
        #expect(own.count == 2 && own.first?.hasSuffix("asked") == true, "\(result.errors)")
        #expect(own.last?.hasSuffix("已反馈并核验 answered and verified") == true, "\(result.errors)")
        let dead = lines("江苏省")
        #expect(dead.count == 2 && dead.first?.hasSuffix("asked") == true, "\(result.errors)")
        #expect(dead.last?.contains("未反馈:无法连接 无法建立连接(connectFailed)") == true, "\(result.errors)")
        for line in own + dead { #expect(line.contains(/^ {2}\d+\.\ds {2}/), "\(line)") }
    }

    /// Reads lines until one holds both texts; `false` when the output ends before.
    static func readLines(_ handle: FileHandle, until first: String, and second: String) throws -> Bool {
        var line: [UInt8] = []
        while let byte = try handle.read(upToCount: 1)?.first {
            if byte == UInt8(ascii: "\n") {
                let text = String(decoding: line, as: UTF8.self)
                if text.contains(first), text.contains(second) { return true }
                line = []
            } else {
                line.append(byte)
            }
        }
        return false
    }
}
