import Foundation
import Testing

@Suite("hedui audit, from a key outside the store")
struct AuditTests {
    @Test("verify passes after the demo on all four nodes", arguments: DemoState.regions)
    func holds(region: String) throws {
        let demo = try DemoState.finished()
        let result = try HeduiProgram.run(
            ["audit", "verify", "--config", demo.configuration(region), "--key", demo.verifierKey(region)])
        #expect(result.status == 0, "\(result.text)")
    }

    @Test("one byte changed in the database, with that row's leaf hash recomputed, fails and names the entry")
    func databaseRow() throws {
        let demo = try DemoState.finished()
        let copy = try demo.copy()
        try copy.tamper(
            "310000",
            """
            leaf=bytearray(d.execute('SELECT leaf FROM log_entry WHERE seq=5').fetchone()[0])
            leaf[-3]^=1
            h=hashlib.sha256(b'\\x00'+bytes(leaf)).digest()
            d.execute('UPDATE log_entry SET leaf=?, leaf_hash=? WHERE seq=5',(bytes(leaf),h))
            """
        )
        let result = try HeduiProgram.run(
            ["audit", "verify", "--config", copy.configuration("310000"), "--key", demo.verifierKey("310000")])
        #expect(result.status == 1)
        #expect(result.output.contains("entry 5") || result.output.contains("row 5"), "\(result.text)")
    }

    @Test("one byte changed in a published bundle fails and names the entry")
    func publishedBundle() throws {
        let demo = try DemoState.finished()
        let copy = try demo.copy()
        let folder = copy.file("310000/log/tile/entries")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
        let bundle = try #require(
            try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)").compactMap { Int($0) }.max()
        )
        let path = "\(folder)/\(name)/\(bundle)"
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let first = Int(bytes[0]) << 8 | Int(bytes[1])
        // Within the second entry.
        bytes[2 + first + 2 + 20] ^= 1
        try Data(bytes).write(to: URL(filePath: path))
        let result = try HeduiProgram.run(
            [
                "audit", "verify", "--config", copy.configuration("310000"), "--key", demo.verifierKey("310000"),
                "--json",
            ])
        #expect(result.status == 1)
        #expect(result.output.contains("\"entry\":1"), "\(result.text)")
    }

    @Test("a key of another log verifies nothing")
    func wrongKey() throws {
        let demo = try DemoState.finished()
        let result = try HeduiProgram.run(
            ["audit", "verify", "--config", demo.configuration("310000"), "--key", demo.verifierKey("320000")])
        #expect(result.status == 1)
    }

    @Test("a log whose tail was cut off does not begin where a kept checkpoint ends")
    func keptCheckpoint() throws {
        let demo = try DemoState.finished()
        let copy = try demo.copy()
        let key = try demo.verifierKey("340000")
        let kept = copy.file("kept")
        // The log grows by a check, and an officer keeps its checkpoint.
        let check = try HeduiProgram.run(
            ["check", "submit", "docs/examples/clean.json", "--config", copy.configuration("340000")])
        try #require(check.status == 0, "\(check.text)")
        try FileManager.default.copyItem(atPath: copy.file("340000/log/checkpoint"), toPath: kept)
        func verify(_ place: [String]) throws -> HeduiProgram.Result {
            try HeduiProgram.run(["audit", "verify", "--key", key, "--since", kept] + place)
        }
        let whole = try verify(["--config", copy.configuration("340000")])
        #expect(whole.status == 0, "\(whole.text)")
        // Then somebody puts everything back to what it was: database, published files and signer's memory.
        for place in [["--dir", "\(demo.path)/340000/log"], ["--config", demo.configuration("340000")]] {
            let cut = try verify(place)
            #expect(cut.status == 1, "\(cut.text)")
            #expect(cut.output.contains("✘"), "\(cut.text)")
            // Without the kept checkpoint nothing would show it.
            #expect(try HeduiProgram.run(["audit", "verify", "--key", key] + place).status == 0)
        }
    }

    @Test("verify wants one place to look at, and nothing else", arguments: [true, false])
    func onePlace(both: Bool) throws {
        let demo = try DemoState.finished()
        let places = ["--config", demo.configuration("310000"), "--dir", "\(demo.path)/310000/log"]
        let arguments = try ["audit", "verify", "--key", demo.verifierKey("310000")] + (both ? places : [])
        let result = try HeduiProgram.run(arguments)
        #expect(result.status == 64, "\(result.text)")
        #expect(result.errors == "hedui: give one of --config and --dir\n")
    }

    @Test("export writes the tlog-tiles layout and vkeys, and the folder verifies by itself")
    func export() throws {
        let demo = try DemoState.finished()
        // An export leaves its row, so it works on a copy.
        let copy = try demo.copy()
        let target = try TemporaryFolder()
        let out = "\(target.path)/export"
        let result = try HeduiProgram.run(["audit", "export", "--config", copy.configuration("310000"), "--out", out])
        #expect(result.status == 0, "\(result.text)")
        for name in ["checkpoint", "vkeys", "tile/0", "tile/entries"] {
            #expect(FileManager.default.fileExists(atPath: "\(out)/\(name)"), "\(name) is missing")
        }
        let keys = try String(contentsOfFile: "\(out)/vkeys", encoding: .utf8)
        #expect(try keys == "\(demo.verifierKey("310000"))\n")
        let verified = try HeduiProgram.run(["audit", "verify", "--dir", out, "--key", demo.verifierKey("310000")])
        #expect(verified.status == 0, "\(verified.text)")
        let again = try HeduiProgram.run(["audit", "export", "--config", copy.configuration("310000"), "--out", out])
        #expect(again.status == 73)
    }

    @Test("an independent verifier in another language accepts the exported log, and refuses a changed one")
    func independentVerifier() throws {
        let demo = try DemoState.finished()
        // An export leaves its row, so it works on a copy.
        let copy = try demo.copy()
        let target = try TemporaryFolder()
        let out = "\(target.path)/export"
        _ = try HeduiProgram.run(["audit", "export", "--config", copy.configuration("310000"), "--out", out])
        let source = HeduiProgram.root.appending(path: "Tests/EndToEndTests/Fixtures/verify-log").path
        let verify =
            "cd '\(source)' && GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE='\(target.path)/cache' "
            + "go run main.go '\(out)'"
        let good = try HeduiProgram.run("/bin/sh", ["-c", verify])
        #expect(good.status == 0, "\(good.text)")
        let tiles = "\(out)/tile/entries/000.p"
        // Partial bundles of earlier checkpoints may lie beside the last one: change them all.
        for bundle in try FileManager.default.contentsOfDirectory(atPath: tiles) {
            var bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(tiles)/\(bundle)")))
            bytes[40] ^= 1
            try Data(bytes).write(to: URL(filePath: "\(tiles)/\(bundle)"))
        }
        #expect(try HeduiProgram.run("/bin/sh", ["-c", verify]).status != 0)
    }

    @Test("key prints the verifier key that the demo printed")
    func key() throws {
        let demo = try DemoState.finished()
        let arguments = ["audit", "key", "--config", demo.configuration("310000")]
        #expect(try HeduiProgram.run(arguments).output == "\(demo.verifierKey("310000"))\n")
        #expect(try HeduiProgram.run(arguments + ["--json"]).output == "{\"vkey\":\"\(demo.verifierKey("310000"))\"}\n")
    }
}
