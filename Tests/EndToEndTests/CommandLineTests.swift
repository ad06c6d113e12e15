import Foundation
import Testing
import VerificationDomain

@Suite("Every command tells a program what it tells a person, and ends with a code that says why")
struct CommandLineTests {
    /// Every command that has no commands below it, as the program's own help lists them.
    private static func leaves(below command: [String] = []) throws -> [[String]] {
        let help = try HeduiProgram.run(command + ["--help"])
        try #require(help.status == 0, "\(help.text)")
        guard let list = help.output.components(separatedBy: "\nSUBCOMMANDS:\n").dropFirst().first else {
            return [command]
        }
        let names = list.split(separator: "\n").compactMap { $0.firstMatch(of: /^ {2}([a-z][a-z-]*)/)?.output.1 }
        try #require(!names.isEmpty)
        return try names.filter { $0 != "help" }.flatMap { try leaves(below: command + [String($0)]) }
    }

    /// One runs until it is stopped, the other is a show for people.
    private static let withoutData: Set<[String]> = [["demo"], ["serve"]]

    @Test("every command that prints data takes --json, and says so in docs/commands.md")
    func json() throws {
        let leaves = try Self.leaves()
        #expect(leaves.count >= 18)
        #expect(Self.withoutData.isSubset(of: leaves))
        let page = try String(contentsOf: HeduiProgram.root.appending(path: "docs/commands.md"), encoding: .utf8)
        for command in leaves {
            let name = command.joined(separator: " ")
            let help = try HeduiProgram.run(command + ["--help"])
            #expect(help.output.contains("--json") != Self.withoutData.contains(command), "hedui \(name)")
            #expect(page.contains("`hedui \(name) ") || page.contains("`hedui \(name)`"), "\(name) is not documented")
        }
    }

    @Test("config validate says what it found, for people and for programs")
    func configValidate() throws {
        let demo = try DemoState.finished()
        let arguments = ["config", "validate", "--config", demo.configuration("310000")]
        let text = try HeduiProgram.run(arguments)
        #expect(text.status == 0, "\(text.text)")
        #expect(text.output.hasPrefix("✔ "))
        let result = try HeduiProgram.run(arguments + ["--json"])
        let json = try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(json["valid"] as? Bool == true)
        #expect(json["region"] as? String == "310000")
        #expect(try #require(json["registerRows"] as? Int) > 0)
        #expect(try #require(json["rulePacks"] as? Int) > 0)
    }

    @Test("report verify takes a registry and a root key instead of a node, and not both")
    func reportVerify() throws {
        let demo = try DemoState.finished()
        let file = try demo.reportFile()
        let trust = [
            "--registry", "\(demo.path)/330000/registry.jwt", "--root-key",
            "\(demo.path)/330000/keys/registry-root.pem",
        ]
        let good = try HeduiProgram.run(["report", "verify", file, "--json"] + trust)
        #expect(good.status == 0, "\(good.text)")
        let json = try #require(JSONSerialization.jsonObject(with: Data(good.output.utf8)) as? [String: Any])
        #expect(json["holds"] as? Bool == true)
        #expect(json["issuer"] as? String == "310000")
        let other = try HeduiProgram.run(
            ["report", "verify", file, "--registry", trust[1], "--root-key", "\(demo.path)/pki/tls-ca/cert.pem"])
        #expect(other.status == 77, "\(other.text)")
        let node = ["--config", demo.configuration("310000")]
        for options in [[], Array(trust[..<2]), trust + node] {
            let wrong = try HeduiProgram.run(["report", "verify", file] + options)
            #expect(wrong.status == 64, "\(options): \(wrong.text)")
            #expect(wrong.errors.split(separator: "\n").count == 1, "\(wrong.errors)")
        }
    }

    @Test("a report issued within the grace of an expired registry verifies for the node that grants it, and no other")
    func reportWithinGrace() throws {
        let demo = try DemoState.finished()
        let (copy, file) = (try demo.copy(), try demo.reportFile())
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let issuedAt = try #require(text.firstMatch(of: /"issuedAt":"([^"]+)"/).flatMap { Timestamp($0.output.1) })
        try copy.signRegistry(of: "310000") { text in
            text.replacing(/"expiresAt":"[^"]+"/) { _ in "\"expiresAt\":\"\(issuedAt.adding(seconds: -2))\"" }
        }
        let node = ["--config", copy.configuration("310000")]
        let trust = [
            "--registry", copy.file("310000/registry.jwt"), "--root-key", copy.file("310000/keys/registry-root.pem"),
        ]
        for options in [node, trust] {
            let result = try HeduiProgram.run(["report", "verify", file] + options)
            #expect(result.status == 78, "\(result.text)")
            #expect(result.errors.contains("had expired when the report was issued"), "\(result.text)")
        }
        for (seconds, status) in [(1, 78), (2, 0)] as [(Int, Int32)] {
            let grace = "  graceSeconds: \(seconds)\n"
            try copy.replace("  file: registry.jwt", with: grace + "  file: registry.jwt", in: "310000")
            let result = try HeduiProgram.run(["report", "verify", file] + node)
            #expect(result.status == status, "\(seconds): \(result.text)")
            try copy.replace(grace, with: "", in: "310000")
        }
        #expect(try HeduiProgram.run(["report", "verify", file] + trust).status == 78)
    }

    @Test(
        "a command line that is wrong ends with 64",
        arguments: [["nothing"], ["check", "status"], ["keys", "generate"], ["audit", "verify", "--people"]]
    )
    func usage(arguments: [String]) throws {
        let result = try HeduiProgram.run(arguments)
        #expect(result.status == 64, "\(result.text)")
        #expect(result.output.isEmpty)
    }

    @Test(
        "line ends in a name that the caller gave make no second line of an error",
        arguments: ["\n", "\r", "\r\n", "\u{85}", "\u{2028}"]
    )
    func lineEnds(end: String) throws {
        let file = "no\(end)where.json"
        let result = try HeduiProgram.run(["check", "submit", file, "--config", "nowhere.yaml"])
        #expect(result.status == 66, "\(result.text)")
        #expect(result.errors == "hedui: no where.json: the household file cannot be opened\n")
    }

    @Test("a register row that cannot be used makes the configuration invalid, and its register is named")
    func unusableRow() throws {
        let copy = try DemoState.finished().copy()
        let script = """
            import sqlite3
            d=sqlite3.connect('\(copy.file("310000/registers.sqlite"))')
            n=d.execute("UPDATE jdc SET xz='about 4' WHERE rowid=(SELECT min(rowid) FROM jdc)").rowcount
            assert n==1, n
            d.commit()
            """
        let changed = try HeduiProgram.run("/usr/bin/env", ["python3", "-c", script])
        try #require(changed.status == 0, "\(changed.errors)")
        let result = try HeduiProgram.run(["config", "validate", "--config", copy.configuration("310000")])
        #expect(result.status == 78, "\(result.text)")
        #expect(result.output.isEmpty)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.count == 2, "\(result.errors)")
        #expect(lines.first?.hasPrefix("✘ vehicle, table jdc: ") == true, "\(result.errors)")
        #expect(lines.last?.hasPrefix("hedui: registers: some rows cannot be used") == true, "\(result.errors)")
        #expect(!result.text.contains("about 4"))
    }

    @Test("a store that this program did not leave so ends with 70 and one line")
    func internalError() throws {
        let copy = try DemoState.finished().copy()
        try copy.tamper("310000", "d.execute('PRAGMA foreign_keys=OFF'); d.execute('DROP TABLE leg')")
        let result = try HeduiProgram.run(["check", "status", "--config", copy.configuration("310000")])
        #expect(result.status == 70, "\(result.text)")
        #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        #expect(result.errors.contains("defect"), "\(result.errors)")
    }

    @Test("a result that could not be written is no success")
    func outputFull() throws {
        let demo = try DemoState.finished()
        for command in ["check status", "audit key", "audit prove 3", "config validate"] {
            let line = "exec \(HeduiProgram.path) \(command) --config \(demo.configuration("310000")) > /dev/full"
            let result = try HeduiProgram.run("/bin/sh", ["-c", line])
            #expect(result.status == 73, "\(command): \(result.text)")
            #expect(result.errors.contains("standard output"), "\(command): \(result.text)")
            #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        }
    }

    @Test("session secrets are written nowhere, whatever the environment says")
    func noKeyLog() throws {
        let copy = try DemoState.finished().copy()
        let peer = try RunningNode(configuration: copy.configuration("320000"))
        defer { peer.kill() }
        let log = copy.file("key.log")
        let result = try HeduiProgram.run(
            "/usr/bin/env",
            [
                "SSLKEYLOGFILE=\(log)", HeduiProgram.path, "check", "submit", "docs/examples/clean.json", "--config",
                copy.configuration("340000"), "--json",
            ]
        )
        #expect(result.status == 0, "\(result.text)")
        #expect(result.output.contains("\"state\":\"accepted\""))
        #expect(!FileManager.default.fileExists(atPath: log), "the secrets of a TLS session lie open")
    }
}
