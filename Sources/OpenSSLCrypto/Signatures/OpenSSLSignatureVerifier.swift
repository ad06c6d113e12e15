public import VerificationDomain

/// Checks signatures of the three suites by libcrypto: SM2 with SM3 (GB/T 32918.2, id `1234567812345678`), ES256
/// (RFC 7518 section 3.4) and Ed25519 (RFC 8032).
///
/// Copies share one cache of parsed keys. Safe from any task.
public struct OpenSSLSignatureVerifier: SignatureVerifying, Sendable {
    private let keys = PublicKeyCache()
    private let identifier: [UInt8]

    public init() { identifier = SignatureSuiteParameters.distinguishingIdentifier }

    /// With another SM2 id, which nothing of ours uses: tests show with it that the id matters.
    init(identifier: [UInt8]) { self.identifier = identifier }

    public func isValid(_ signature: Signature, over bytes: [UInt8], by key: PublicKey) -> Bool {
        guard let encoded = Self.encoded(signature, key.suite), let parsed = keys.parsed(key) else { return false }
        defer { ErrorQueue.clear() }
        guard let context = try? SignatureContext(parsed, key.suite, identifier: identifier) else { return false }
        return context.verify(encoded, over: bytes)
    }

    var cachedKeyCount: Int { keys.count }

    /// libcrypto's form of the signature; `nil` when r or s is outside 1 … n − 1, which needs no curve arithmetic to
    /// tell.
    private static func encoded(_ signature: Signature, _ suite: SignatureSuite) -> [UInt8]? {
        guard let curve = suite.curve else { return signature.bytes }
        guard curve.contains(signature.bytes.prefix(32)), curve.contains(signature.bytes.suffix(32)) else { return nil }
        return SignatureEncoding.distinguished(signature.bytes)
    }
}
