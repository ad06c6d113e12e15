internal import COpenSSL

/// The installed libcrypto, asked once when a service starts.
public enum OpenSSLLibrary: Sendable {
    /// The version in the library's words, such as `OpenSSL 3.0.19 27 Jan 2026`.
    public static var version: String { unsafe String(cString: OpenSSL_version(OPENSSL_VERSION)) }

    /// Throws when the library lacks one of the algorithms that Hedui needs, naming it; distributions may build without
    /// SM2, SM3 or SM4, and a FIPS-only configuration hides them.
    public static func checkAlgorithms() throws(CryptoError) {
        for name in ["SM3", "SHA256"] where !DigestMethod.isAvailable(name) { throw missing(name) }
        for name in ["AES-256-GCM", "SM4-CTR"] where !CipherMethod.isAvailable(name) { throw missing(name) }
        for suite in SignatureSuiteParameters.allKeyTypes {
            guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, suite, nil) else { throw missing(suite) }
            unsafe EVP_PKEY_CTX_free(context)
        }
    }

    private static func missing(_ name: String) -> CryptoError { .fromLibrary(.libraryFailure, "algorithm \(name)") }
}
