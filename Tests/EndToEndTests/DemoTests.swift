import Foundation
import Testing

@Suite("make demo: four nodes verify a household")
struct DemoTests {
    @Test("the demo ends with 0, shows the report, says where report.html is, and verifies four logs")
    func endsWell() throws {
        let demo = try DemoState.finished()
        #expect(demo.result.status == 0, "\(demo.result.errors)")
        #expect(demo.result.output.contains("居民家庭经济状况核对报告"))
        #expect(demo.result.output.contains("report.html"))
        #expect(demo.result.output.contains("复算 replay: 4 answers verified again, same digest\n"))
        for region in DemoState.regions { #expect(demo.result.output.contains("audit log \(region): ✔")) }
        let html = try String(
            contentsOfFile: demo.reportFile().replacingOccurrences(of: ".json", with: ".html"),
            encoding: .utf8
        )
        for text in ["核对结论", "覆盖情况", "数据时点", "与申报比较", "异议", "@page", "V-02", "RE-01", "IN-01"] {
            #expect(html.contains(text), "report.html lacks \(text)")
        }
        #expect(!html.contains("http://") && !html.contains("https://"), "the page is self-contained")
    }

    @Test("a log that does not verify ends the demo with 1, and the last lines say which one it is")
    func damagedLog() throws {
        let folder = try TemporaryFolder()
        let output = "\(folder.path)/output"
        _ = FileManager.default.createFile(atPath: output, contents: nil)
        let errors = Pipe()
        let demo = Process()
        demo.executableURL = URL(filePath: HeduiProgram.path)
        demo.arguments = [
            "demo", "--folder", "\(folder.path)/demo", "--people", "0", "--suite", "es256", "--first-port", "20431",
        ]
        demo.currentDirectoryURL = HeduiProgram.root
        demo.standardInput = FileHandle.nullDevice
        demo.standardOutput = FileHandle(forWritingAtPath: output)
        demo.standardError = errors
        try demo.run()
        try Self.read(errors.fileHandleForReading, until: "3/4 ")
        // Its nodes run and publish; it waits meanwhile, and will not be done before the change.
        kill(demo.processIdentifier, SIGSTOP)
        let change = Swift.Result { try Self.changeFirstEntry(of: "\(folder.path)/demo/320000/store.sqlite") }
        kill(demo.processIdentifier, SIGCONT)
        demo.waitUntilExit()
        try #require(try change.get(), "the node published nothing")
        #expect(demo.terminationStatus == 1)
        let text = try String(contentsOfFile: output, encoding: .utf8)
        for region in DemoState.regions {
            #expect(text.contains("audit log \(region): \(region == "320000" ? "✘" : "✔")"), "\(text)")
        }
    }

    /// Reads to the end of the line with this text, or to the end.
    private static func read(_ handle: FileHandle, until text: String) throws {
        var bytes: [UInt8] = []
        while let byte = try handle.read(upToCount: 1)?.first {
            bytes.append(byte)
            if byte == UInt8(ascii: "\n"), String(decoding: bytes, as: UTF8.self).contains(text) { return }
        }
    }

    /// Changes the first sealed entry in a node's database; `false` when the node seals none while we look.
    private static func changeFirstEntry(of store: String) throws -> Bool {
        let script = """
            import sqlite3,sys
            d=sqlite3.connect('\(store)')
            n=d.execute("UPDATE log_entry SET leaf_hash=x'00' WHERE seq=(SELECT min(seq) FROM log_entry)").rowcount
            d.commit()
            sys.exit(0 if n==1 else 1)
            """
        for _ in 0..<200 {
            if try HeduiProgram.run("/usr/bin/env", ["python3", "-c", script]).status == 0 { return true }
        }
        return false
    }

    @Test("the headline family's flat, car, wage and pension come from four regions and are counted once each")
    func mergesAcrossRegions() throws {
        let report =
            try JSONSerialization.jsonObject(
                with: Data(contentsOf: URL(filePath: DemoState.finished().reportFile()))
            ) as? [String: Any]
        let picture = try #require(report?["picture"] as? [String: Any])
        let entries = try #require(picture["entries"] as? [[String: Any]])
        let decided = entries.compactMap { entry in
            (entry["decidedBy"] as? [String: Any]).map { "\(entry["category"] ?? "") \($0["region"] ?? "")" }
        }
        #expect(decided.filter { $0.hasPrefix("vehicle") } == ["vehicle 310000"])
        #expect(decided.filter { $0.hasPrefix("realEstate") } == ["realEstate 340000"])
        #expect(decided.filter { $0.hasPrefix("pension") } == ["pension 330000"])
        let legs = try #require(report?["legs"] as? [[String: Any]])
        #expect(legs.compactMap { $0["state"] as? String } == ["accepted", "accepted", "accepted", "accepted"])
    }
}
