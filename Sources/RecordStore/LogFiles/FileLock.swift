import Glibc

/// An exclusive lock between processes, on a file of its own; the kernel lifts it when the holder dies.
final class FileLock: Sendable {
    private let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// `nil` when somebody else holds it and `waits` is false.
    static func take(_ path: String, waits: Bool) throws(StoreError) -> FileLock? {
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .fromSystem(.ioFailure, path) }
        while flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            let isTaken = errno == EWOULDBLOCK
            let error = StoreError.fromSystem(.ioFailure, path)
            close(descriptor)
            if isTaken { return nil }
            throw error
        }
        return FileLock(descriptor)
    }
}
