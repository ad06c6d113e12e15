import Foundation

/// Reads a whole file that a caller named, within a limit.
enum FileContents {
    static func read(_ path: String, limit: Int, what: String) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw CommandFailure(.missingInput, "\(path): \(what) cannot be opened")
        }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: limit + 1) ?? Data() else {
            throw CommandFailure(.missingInput, "\(path): \(what) cannot be read")
        }
        guard data.count <= limit else {
            throw CommandFailure(.badInput, "\(path): \(what) holds at most \(limit) bytes")
        }
        return [UInt8](data)
    }

    /// Writes through a temporary file beside it: the file has its old or its new content, never half of one.
    static func write(_ bytes: [UInt8], to path: String, mode: Int = 0o600) throws {
        let url = URL(filePath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            let temporary = url.deletingLastPathComponent().appending(path: ".\(url.lastPathComponent).new")
            try? FileManager.default.removeItem(at: temporary)
            guard
                FileManager.default.createFile(
                    atPath: temporary.path,
                    contents: Data(bytes),
                    attributes: [.posixPermissions: mode]
                )
            else { throw CocoaError(.fileWriteUnknown) }
            guard rename(temporary.path, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            throw CommandFailure(.cannotWrite, "\(path): cannot be written: check the folder's rights and free space")
        }
    }
}
