internal import COpenSSL
public import VerificationDomain

extension PublicKey {
    /// Reads a public key in PEM (RFC 7468 section 13), as `openssl pkey -pubout` writes it; refuses other kinds.
    public init(pem: [UInt8]) throws(CryptoError) {
        let buffer = try MemoryBuffer(pem)
        guard let handle = buffer.withHandle({ unsafe hedui_crypto_read_public_key($0) }) else {
            throw .fromLibrary(.keyUnusable, "public key")
        }
        guard let key = unsafe KeyHandle(owning: handle).publicKey else {
            throw CryptoError(.keyUnusable, "public key")
        }
        self = key
    }
}
