import ExchangeProtocol
import OpenSSLCrypto
import VerificationDomain

/// Reads the federation registry of a node and checks that the node's own key belongs to it.
enum NodeRegistry {
    static func load(
        _ configuration: NodeConfiguration,
        verifier: any SignatureVerifying,
        at now: Timestamp
    ) throws -> (VerifiedRegistry, PublicKey) {
        let rootKey = try rootKey(configuration.registry.rootKey)
        let file = configuration.registry.file
        let bytes = try FileContents.read(
            file,
            limit: ExchangeLimits.registryByteCount,
            what: "the federation registry"
        )
        do {
            let registry = try UnverifiedRegistry(bytes).verify(
                rootKey: rootKey,
                at: now,
                minimumSerial: 0,
                graceSeconds: configuration.registry.graceSeconds,
                verifier: verifier
            )
            return (registry, rootKey)
        } catch {
            throw CommandFailure(.configuration, "\(file): \(error)")
        }
    }

    static func rootKey(_ path: String) throws -> PublicKey {
        try PublicKey(pem: try FileContents.read(path, limit: 16 * 1024, what: "the registry's root key"))
    }

    /// A node that signs with a key nobody knows would only collect refusals.
    static func check(
        _ signer: KeyFileSigner,
        _ configuration: NodeConfiguration,
        _ registry: VerifiedRegistry,
        at now: Timestamp
    ) throws {
        let identifier = configuration.keys.signingIdentifier
        guard signer.publicKey.suite == configuration.keys.signingSuite else {
            throw CommandFailure(
                .keyProblem,
                "\(configuration.keys.signing): holds a \(signer.publicKey.suite.rawValue) key, not "
                    + "\(configuration.keys.signingSuite.rawValue) as keys.suite says"
            )
        }
        switch registry.signingKey(identifier, of: configuration.region, at: now) {
        case .refused(let reason):
            throw CommandFailure(
                .keyProblem,
                "keys.signingKeyId: \(identifier) is \(reason.rawValue) in the registry for \(configuration.region)"
            )
        case .found(let key) where key.publicKey != signer.publicKey:
            throw CommandFailure(
                .keyProblem,
                "\(configuration.keys.signing): is not the key that the registry lists as \(identifier)"
            )
        case .found: return
        }
    }
}
