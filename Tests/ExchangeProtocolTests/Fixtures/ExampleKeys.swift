import ExchangeProtocol
import OpenSSLCrypto
import Testing
import VerificationDomain

/// The throw-away keys of the examples: each private number is a published digest, so none of them is a secret.
enum ExampleKeys {
    /// SHA-256 of `hedui example <suite> <role>`: the Ed25519 seed, or the private number d of the other two suites.
    static func privateKey(_ suite: SignatureSuite, _ role: String) throws -> PrivateKey {
        let text = "hedui example \(suite.rawValue) \(role)"
        let secret = OpenSSLDigests().digest(Array(text.utf8), .sha256).bytes
        return suite == .ed25519
            ? try PrivateKey(ed25519Seed: secret) : try PrivateKey(suite: suite, scalar: secret)
    }

    /// The signer of a region or of `root`; its key identifier is `<suite>.<role>`.
    static func signer(_ suite: SignatureSuite, _ role: String) throws -> any Signer {
        let identifier = try #require(KeyIdentifier("\(suite.rawValue).\(role)"))
        return KeyFileSigner(privateKey: try privateKey(suite, role), keyIdentifier: identifier)
    }

    static func signer(_ suite: SignatureSuite, _ region: ProvinceCode) throws -> any Signer {
        try signer(suite, region.text)
    }
}
