import Foundation
import Glibc

/// The store's file on disk and who may use it.
///
/// SQLite gives `-wal` and `-shm` the mode of the database file, so creating that one as 0600 covers all three.
enum SQLiteFile {
    /// Makes the folder (0700) and an empty file (0600) when they are missing; refuses what others may use.
    ///
    /// Dies between the two: an empty folder, or an empty file that the next start migrates.
    static func prepare(_ path: String) throws(StoreError) {
        let folder = (path as NSString).deletingLastPathComponent
        try createFolder(folder)
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST {
            throw .fromSystem(.cannotOpen, path)
        }
        try check(path)
    }

    /// Refuses a missing file, one of another kind or owner, and one that others may read or write.
    static func check(_ path: String) throws(StoreError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw .fromSystem(.cannotOpen, path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw StoreError(.cannotOpen, path) }
        guard status.st_mode & 0o077 == 0, status.st_uid == geteuid() else { throw StoreError(.exposed, path) }
    }

    /// Makes a missing folder for the service's user alone. One that is there may be readable by others, as its files
    /// are not, but nobody else may put or replace files in it.
    private static func createFolder(_ folder: String) throws(StoreError) {
        guard !folder.isEmpty else { return }
        var status = stat()
        if stat(folder, &status) == 0 {
            let isSticky = status.st_mode & S_ISVTX != 0
            guard status.st_mode & 0o022 == 0 || isSticky else { throw StoreError(.exposed, folder) }
            return
        }
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw StoreError(.cannotOpen, folder)
        }
    }
}

extension StoreError {
    /// An error of a system call, with the words for `errno` as the detail.
    static func fromSystem(
        _ code: Code,
        _ context: String,
        fileID: String = #fileID,
        line: Int = #line
    ) -> StoreError {
        let number = errno
        let found: Code = number == ENOSPC || number == EDQUOT ? .diskFull : code
        return StoreError(found, context, detail: String(cString: strerror(number)), fileID: fileID, line: line)
    }
}
