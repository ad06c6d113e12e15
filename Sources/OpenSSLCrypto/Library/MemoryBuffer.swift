internal import COpenSSL

/// The one owner of a memory BIO: what libcrypto reads text from or writes text to. libcrypto wipes it when it is
/// freed.
@safe final class MemoryBuffer {
    private let handle: OpaquePointer

    init() throws(CryptoError) {
        guard let handle = unsafe BIO_new(BIO_s_mem()) else { throw .fromLibrary(.libraryFailure, "memory buffer") }
        unsafe self.handle = handle
    }

    convenience init(_ bytes: [UInt8]) throws(CryptoError) {
        try self.init()
        guard !bytes.isEmpty else { return }
        guard unsafe BIO_write(handle, bytes, Int32(clamping: bytes.count)) == bytes.count else {
            throw .fromLibrary(.libraryFailure, "memory buffer")
        }
    }

    deinit { unsafe BIO_free_all(handle) }

    /// Everything that is in the buffer and was not read.
    var contents: [UInt8] {
        var start: UnsafePointer<UInt8>?
        let count = unsafe hedui_crypto_contents(handle, &start)
        defer { withExtendedLifetime(self) {} }
        guard let start = unsafe start, count > 0 else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }

    @safe func withHandle<R>(_ body: (OpaquePointer) -> R) -> R {
        defer { withExtendedLifetime(self) {} }
        return unsafe body(handle)
    }
}
