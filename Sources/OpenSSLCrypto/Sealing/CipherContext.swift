internal import COpenSSL

/// One encryption or one decryption: the owner of an EVP_CIPHER_CTX, which wipes its key when it is freed.
@safe final class CipherContext {
    enum Direction: Int32 { case decrypting = 0, encrypting = 1 }

    private let handle: OpaquePointer

    init(_ method: CipherMethod, _ direction: Direction, key: [UInt8], nonce: [UInt8]) throws(CryptoError) {
        guard let handle = unsafe EVP_CIPHER_CTX_new() else { throw .fromLibrary(.libraryFailure, "cipher context") }
        unsafe self.handle = handle
        let started = try method.withHandle { method in
            unsafe EVP_CIPHER_get_key_length(method) == key.count && EVP_CIPHER_get_iv_length(method) == nonce.count
                && EVP_CipherInit_ex2(handle, method, key, nonce, direction.rawValue, nil) == 1
        }
        guard started else { throw .fromLibrary(.libraryFailure, "starting \(method.name)") }
    }

    deinit { unsafe EVP_CIPHER_CTX_free(handle) }

    /// Data that is authenticated and not encrypted; before the first byte of text.
    func authenticate(_ bytes: [UInt8]) throws(CryptoError) {
        guard !bytes.isEmpty else { return }
        var count: Int32 = 0
        guard unsafe EVP_CipherUpdate(handle, nil, &count, bytes, Int32(clamping: bytes.count)) == 1 else {
            throw .fromLibrary(.libraryFailure, "authenticated data")
        }
    }

    /// The text that comes out; as long as what goes in, because both ciphers are stream modes.
    func update(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
        guard !bytes.isEmpty else { return [] }
        var output = [UInt8](repeating: 0, count: bytes.count)
        var count: Int32 = 0
        guard unsafe EVP_CipherUpdate(handle, &output, &count, bytes, Int32(clamping: bytes.count)) == 1,
            count == bytes.count
        else { throw .fromLibrary(.libraryFailure, "cipher") }
        return output
    }

    /// `false` when the tag is wrong.
    func finish() -> Bool {
        var rest = [UInt8](repeating: 0, count: 32)
        var count: Int32 = 0
        return unsafe EVP_CipherFinal_ex(handle, &rest, &count) == 1 && count == 0
    }

    /// The tag of what was encrypted, after `finish`.
    func tag(byteCount: Int) throws(CryptoError) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: byteCount)
        guard unsafe EVP_CIPHER_CTX_ctrl(handle, EVP_CTRL_AEAD_GET_TAG, Int32(byteCount), &tag) == 1 else {
            throw .fromLibrary(.libraryFailure, "authentication tag")
        }
        return tag
    }

    /// The tag that `finish` compares with, before it.
    func expectTag(_ tag: [UInt8]) throws(CryptoError) {
        var copy = tag
        guard unsafe EVP_CIPHER_CTX_ctrl(handle, EVP_CTRL_AEAD_SET_TAG, Int32(copy.count), &copy) == 1 else {
            throw .fromLibrary(.libraryFailure, "authentication tag")
        }
    }
}
