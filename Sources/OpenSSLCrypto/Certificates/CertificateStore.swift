internal import COpenSSL

/// The one owner of the trust roots as libcrypto wants them.
// Unchecked: filled before anyone else sees it; libcrypto locks its look-ups (X509_STORE_lock(3)).
@safe final class CertificateStore: @unchecked Sendable {
    private let handle: OpaquePointer

    init(_ roots: [Certificate]) throws(CryptoError) {
        guard let handle = unsafe X509_STORE_new() else { throw .fromLibrary(.libraryFailure, "trust roots") }
        unsafe self.handle = handle
        for root in roots {
            let added = root.handle.withHandle { unsafe X509_STORE_add_cert(handle, $0) }
            guard added == 1 else { throw .fromLibrary(.libraryFailure, "trust roots") }
        }
    }

    deinit { unsafe X509_STORE_free(handle) }

    @safe func withHandle<R>(_ body: (OpaquePointer) -> R) -> R {
        defer { withExtendedLifetime(self) {} }
        return unsafe body(handle)
    }
}
