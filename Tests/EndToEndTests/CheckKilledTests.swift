import Foundation
import Testing

@Suite("A check whose process is killed is finished by another one", .serialized)
struct CheckKilledTests {
    /// A demo's copy with a check that was killed while Zhejiang had its query and had not answered.
    private struct Killed {
        let copy: DemoCopy
        let caseIdentifier: String
    }

    /// Kills the coordinator, and lets Zhejiang go on; the nodes of the peers run.
    private func killed(_ nodes: inout [RunningNode]) throws -> Killed {
        let copy = try DemoState.finished().copy()
        nodes = try ["320000", "330000", "340000"].map { try RunningNode(configuration: copy.configuration($0)) }
        nodes[1].suspend()
        let errors = Pipe()
        let check = Process()
        check.executableURL = URL(filePath: HeduiProgram.path)
        check.arguments = [
            "check", "submit", "docs/examples/shanghai-hefei-suzhou-hangzhou.json", "--config",
            copy.configuration("310000"),
        ]
        check.currentDirectoryURL = HeduiProgram.root
        check.standardError = errors
        check.standardOutput = FileHandle.nullDevice
        try check.run()
        let wasAsked = try PeerKilledTests.readLines(errors.fileHandleForReading, until: "浙江省", and: "asked")
        Foundation.kill(check.processIdentifier, SIGKILL)
        check.waitUntilExit()
        nodes[1].resume()
        try #require(wasAsked, "the check ended before it had asked 浙江省")
        return Killed(copy: copy, caseIdentifier: try Self.openCase(copy))
    }

    private static func openCase(_ copy: DemoCopy) throws -> String {
        let status = try HeduiProgram.run(["check", "status", "--config", copy.configuration("310000")])
        let line = try #require(status.output.split(separator: "\n").first { $0.contains("  collecting  ") })
        return String(line.prefix { $0 != " " })
    }

    /// As if the time had passed in which the dead process was believed to be at work.
    private static func letLeaseRunOut(_ copy: DemoCopy) throws {
        try copy.tamper("310000", "d.execute('UPDATE case_lease SET expires_at = 1')")
    }

    private static func expectWhole(_ killed: Killed) throws {
        let configuration = killed.copy.configuration("310000")
        let report = try HeduiProgram.run(
            ["check", "report", killed.caseIdentifier, "--config", configuration, "--json"])
        let data = Data(report.output.utf8)
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let legs = try #require(json["legs"] as? [[String: Any]])
        #expect(legs.count == 4 && legs.allSatisfy { $0["state"] as? String == "accepted" }, "\(legs)")
        let replay = try HeduiProgram.run(["check", "replay", killed.caseIdentifier, "--config", configuration])
        #expect(replay.status == 0 && replay.output.contains("4 answers verified"), "\(replay.text)")
        let key = try DemoState.finished().verifierKey("310000")
        let audit = try HeduiProgram.run(["audit", "verify", "--config", configuration, "--key", key])
        #expect(audit.status == 0, "\(audit.text)")
    }

    @Test("`check resume` refuses while the dead process is believed to be at work, then finishes with all answers")
    func resumed() throws {
        var nodes: [RunningNode] = []
        defer { nodes.forEach { $0.kill() } }
        let killed = try killed(&nodes)
        let configuration = killed.copy.configuration("310000")
        let early = try HeduiProgram.run(["check", "resume", killed.caseIdentifier, "--config", configuration])
        #expect(early.status == 69 && early.errors.contains("another process works on"), "\(early.text)")
        try Self.letLeaseRunOut(killed.copy)
        let resumed = try HeduiProgram.run(["check", "resume", "--config", configuration])
        #expect(resumed.status == 0 && resumed.output.contains("report.html"), "\(resumed.text)")
        try Self.expectWhole(killed)
        let again = try HeduiProgram.run(["check", "resume", killed.caseIdentifier, "--config", configuration])
        #expect(again.status == 66 && again.errors.contains("finished"), "\(again.text)")
        let nothing = try HeduiProgram.run(["check", "resume", "--config", configuration, "--json"])
        #expect(nothing.status == 0 && nothing.output == "{\"reports\":[]}\n", "\(nothing.text)")
    }

    @Test("a node that starts finishes it by itself")
    func byTheNode() throws {
        var nodes: [RunningNode] = []
        defer { nodes.forEach { $0.kill() } }
        let killed = try killed(&nodes)
        try Self.letLeaseRunOut(killed.copy)
        let configuration = killed.copy.configuration("310000")
        let node = try RunningNode(configuration: configuration, until: "interrupted check finished")
        node.stop()
        try Self.expectWhole(killed)
    }
}
