import Foundation
import Testing

/// The files that git tracks in this checkout.
enum TrackedFiles {
    /// Their paths from the root. A checkout that belongs to another user, as in a container, is read all the same.
    static func paths() throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "git", "-c", "safe.directory=*", "-C", Repository.root.path(percentEncoded: false), "ls-files", "-z",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "git cannot list the files of this checkout")
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// What stands in the file now; nothing when it was removed and that is not committed yet.
    static func bytes(_ path: String) throws -> [UInt8] {
        let file = Repository.root.appending(path: path)
        guard FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) else { return [] }
        return Array(try Data(contentsOf: file))
    }
}
