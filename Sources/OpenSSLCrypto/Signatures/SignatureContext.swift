internal import COpenSSL
internal import VerificationDomain

/// One signing or one checking: the owner of the EVP_MD_CTX and, for SM2, of the EVP_PKEY_CTX that holds the
/// distinguishing id.
///
/// Fresh for every call: a used one saves nothing, and a fresh one lets every task share the key.
@safe final class SignatureContext {
    /// libcrypto wants room for the longest DER signature of 256-bit curves, 72 bytes.
    private static let signatureCapacity = 128

    private let handle: OpaquePointer
    private let keyHandle: OpaquePointer
    private let key: KeyHandle
    private let suite: SignatureSuite

    init(_ key: KeyHandle, _ suite: SignatureSuite, identifier: [UInt8]) throws(CryptoError) {
        let parts = key.withHandle { key in
            unsafe (EVP_MD_CTX_new(), EVP_PKEY_CTX_new_from_pkey(nil, key, nil))
        }
        guard let handle = unsafe parts.0, let keyHandle = unsafe parts.1 else {
            unsafe EVP_MD_CTX_free(parts.0)
            unsafe EVP_PKEY_CTX_free(parts.1)
            throw .fromLibrary(.libraryFailure, "signature context")
        }
        unsafe self.handle = handle
        unsafe self.keyHandle = keyHandle
        self.key = key
        self.suite = suite
        // The id goes in before the operation starts; the context stays ours (EVP_MD_CTX_set_pkey_ctx(3)).
        unsafe EVP_MD_CTX_set_pkey_ctx(handle, keyHandle)
        guard suite == .sm2sm3, !identifier.isEmpty else { return }
        guard unsafe EVP_PKEY_CTX_set1_id(keyHandle, identifier, Int32(identifier.count)) == 1 else {
            throw .fromLibrary(.libraryFailure, "distinguishing id")
        }
    }

    deinit {
        unsafe EVP_MD_CTX_free(handle)
        unsafe EVP_PKEY_CTX_free(keyHandle)
    }

    /// The signature in the form that libcrypto gives: DER for the curves, raw for Ed25519.
    func sign(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
        defer { withExtendedLifetime(self) {} }
        guard withDigestAndKey({ unsafe EVP_DigestSignInit(handle, nil, $0, nil, $1) }) == 1 else {
            throw .fromLibrary(.libraryFailure, "signing with \(suite.rawValue)")
        }
        var signature = [UInt8](repeating: 0, count: Self.signatureCapacity)
        var count = signature.count
        guard unsafe EVP_DigestSign(handle, &signature, &count, message, message.count) == 1 else {
            throw .fromLibrary(.libraryFailure, "signing with \(suite.rawValue)")
        }
        return Array(signature.prefix(count))
    }

    /// Whether the signature, in libcrypto's form, verifies.
    func verify(_ signature: [UInt8], over message: [UInt8]) -> Bool {
        defer { withExtendedLifetime(self) {} }
        guard withDigestAndKey({ unsafe EVP_DigestVerifyInit(handle, nil, $0, nil, $1) }) == 1 else { return false }
        return unsafe EVP_DigestVerify(handle, signature, signature.count, message, message.count) == 1
    }

    @safe private func withDigestAndKey(_ body: (OpaquePointer?, OpaquePointer) -> Int32) -> Int32 {
        key.withHandle { key in
            guard let digest = suite.messageDigest else { return unsafe body(nil, key) }
            return digest.withHandle { unsafe body($0, key) }
        }
    }
}
