import Foundation
import Testing

/// One finished demo that all tests share; a test that changes something works on a copy.
struct DemoState {
    let folder: TemporaryFolder
    let result: HeduiProgram.Result

    var path: String { folder.path }

    static let shared = Swift.Result { try DemoState() }

    static func finished() throws -> DemoState { try shared.get() }

    private init() throws {
        folder = try TemporaryFolder()
        result = try HeduiProgram.run(["demo", "--folder", folder.path, "--people", "400", "--first-port", "18431"])
    }

    static let regions = ["310000", "320000", "330000", "340000"]

    func configuration(_ region: String) -> String { "\(path)/\(region)/hedui.yaml" }

    /// A copy to break; configurations hold relative paths, so it stands by itself.
    func copy() throws -> DemoCopy { try DemoCopy(of: path) }

    /// The verifier key of a region as the demo printed it: known outside the node's store.
    func verifierKey(_ region: String) throws -> String {
        let line = result.output.split(separator: "\n").first { $0.contains("audit log \(region)") }
        return try #require(line?.split(separator: " ").last.map(String.init))
    }

    /// The case of the demo's check.
    func caseIdentifier() throws -> String {
        let line = result.output.split(separator: "\n").first { $0.hasPrefix("编号 case") }
        return try #require(line?.split(separator: " ").last.map(String.init))
    }

    func reportFile() throws -> String {
        let line = result.output.split(separator: "\n").first { $0.hasPrefix("数据 report.json") }
        return try #require(line?.split(separator: " ").last.map(String.init))
    }
}

/// A copy of a finished demo.
struct DemoCopy {
    let folder: TemporaryFolder

    init(of path: String) throws {
        folder = try TemporaryFolder()
        for region in DemoState.regions + ["pki"] {
            try FileManager.default.copyItem(atPath: "\(path)/\(region)", toPath: "\(folder.path)/\(region)")
        }
    }

    func file(_ name: String) -> String { "\(folder.path)/\(name)" }
    func configuration(_ region: String) -> String { file("\(region)/hedui.yaml") }

    /// Changes one line of a node's configuration.
    func replace(_ old: String, with new: String, in region: String) throws {
        let path = configuration(region)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try #require(text.contains(old))
        try text.replacingOccurrences(of: old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// Runs SQL on a node's store with the `sqlite3` module of Python, as somebody with the file would.
    func tamper(_ region: String, _ python: String) throws {
        let script =
            "import sqlite3,hashlib\nd=sqlite3.connect('\(file("\(region)/store.sqlite"))')\n\(python)\nd.commit()"
        let result = try HeduiProgram.run("/usr/bin/env", ["python3", "-c", script])
        try #require(result.status == 0, "\(result.errors)")
    }
    /// Puts a changed registry into a node's folder, signed by the joint conference's root key.
    func signRegistry(of region: String, _ change: (String) -> String) throws {
        let root = file("pki/registry-root")
        let target = file("\(region)/registry.jwt")
        let shown = try HeduiProgram.run(["registry", "show", target, "--root-key", "\(root)/public.pem"])
        try #require(shown.status == 0, "\(shown.text)")
        let changed = change(shown.output)
        try #require(changed != shown.output)
        try changed.write(toFile: file("registry.json"), atomically: true, encoding: .utf8)
        let signed = try HeduiProgram.run([
            "registry", "sign", file("registry.json"), "--root-key", "\(root)/key.pem", "--out", target,
        ])
        try #require(signed.status == 0, "\(signed.text)")
    }

    /// The number of rows of each table of a node's store, those of its log included.
    func storedRows(_ region: String) throws -> String {
        let script = """
            import sqlite3
            d=sqlite3.connect('\(file("\(region)/store.sqlite"))')
            names=[r[0] for r in d.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")]
            log=['audit_outbox','log_entry','log_subtree','log_state','checkpoint']
            assert set(log) < set(names), names
            print([(n, d.execute('SELECT count(*) FROM '+n).fetchone()[0]) for n in names])
            """
        let result = try HeduiProgram.run("/usr/bin/env", ["python3", "-c", script])
        try #require(result.status == 0, "\(result.errors)")
        return result.output
    }
}
