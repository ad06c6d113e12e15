internal import COpenSSL

/// A file that holds a private key: what its rights must be, and how it comes to be.
enum KeyFile {
    /// Bytes. A key has under 1 KiB; a larger file is a wrong path, perhaps a device that never ends.
    static let byteLimit: Int64 = 16 * 1024

    /// The whole file, when it is a regular file of the process's user that nobody else may touch.
    ///
    /// A symbolic link is followed: what is judged is the open file itself, so nothing can be exchanged in between.
    static func read(_ path: String) throws(CryptoError) -> [UInt8] {
        try checkName(path)
        let descriptor = unsafe hedui_crypto_open(path)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { _ = hedui_crypto_close(descriptor) }
        var file = hedui_crypto_file()
        guard unsafe hedui_crypto_inspect(descriptor, &file) == 0 else { throw unreadable(path) }
        try judge(file, path)
        return try contents(of: descriptor, count: Int(file.size), path)
    }

    private static func judge(_ file: hedui_crypto_file, _ path: String) throws(CryptoError) {
        guard file.is_regular != 0 else { throw CryptoError(.keyFileExposed, "\(path) is no regular file") }
        guard file.is_ours != 0 else { throw CryptoError(.keyFileExposed, "\(path) belongs to another user") }
        // Only reading and writing by the owner: no group, no others, nothing executable, no set-id bits.
        guard file.mode & ~0o600 == 0 else {
            throw CryptoError(.keyFileExposed, "\(path) has mode \(String(file.mode, radix: 8)), wants 600 or 400")
        }
        guard (1...byteLimit).contains(file.size) else {
            throw CryptoError(.keyUnusable, "\(path) has \(file.size) bytes, at most \(byteLimit)")
        }
    }

    private static func contents(of descriptor: Int32, count: Int, _ path: String) throws(CryptoError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = unsafe hedui_crypto_read(descriptor, &bytes, count)
        guard read == count else {
            wipe(&bytes)
            throw unreadable(path)
        }
        return bytes
    }

    /// Makes the file with mode 600 and forces it and its name to the disk; never touches one that exists.
    ///
    /// If the process dies here, the file is missing, empty or whole; a broken one is refused when it is read. When
    /// this
    /// returns, the key survives a power cut: what is sealed under it, or verifies by it, must not outlive it.
    static func create(_ path: String, _ bytes: [UInt8]) throws(CryptoError) {
        try checkName(path)
        let descriptor = unsafe hedui_crypto_create(path)
        let reason = hedui_crypto_last_errno()
        guard descriptor >= 0 else {
            throw CryptoError(reason == EEXIST ? .keyFileExists : .keyFileNotWritten, path)
        }
        let written = unsafe hedui_crypto_write(descriptor, bytes, bytes.count) == bytes.count
        let durable = hedui_crypto_synchronise(descriptor) == 0
        guard hedui_crypto_close(descriptor) == 0, written, durable,
            unsafe hedui_crypto_synchronise_folder(folder(of: path)) == 0
        else {
            _ = unsafe hedui_crypto_remove(path)
            throw CryptoError(.keyFileNotWritten, path)
        }
    }

    /// What stands before the last slash; the working folder when there is none.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A NUL would end the C string early, and another file would be opened than the one that was named.
    private static func checkName(_ path: String) throws(CryptoError) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw unreadable("key file path") }
    }

    private static func unreadable(_ path: String) -> CryptoError { CryptoError(.keyFileUnreadable, path) }
}

extension PrivateKey {
    /// Reads a key file: PKCS#8 PEM, a regular file of the process's user with mode 600 or 400.
    public init(file path: String) throws(CryptoError) {
        var bytes = try KeyFile.read(path)
        defer { wipe(&bytes) }
        try self.init(pem: bytes, origin: path)
    }

    /// Writes the key as PKCS#8 PEM into a new file with mode 600; throws `keyFileExists` when the name is taken.
    public func write(file path: String) throws(CryptoError) {
        var bytes = try pem()
        defer { wipe(&bytes) }
        try KeyFile.create(path, bytes)
    }
}
