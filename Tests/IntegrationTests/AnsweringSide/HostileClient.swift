import CurlTransport
import Foundation

/// `hostile_client.py`: a real TLS client that behaves badly in a way of its own for each name.
struct HostileClient: Sendable {
    let certificate: RegionCertificate
    let authorityFile: String
    let port: Int

    /// The facts that it told, one a line. It bounds its own waiting, so this ends.
    func facts(_ behaviour: String) async throws -> [String] {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "hostile_client.py").path
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", script, behaviour, "--port", "\(port)", "--certificate", certificate.files.certificateFile,
            "--key", certificate.files.privateKeyFile, "--authority", authorityFile,
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        // Waits by a handler: the server under test needs the threads that waiting would block.
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        let text = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        return text.split(separator: "\n").map(String.init)
    }
}
