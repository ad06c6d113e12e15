public import VerificationDomain

/// Signs with a private key that this process holds, usually from a file.
///
/// For demonstration and test: an installation under GB/T 39786 level 3 puts a certified HSM behind `Signer` instead.
public final class KeyFileSigner: Signer, Sendable {
    public let keyIdentifier: KeyIdentifier
    private let privateKey: PrivateKey

    public init(privateKey: PrivateKey, keyIdentifier: KeyIdentifier) {
        self.privateKey = privateKey
        self.keyIdentifier = keyIdentifier
    }

    /// Reads the key file once, now; see `PrivateKey.init(file:)`.
    public convenience init(file path: String, keyIdentifier: KeyIdentifier) throws(CryptoError) {
        self.init(privateKey: try PrivateKey(file: path), keyIdentifier: keyIdentifier)
    }

    public var publicKey: PublicKey { privateKey.publicKey }

    public func sign(_ bytes: [UInt8]) async throws(CryptoError) -> Signature { try privateKey.sign(bytes) }
}
