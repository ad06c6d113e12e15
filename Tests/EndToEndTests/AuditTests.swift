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
            try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)").sorted().last
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
        let kept = copy.file("kept")
        try FileManager.default.copyItem(atPath: copy.file("310000/log/checkpoint"), toPath: kept)
        let key = try demo.verifierKey("310000")
        let same = try HeduiProgram.run([
            "audit", "verify", "--dir", copy.file("310000/log"), "--key", key, "--since", kept,
        ])
        #expect(same.status == 0, "\(same.text)")
        let other = try HeduiProgram.run(
            ["audit", "verify", "--dir", copy.file("320000/log"), "--key", demo.verifierKey("320000"), "--since", kept])
        #expect(other.status == 1)
    }

    @Test("export writes the tlog-tiles layout and vkeys, and the folder verifies by itself")
    func export() throws {
        let demo = try DemoState.finished()
        let target = try TemporaryFolder()
        let out = "\(target.path)/export"
        let result = try HeduiProgram.run(["audit", "export", "--config", demo.configuration("310000"), "--out", out])
        #expect(result.status == 0, "\(result.text)")
        for name in ["checkpoint", "vkeys", "tile/0", "tile/entries"] {
            #expect(FileManager.default.fileExists(atPath: "\(out)/\(name)"), "\(name) is missing")
        }
        let keys = try String(contentsOfFile: "\(out)/vkeys", encoding: .utf8)
        #expect(try keys == "\(demo.verifierKey("310000"))\n")
        let verified = try HeduiProgram.run(["audit", "verify", "--dir", out, "--key", demo.verifierKey("310000")])
        #expect(verified.status == 0, "\(verified.text)")
        let again = try HeduiProgram.run(["audit", "export", "--config", demo.configuration("310000"), "--out", out])
        #expect(again.status == 73)
    }

    @Test("an independent verifier in another language accepts the exported log, and refuses a changed one")
    func independentVerifier() throws {
        let demo = try DemoState.finished()
        let target = try TemporaryFolder()
        let out = "\(target.path)/export"
        _ = try HeduiProgram.run(["audit", "export", "--config", demo.configuration("310000"), "--out", out])
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

    @Test("prove writes a tlog-proof that names its entry; an entry that is not there is an error")
    func prove() throws {
        let demo = try DemoState.finished()
        let target = try TemporaryFolder()
        let file = "\(target.path)/entry-3.tlog-proof"
        let result = try HeduiProgram.run(
            ["audit", "prove", "3", "--config", demo.configuration("310000"), "--out", file])
        #expect(result.status == 0, "\(result.text)")
        #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("c2sp.org/tlog-proof@v1\nindex 3\n"))
        let missing = try HeduiProgram.run(["audit", "prove", "999999", "--config", demo.configuration("310000")])
        #expect(missing.status == 65)
    }
}
