import Foundation

/// Runs another program to its end.
enum Shell {
    /// - Throws: `CommandFailure` with the program's last line of standard error when it does not end with 0.
    static func run(_ executable: String, _ arguments: [String]) throws {
        let process = Process()
        let errors = Pipe()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        process.standardError = errors
        do {
            try process.run()
        } catch {
            throw CommandFailure(.unavailable, "\(executable) cannot be run")
        }
        let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let last = message.split(separator: "\n").last.map(String.init) ?? "no message"
            throw CommandFailure(.unavailable, "\(executable) failed: \(last)")
        }
    }
}
