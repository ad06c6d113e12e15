public import VerificationDomain

/// Signs notes under one name with one Ed25519 key.
public struct NoteSigner: Sendable {
    public let verifierKey: VerifierKey
    private let signer: any Signer

    /// `LogError.keyUnusable` unless the key is an Ed25519 key.
    public init(name: KeyName, signer: any Signer, digests: any Digesting) throws(LogError) {
        verifierKey = try VerifierKey(name: name, publicKey: signer.publicKey, digests: digests)
        self.signer = signer
    }

    /// The signature line for this text. Throws what the key throws.
    public func signature(over text: [UInt8]) async throws -> NoteSignature {
        let signature = try await signer.sign(text)
        return NoteSignature(name: verifierKey.name, keyID: verifierKey.id, signature: signature.bytes)
    }

    /// The note of this text with our one signature.
    public func note(_ text: [UInt8]) async throws -> SignedNote {
        try SignedNote(text: text, signatures: [try await signature(over: text)])
    }
}
