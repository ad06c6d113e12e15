public import CurlTransport
import Foundation
import Synchronization

/// `hostile_server.py`, running: a real TLS peer whose path names are ways of behaving badly.
public final class HostileServer: Sendable {
    public let port: Int
    public let proxyPort: Int
    /// Accepts TCP and never answers the TLS handshake.
    public let mutePort: Int
    public let events: EventLog
    private let process: Process
    private let input: FileHandle
    private let lastMark = Atomic(0)

    public init(identity: ClientIdentity, clientAuthority: String, newestTLS: String = "1.3") async throws {
        let (process, input, output) = (Process(), Pipe(), Pipe())
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("hostile_server.py")
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["python3", script.path, "--certificate", identity.certificateFile, "--key", identity.privateKeyFile]
            + ["--client-authority", clientAuthority, "--newest-tls", newestTLS]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let events = EventLog()
        Self.read(output.fileHandleForReading, into: events)
        try await events.wait(for: "ready ")
        let ports = events.lines[0].split(separator: " ").compactMap { Int($0) }
        (port, proxyPort, mutePort) = (ports[0], ports[1], ports[2])
        self.events = events
        self.process = process
        self.input = input.fileHandleForWriting
    }

    /// Everything that happened up to now.
    public func eventsSoFar() async throws -> [String] {
        let mark = lastMark.add(1, ordering: .relaxed).newValue
        try input.write(contentsOf: Data("\(mark).\n".utf8))
        try await events.wait(for: "mark \(mark).")
        return events.lines
    }

    public func stop() {
        try? input.close()
        process.terminate()
        process.waitUntilExit()
    }

    /// A thread of its own, since reading a pipe blocks.
    private static func read(_ handle: FileHandle, into events: EventLog) {
        Thread {
            var rest = Data()
            while case let data = handle.availableData, !data.isEmpty {
                rest.append(data)
                while let end = rest.firstIndex(of: 0x0A) {
                    events.append(String(decoding: rest[rest.startIndex..<end], as: UTF8.self))
                    rest = Data(rest[rest.index(after: end)...])
                }
            }
            events.end()
        }.start()
    }
}
