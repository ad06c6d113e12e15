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
        let temporary = url.deletingLastPathComponent().appending(path: ".\(url.lastPathComponent).new")
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
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
            // On a full disk the beginning of it is there.
            try? FileManager.default.removeItem(at: temporary)
            throw notWritten(path)
        }
    }

    /// Makes a folder and those above it; one that is there stays as it is.
    static func makeFolder(_ path: String, mode: Int = 0o755) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: mode]
            )
        } catch {
            throw notWritten(path)
        }
    }

    /// Copies a file or a folder with what is in it.
    static func copy(_ source: String, to target: String) throws {
        guard FileManager.default.fileExists(atPath: source) else {
            throw CommandFailure(.missingInput, "\(source): is not there")
        }
        do {
            try FileManager.default.copyItem(atPath: source, toPath: target)
        } catch {
            throw notWritten(target)
        }
    }

    static func notWritten(_ path: String) -> CommandFailure {
        CommandFailure(.cannotWrite, "\(path): cannot be written: check the folder's rights and free space")
    }
}
