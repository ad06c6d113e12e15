import Foundation

/// The built `hedui` beside this test bundle, run as a user runs it.
struct HeduiProgram {
    struct Result {
        let status: Int32
        let output: String
        let errors: String

        /// Everything that a person would have seen.
        var text: String { output + errors }
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static var path: String {
        let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: bundle ?? CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "hedui")
            .path
    }

    /// Runs it to its end from the root of the checkout.
    static func run(_ arguments: [String]) throws -> Result { try run(path, arguments) }

    /// Runs it where no file may grow beyond a size: writing then fails as it does on a full disk, and the signal that
    /// would end the program is off.
    static func runOnFullDisk(_ arguments: [String], kibibytes: Int) throws -> Result {
        try run("/bin/bash", ["-c", "trap '' XFSZ; ulimit -f \(kibibytes); exec \"$@\"", "hedui", path] + arguments)
    }

    static func run(_ executable: String, _ arguments: [String]) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = root
        process.standardInput = FileHandle.nullDevice
        let folder = try TemporaryFolder()
        let (output, errors) = (folder.path + "/out", folder.path + "/err")
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8)
        )
    }
}

/// A folder that goes away with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "hedui-e2e-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
