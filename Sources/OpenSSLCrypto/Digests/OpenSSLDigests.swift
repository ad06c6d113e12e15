public import VerificationDomain

/// SM3 (GB/T 32905), SHA-256 (FIPS 180-4) and HMAC (RFC 2104) over both, by libcrypto.
///
/// Stops the process when libcrypto has no memory left or lacks the algorithm; `OpenSSLLibrary.checkAlgorithms()` tells
/// the second at the start.
public struct OpenSSLDigests: Digesting, Sendable {
    public init() {}

    public func digest(_ bytes: [UInt8], _ algorithm: DigestAlgorithm) -> Digest {
        Self.digest(of: DigestMethod.of(algorithm).digest(bytes), algorithm)
    }

    public func authenticationCode(_ bytes: [UInt8], key: SymmetricKey, _ algorithm: DigestAlgorithm) -> Digest {
        let method = DigestMethod.of(algorithm)
        return Self.digest(of: key.withBytes { KeyedDigest.authenticationCode(bytes, key: $0, method) }, algorithm)
    }

    private static func digest(of bytes: [UInt8], _ algorithm: DigestAlgorithm) -> Digest {
        guard let digest = Digest(algorithm: algorithm, bytes: bytes) else {
            preconditionFailure("a digest of \(algorithm.rawValue) has \(algorithm.byteCount) bytes")
        }
        return digest
    }
}
