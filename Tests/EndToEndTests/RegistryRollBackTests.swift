import Foundation
import Testing

@Suite("A node that has taken a registry takes none that is older, or another of the same serial")
struct RegistryRollBackTests {
    private let copy: DemoCopy

    init() throws { copy = try DemoState.finished().copy() }

    private var file: String { copy.file("310000/registry.jwt") }

    /// The demo's registry with this serial and this end, signed by the joint conference's root key.
    private func sign(serial: Int, year: Int? = nil) throws {
        let root = copy.file("pki/registry-root")
        let shown = try HeduiProgram.run(["registry", "show", file, "--root-key", "\(root)/public.pem"])
        try #require(shown.status == 0, "\(shown.text)")
        var text = shown.output.replacing(/"serial":\d+/) { _ in "\"serial\":\(serial)" }
        if let year { text = text.replacing(/"expiresAt":"20\d\d/) { _ in "\"expiresAt\":\"\(year)" } }
        try text.write(toFile: copy.file("registry.json"), atomically: true, encoding: .utf8)
        let signed = try HeduiProgram.run([
            "registry", "sign", copy.file("registry.json"), "--root-key", "\(root)/key.pem", "--out", file,
        ])
        try #require(signed.status == 0, "\(signed.text)")
    }

    private func start() throws -> HeduiProgram.Result {
        try HeduiProgram.run(["serve", "--config", copy.configuration("310000")])
    }

    /// Whether the node's log, sealed or not, holds a row with all of these texts.
    private func expectRow(_ texts: String...) throws {
        let list = texts.map { "b'\"\($0)\"'" }.joined(separator: ",")
        try copy.tamper(
            "310000",
            """
            rows=[bytes(r[0]) for t in ('audit_outbox','log_entry') for r in d.execute('SELECT leaf FROM '+t)]
            assert any(all(w in row for w in [\(list)]) for row in rows), rows[-3:]
            """
        )
    }

    @Test("a node that ran under serial 2 does not start under serial 1, and leaves a row that says so")
    func older() throws {
        let old = try Data(contentsOf: URL(filePath: file))
        try sign(serial: 2)
        let node = try RunningNode(configuration: copy.configuration("310000"))
        #expect(node.isRunning)
        node.stop()
        try expectRow("registry.loaded", "serial\":2,\"digest")
        try old.write(to: URL(filePath: file))
        let result = try start()
        #expect(result.status == 78, "\(result.text)")
        #expect(result.errors.contains("older than one taken before: serial 1 after 2"), "\(result.text)")
        #expect(result.errors.split(separator: "\n").count == 1)
        try expectRow("alert.raised", "registrySerialWentBack")
        let check = try HeduiProgram.run(
            ["check", "submit", "docs/examples/clean.json", "--config", copy.configuration("310000")])
        #expect(check.status == 78, "\(check.text)")
    }

    @Test("another registry of the serial that was taken is refused; the one that was taken still starts")
    func sameSerial() throws {
        let taken = try Data(contentsOf: URL(filePath: file))
        try sign(serial: 1, year: 2097)
        let result = try start()
        #expect(result.status == 78, "\(result.text)")
        #expect(result.errors.contains("another registry of serial 1"), "\(result.text)")
        try expectRow("alert.raised", "registryDigestDiffers")
        try taken.write(to: URL(filePath: file))
        let node = try RunningNode(configuration: copy.configuration("310000"))
        #expect(node.isRunning)
        node.kill()
    }
}
