internal import COpenSSL

/// The one owner of a list of certificates as libcrypto wants it; it keeps its elements alive.
@safe final class CertificateStack {
    private let handle: OpaquePointer

    init(_ certificates: [Certificate]) throws(CryptoError) {
        guard let handle = unsafe hedui_crypto_stack() else { throw .fromLibrary(.libraryFailure, "chain") }
        unsafe self.handle = handle
        for certificate in certificates {
            let pushed = certificate.handle.withHandle { unsafe hedui_crypto_stack_push(handle, $0) }
            guard pushed == 1 else { throw .fromLibrary(.libraryFailure, "chain") }
        }
    }

    deinit { unsafe hedui_crypto_stack_free(handle) }

    @safe func withHandle<R>(_ body: (OpaquePointer) -> R) -> R {
        defer { withExtendedLifetime(self) {} }
        return unsafe body(handle)
    }
}
