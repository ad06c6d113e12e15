import Foundation
import Testing

@testable import hedui

@Suite("Nodes that an earlier demo kept running are stopped, and nobody else's process is")
struct EarlierNodesTests {
    private let folder: ScratchFolder
    private var demo: String { folder.file("demo") }

    init() throws { folder = try ScratchFolder() }

    /// A process with these words behind its own command, which waits for a line that never comes. It takes signals,
    /// whatever the thread that started it had blocked.
    private final class Waiting {
        private let process = Process()
        private let input = Pipe()

        init(_ words: [String]) throws {
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["python3", "-c", Self.script] + words
            process.standardInput = input
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            // Until it runs its own program it has another command line, and blocks what its parent's thread blocked.
            _ = try output.fileHandleForReading.read(upToCount: 1)
        }

        private static let script = """
            import signal,sys
            signal.pthread_sigmask(signal.SIG_SETMASK,[])
            print('.',flush=True)
            sys.stdin.read()
            """

        var identifier: Int32 { process.processIdentifier }

        /// The signal that ended it: ours, unless another came before.
        func endingSignal() -> Int32 {
            kill(identifier, SIGKILL)
            process.waitUntilExit()
            return process.terminationReason == .uncaughtSignal ? process.terminationStatus : 0
        }
    }

    private func stop(_ processes: [Waiting]) async throws {
        let lines = processes.map { "\($0.identifier)\n" }.joined()
        try folder.write(lines, to: "nodes.pid")
        await EarlierNodes(file: folder.file("nodes.pid"), folder: demo).stop()
    }

    @Test("a node whose configuration is in the folder is asked to stop, and has ended afterwards")
    func own() async throws {
        let node = try Waiting(["serve", "--config", "\(demo)/310000/hedui.yaml"])
        try await stop([node])
        #expect(node.endingSignal() == SIGTERM)
    }

    @Test("a node of another folder, and another program, run on though their numbers stand in the file")
    func others() async throws {
        let others = try [
            ["serve", "--config", "\(demo)-of-somebody/310000/hedui.yaml"], ["serve", "--config", demo],
            ["check", "--config", "\(demo)/310000/hedui.yaml"], ["serve"],
        ].map(Waiting.init)
        let node = try Waiting(["serve", "--config", "\(demo)/320000/hedui.yaml"])
        try await stop(others + [node])
        #expect(node.endingSignal() == SIGTERM)
        #expect(others.map { $0.endingSignal() } == [SIGKILL, SIGKILL, SIGKILL, SIGKILL])
    }

    @Test("a file that is not there, or holds no numbers, stops nothing")
    func noFile() async throws {
        await EarlierNodes(file: folder.file("none"), folder: demo).stop()
        try folder.write("none\n-\n", to: "nodes.pid")
        await EarlierNodes(file: folder.file("nodes.pid"), folder: demo).stop()
    }
}
