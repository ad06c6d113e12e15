import Foundation
import Testing

@Suite("hedui demo --keep leaves its nodes running")
struct KeptDemoTests {
    private let folder: TemporaryFolder
    private var processFile: String { "\(folder.path)/nodes.pid" }
    private var arguments: [String] {
        [
            "demo", "--keep", "--folder", folder.path, "--people", "0", "--suite", "es256", "--first-port", "19431",
        ]
    }

    init() throws { folder = try TemporaryFolder() }

    private var identifiers: [Int32] {
        let text = (try? String(contentsOfFile: processFile, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { Int32($0) }
    }

    /// The port of each node, as its configuration has it.
    private func ports() throws -> [Int] {
        try DemoState.regions.map { region in
            let text = try String(contentsOfFile: "\(folder.path)/\(region)/hedui.yaml", encoding: .utf8)
            return try #require(text.firstMatch(of: /port: (\d+)/).flatMap { Int($0.output.1) })
        }
    }

    /// A process that has ended and that nobody has waited for has no command line any more.
    private static func isRunning(_ identifier: Int32) -> Bool {
        FileManager.default.contents(atPath: "/proc/\(identifier)/cmdline")?.isEmpty == false
    }

    /// Runs it to its end; returns the process numbers that stood in the file when the check began.
    private func runLookingEarly() throws -> [Int32] {
        let errors = Pipe()
        let demo = Process()
        demo.executableURL = URL(filePath: HeduiProgram.path)
        demo.arguments = arguments
        demo.currentDirectoryURL = HeduiProgram.root
        demo.standardInput = FileHandle.nullDevice
        demo.standardOutput = FileHandle.nullDevice
        demo.standardError = errors
        try demo.run()
        var text: [UInt8] = []
        while let byte = try errors.fileHandleForReading.read(upToCount: 1)?.first {
            text.append(byte)
            if byte == UInt8(ascii: "\n"), String(decoding: text, as: UTF8.self).contains("3/4 ") { break }
        }
        let early = identifiers
        demo.waitUntilExit()
        #expect(demo.terminationStatus == 0, "\(String(decoding: text, as: UTF8.self))")
        return early
    }

    @Test("their numbers are kept from their start on, they answer, and the next demo takes their place and ports")
    func keepsNodes() throws {
        let first = try runLookingEarly()
        defer { (first + identifiers).filter(Self.isRunning).forEach { kill($0, SIGKILL) } }
        #expect(first.count == 4)
        #expect(first == identifiers)
        #expect(first.allSatisfy(Self.isRunning), "a node has ended")
        let firstPorts = try ports()
        let household = "docs/examples/temporary-assistance.json"
        let check = try HeduiProgram.run(
            ["check", "submit", household, "--config", "\(folder.path)/320000/hedui.yaml", "--json"])
        #expect(check.status == 0, "\(check.text)")
        #expect(check.output.contains("\"state\":\"accepted\""))
        #expect(!check.output.contains("\"state\":\"failed\""))

        let again = try HeduiProgram.run(arguments)
        #expect(again.status == 0, "\(again.text)")
        #expect(!first.contains(where: Self.isRunning), "a node of the first demo still runs")
        #expect(identifiers.count == 4 && Set(identifiers).isDisjoint(with: first))
        for (index, (before, after)) in zip(firstPorts, try ports()).enumerated() {
            let address = "\(DemoState.regions[index]) https://127.0.0.1:\(after)\n"
            #expect(again.output.contains(address), "\(again.output)")
            // The port that it prefers is free again only when the node before has ended.
            if before == 19431 + index { #expect(after == before) }
        }
    }
}
