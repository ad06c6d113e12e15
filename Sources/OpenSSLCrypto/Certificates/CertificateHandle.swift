internal import COpenSSL

/// The one owner of an X509.
// Unchecked: the id is set and the extensions are cached before anyone else sees it; then libcrypto only reads it.
@safe final class CertificateHandle: @unchecked Sendable {
    private let handle: OpaquePointer

    /// Takes the certificate over and frees it.
    ///
    /// - Parameter identifier: the SM2 distinguishing id that its issuer signed under; set only on a certificate
    ///   that is signed with SM2, because libcrypto refuses an id for any other algorithm.
    init(owning handle: OpaquePointer, identifier: [UInt8]) throws(CryptoError) {
        unsafe self.handle = handle
        if unsafe X509_get_signature_nid(handle) == NID_SM2_with_SM3, !identifier.isEmpty,
            unsafe hedui_crypto_set_identifier(handle, identifier, Int32(identifier.count)) != 1
        {
            throw .fromLibrary(.libraryFailure, "distinguishing id of a certificate")
        }
        // Reads and caches every extension now, so that tasks share the certificate read-only; tells nonsense too.
        guard unsafe X509_check_purpose(handle, -1, 0) == 1 else {
            throw .fromLibrary(.certificateUnreadable, "extensions of a certificate")
        }
    }

    deinit { unsafe X509_free(handle) }

    @safe func withHandle<R, E: Error>(_ body: (OpaquePointer) throws(E) -> R) throws(E) -> R {
        defer { withExtendedLifetime(self) {} }
        return unsafe try body(handle)
    }
}
