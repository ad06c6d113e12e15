internal import COpenSSL
internal import VerificationDomain

/// A digest algorithm of libcrypto, fetched once for the whole process; a look-up by name would cost more than the
/// digest of a Merkle node.
// Unchecked: an EVP_MD never changes after it was fetched and counts its references atomically (EVP_MD_fetch(3)).
@safe final class DigestMethod: @unchecked Sendable {
    static let sm3 = DigestMethod("SM3")
    static let sha256 = DigestMethod("SHA256")

    private let handle: OpaquePointer

    private init(_ name: String) {
        guard let handle = unsafe EVP_MD_fetch(nil, name, nil) else {
            // Digesting cannot fail by its contract, and OpenSSLLibrary.checkAlgorithms() has said so at the start.
            preconditionFailure("libcrypto has no \(name): install OpenSSL 3.0 built with it")
        }
        unsafe self.handle = handle
    }

    deinit { unsafe EVP_MD_free(handle) }

    static func of(_ algorithm: DigestAlgorithm) -> DigestMethod {
        switch algorithm {
        case .sm3: sm3
        case .sha256: sha256
        }
    }

    static func isAvailable(_ name: String) -> Bool {
        guard let handle = unsafe EVP_MD_fetch(nil, name, nil) else { return false }
        unsafe EVP_MD_free(handle)
        return true
    }

    @safe func withHandle<R>(_ body: (OpaquePointer) -> R) -> R {
        defer { withExtendedLifetime(self) {} }
        return unsafe body(handle)
    }

    /// The 32 bytes of the digest.
    func digest(_ bytes: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: 32)
        let code = withHandle { unsafe EVP_Digest(bytes, bytes.count, &output, nil, $0, nil) }
        precondition(code == 1, "libcrypto could not allocate a digest: out of memory")
        return output
    }
}
