import VerificationDomain

/// A log key whose process dies while it signs.
struct DyingSigner: Signer {
    struct Died: Error {}

    private let key: any Signer

    init(_ key: any Signer) { self.key = key }

    var publicKey: PublicKey { key.publicKey }
    var keyIdentifier: KeyIdentifier { key.keyIdentifier }

    func sign(_ bytes: [UInt8]) async throws -> Signature { throw Died() }
}
