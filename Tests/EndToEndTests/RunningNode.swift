import Foundation

/// A `hedui serve` that a test starts and ends.
///
/// While it lives, no node of another copy runs: all copies of the demo have its ports.
final class RunningNode {
    private let process = Process()
    private let ports: DemoPorts.Claim

    /// Starts the node and returns when it says that it is ready, or when a line of its log holds `text`.
    init(configuration: String, until text: String? = nil) throws {
        let demo = URL(filePath: configuration).deletingLastPathComponent().deletingLastPathComponent().path
        ports = DemoPorts.claim(for: demo)
        let lines = Pipe()
        process.executableURL = URL(filePath: HeduiProgram.path)
        process.arguments = ["serve", "--config", configuration]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = text == nil ? lines : FileHandle.nullDevice
        process.standardError = text == nil ? FileHandle.nullDevice : lines
        try process.run()
        let awaited = text ?? "ready"
        _ = try PeerKilledTests.readLines(lines.fileHandleForReading, until: awaited, and: awaited)
    }

    var isRunning: Bool { process.isRunning }

    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Holds the process: it keeps its sockets and answers nothing.
    func suspend() { Foundation.kill(process.processIdentifier, SIGSTOP) }

    func resume() { Foundation.kill(process.processIdentifier, SIGCONT) }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// Sends a signal; returns the exit code, or `nil` when the node does not end by itself.
    func end(by signal: Int32) -> Int32? {
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        Foundation.kill(process.processIdentifier, signal)
        guard ended.wait(timeout: .now() + .seconds(60)) == .success else {
            kill()
            return nil
        }
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : nil
    }
}

/// The ports that the shared demo was given, and that every copy of it has in its registry.
///
/// Tests of several suites run at once: without this, a check of one copy would be answered by a node of another, or
/// a node would find its port taken.
enum DemoPorts {
    /// Gives the ports back when it goes away.
    final class Claim {
        fileprivate init() {}
        deinit { DemoPorts.holder.release() }
    }

    fileprivate static let holder = Holder()

    /// Waits until no other demo has the ports. One demo may claim them several times, for several nodes.
    static func claim(for demo: String) -> Claim {
        holder.take(for: demo)
        return Claim()
    }

    /// Runs `body` while no node of another copy runs.
    static func hold<Result>(for demo: String, _ body: () throws -> Result) rethrows -> Result {
        let claim = claim(for: demo)
        defer { withExtendedLifetime(claim) {} }
        return try body()
    }

    // The condition's lock guards both variables.
    fileprivate final class Holder: @unchecked Sendable {
        private let condition = NSCondition()
        private var demo = ""
        private var count = 0

        func take(for demo: String) {
            condition.withLock {
                while count > 0, self.demo != demo { condition.wait() }
                self.demo = demo
                count += 1
            }
        }

        func release() {
            condition.withLock {
                count -= 1
                if count == 0 { condition.broadcast() }
            }
        }
    }
}
