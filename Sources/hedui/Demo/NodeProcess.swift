import Foundation

/// One `hedui serve` of the demo: a process of its own, stopped when the demo ends.
final class NodeProcess: Sendable {
    let configurationPath: String
    let processIdentifier: Int32
    private let process: LockedProcess

    /// Starts the node and waits for its line of readiness.
    ///
    /// - Throws: `CommandFailure` when it ends before it is ready; its own message is on standard error already.
    static func start(executable: String, configurationPath: String, logPath: String) async throws -> NodeProcess {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: executable)
        process.arguments = ["serve", "--config", configurationPath]
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        guard
            FileManager.default.createFile(atPath: logPath, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw CommandFailure(.cannotWrite, "\(logPath): cannot be written") }
        process.standardError = FileHandle(forWritingAtPath: logPath)
        do {
            try process.run()
        } catch {
            throw CommandFailure(.unavailable, "\(executable): cannot be started as a node")
        }
        guard await firstLine(of: output.fileHandleForReading) != nil else {
            process.waitUntilExit()
            throw CommandFailure(.unavailable, "node \(configurationPath) did not start; see \(logPath)")
        }
        return NodeProcess(process, configurationPath)
    }

    private init(_ process: Process, _ configurationPath: String) {
        self.process = LockedProcess(process)
        self.configurationPath = configurationPath
        processIdentifier = process.processIdentifier
    }

    /// The first line that the child writes, or `nil` when it closes its output without one. Reading blocks, so it
    /// happens on a queue of its own and not on the cooperative pool.
    private static func firstLine(of handle: FileHandle) async -> String? {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var bytes: [UInt8] = []
                while let byte = try? handle.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
                    bytes.append(byte)
                }
                continuation.resume(returning: bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    /// Asks the node to stop and waits until it has.
    func stop() { process.stop() }

    /// Ends the node at once, as a power cut would.
    func kill() {
        Foundation.kill(processIdentifier, SIGKILL)
        process.wait()
    }
}

// `Process` may be used from any thread for stopping and waiting, one caller at a time; the lock sees to that.
private final class LockedProcess: @unchecked Sendable {
    private let process: Process
    private let lock = NSLock()

    init(_ process: Process) { self.process = process }

    func stop() {
        lock.withLock {
            if process.isRunning { process.terminate() }
            process.waitUntilExit()
        }
    }

    func wait() { lock.withLock { process.waitUntilExit() } }
}
