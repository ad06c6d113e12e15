import Foundation
import Glibc

/// Writes a file so that its name leads to the old bytes or to the new ones, never to a part, also after a power cut.
struct DurableFile: Sendable {
    let path: String
    let mode: mode_t
    let faults: FaultInjection

    private var folder: String { (path as NSString).deletingLastPathComponent }

    /// Writes beside, forces to the disk, renames over, forces the folder.
    ///
    /// Throws `diskFull` or `ioFailure`; then the name leads to one of the two.
    func replace(with bytes: [UInt8]) throws {
        try faults.reach(.beforeFileWrite)
        let temporary = "\(path).\(getpid()).tmp"
        try write(bytes, to: temporary)
        // Dies here: the old file is whole; a temporary file stays, which the next write of this process's number
        // overwrites and which nobody reads.
        try faults.reach(.afterFileSync)
        guard rename(temporary, path) == 0 else { throw StoreError.fromSystem(.ioFailure, path) }
        // Dies here: readers see the new file; a power cut may bring the old one back, whole.
        try faults.reach(.afterFileRename)
        try Self.syncFolder(folder)
    }

    private func write(_ bytes: [UInt8], to temporary: String) throws(StoreError) {
        let descriptor = open(temporary, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw .fromSystem(.ioFailure, temporary) }
        defer { close(descriptor) }
        guard fchmod(descriptor, mode) == 0 else { throw .fromSystem(.ioFailure, temporary) }
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .fromSystem(.ioFailure, temporary) }
            offset += count
        }
        guard fsync(descriptor) == 0 else { throw .fromSystem(.ioFailure, temporary) }
    }

    /// Forces a folder's names to the disk.
    static func syncFolder(_ folder: String) throws(StoreError) {
        let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .fromSystem(.ioFailure, folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .fromSystem(.ioFailure, folder) }
    }

    /// Makes a folder and those above it that are missing, and forces each new name to the disk.
    static func createFolder(_ folder: String, mode: mode_t) throws(StoreError) {
        guard !folder.isEmpty, folder != "/", access(folder, F_OK) != 0 else { return }
        let parent = (folder as NSString).deletingLastPathComponent
        try createFolder(parent, mode: mode)
        guard mkdir(folder, mode) == 0 || errno == EEXIST else { throw .fromSystem(.ioFailure, folder) }
        try syncFolder(parent)
    }

    /// The whole file, `nil` when there is none. Throws `tooLarge` over `limit` bytes, and for what is no regular file.
    static func read(_ path: String, limit: Int) throws(StoreError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor < 0, errno == ENOENT || errno == ENOTDIR { return nil }
        guard descriptor >= 0 else { throw .fromSystem(.ioFailure, path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw StoreError(.ioFailure, path, detail: "no regular file")
        }
        guard status.st_size <= limit else { throw StoreError(.tooLarge, path) }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .fromSystem(.ioFailure, path) }
            offset += count
        }
        return bytes
    }
}
