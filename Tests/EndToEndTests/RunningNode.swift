import Foundation

/// A `hedui serve` that a test starts and ends.
final class RunningNode {
    private let process = Process()

    /// Starts the node and returns when it says that it is ready.
    init(configuration: String) throws {
        let output = Pipe()
        process.executableURL = URL(filePath: HeduiProgram.path)
        process.arguments = ["serve", "--config", configuration]
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        // The line of readiness, or the end of its output.
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {}
    }

    var isRunning: Bool { process.isRunning }

    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Holds the process: it keeps its sockets and answers nothing.
    func suspend() { Foundation.kill(process.processIdentifier, SIGSTOP) }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
