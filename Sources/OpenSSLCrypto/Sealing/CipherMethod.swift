internal import COpenSSL

/// A cipher of libcrypto, fetched once for the whole process.
// Unchecked: an EVP_CIPHER never changes after it was fetched and counts its references atomically
// (EVP_CIPHER_fetch(3)).
@safe final class CipherMethod: @unchecked Sendable {
    static let aes256GCM = CipherMethod("AES-256-GCM")
    static let sm4CTR = CipherMethod("SM4-CTR")

    /// `nil` when the library has no such cipher.
    private let handle: OpaquePointer?
    let name: String

    private init(_ name: String) {
        self.name = name
        unsafe handle = EVP_CIPHER_fetch(nil, name, nil)
        ErrorQueue.clear()
    }

    deinit { unsafe EVP_CIPHER_free(handle) }

    static func isAvailable(_ name: String) -> Bool { unsafe CipherMethod(name).handle != nil }

    @safe func withHandle<R>(_ body: (OpaquePointer) -> R) throws(CryptoError) -> R {
        guard let handle = unsafe handle else { throw CryptoError(.libraryFailure, "algorithm \(name)") }
        defer { withExtendedLifetime(self) {} }
        return unsafe body(handle)
    }
}
