internal import COpenSSL
public import VerificationDomain

/// A private key of one of the three suites, held by libcrypto and never shown.
///
/// Copies share one key. Safe from any task.
public struct PrivateKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    let handle: KeyHandle
    public let publicKey: PublicKey

    public var suite: SignatureSuite { publicKey.suite }

    /// A new key from the system's random source.
    public static func generate(_ suite: SignatureSuite) throws(CryptoError) -> PrivateKey {
        guard let handle = unsafe hedui_crypto_generate(suite.keyType, suite == .es256 ? "P-256" : nil) else {
            throw .fromLibrary(.libraryFailure, "generating a key of \(suite.rawValue)")
        }
        return try unsafe PrivateKey(KeyHandle(owning: handle), "generated key")
    }

    /// The key of a 32-byte seed (RFC 8032 section 5.1.5).
    public init(ed25519Seed seed: [UInt8]) throws(CryptoError) {
        guard seed.count == 32,
            let handle = unsafe EVP_PKEY_new_raw_private_key_ex(nil, "ED25519", nil, seed, seed.count)
        else { throw .fromLibrary(.keyUnusable, "Ed25519 seed") }
        try unsafe self.init(KeyHandle(owning: handle), "Ed25519 seed")
    }

    /// The key of the 32-byte big-endian number d: from 1 to n − 1 for ES256, to n − 2 for SM2 (GB/T 32918.1).
    public init(suite: SignatureSuite, scalar: [UInt8]) throws(CryptoError) {
        guard let curve = suite.curve, curve.contains(scalar),
            suite != .sm2sm3 || curve.contains(Self.successor(scalar)),
            let handle = unsafe hedui_crypto_private_key(suite.keyType, curve.groupName, curve.number, scalar)
        else { throw .fromLibrary(.keyUnusable, "private number of \(suite.rawValue)") }
        try unsafe self.init(KeyHandle(owning: handle), "private number of \(suite.rawValue)")
    }

    /// Reads PKCS#8 PEM (RFC 5958, RFC 7468 section 10) without a pass phrase.
    ///
    /// Such a file may carry a public half of its own; one that belongs to another private number is refused, since
    /// what
    /// we then signed would verify under no key that we show.
    public init(pem: [UInt8]) throws(CryptoError) { try self.init(pem: pem, origin: "private key") }

    init(pem: [UInt8], origin: String) throws(CryptoError) {
        let buffer = try MemoryBuffer(pem)
        guard let handle = buffer.withHandle({ unsafe hedui_crypto_read_private_key($0) }) else {
            throw .fromLibrary(.keyUnusable, origin)
        }
        try unsafe self.init(KeyHandle(owning: handle), origin)
        guard self.handle.isConsistentPair else { throw .fromLibrary(.keyUnusable, origin) }
    }

    private init(_ handle: KeyHandle, _ origin: String) throws(CryptoError) {
        guard let publicKey = handle.publicKey else { throw CryptoError(.keyUnusable, origin) }
        self.handle = handle
        self.publicKey = publicKey
    }

    /// PKCS#8 PEM without a pass phrase: a secret, for a file that only its owner may read.
    func pem() throws(CryptoError) -> [UInt8] {
        let buffer = try MemoryBuffer()
        let written = handle.withHandle { key in
            buffer.withHandle { unsafe hedui_crypto_write_private_key($0, key) }
        }
        guard written == 1 else { throw .fromLibrary(.libraryFailure, "writing a private key") }
        return buffer.contents
    }

    /// The raw signature over exactly these bytes.
    public func sign(_ bytes: [UInt8]) throws(CryptoError) -> Signature {
        let context = try SignatureContext(
            handle,
            suite,
            identifier: SignatureSuiteParameters.distinguishingIdentifier
        )
        let encoded = try context.sign(bytes)
        guard let raw = suite == .ed25519 ? encoded : SignatureEncoding.raw(encoded),
            let signature = Signature(bytes: raw)
        else { throw CryptoError(.libraryFailure, "signature of \(suite.rawValue)") }
        return signature
    }

    public var description: String { "PrivateKey(\(suite.rawValue))" }
    public var debugDescription: String { description }

    private static func successor(_ number: [UInt8]) -> [UInt8] {
        var next = number
        for index in next.indices.reversed() {
            next[index] &+= 1
            if next[index] != 0 { break }
        }
        return next
    }
}
