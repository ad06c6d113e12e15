import ExchangeProtocol
import OpenSSLCrypto
import VerificationDomain

/// Reads the federation registry of a node and checks that the node's own key belongs to it.
enum NodeRegistry {
    /// The signed registry of the configuration; its serial is compared when it is taken.
    static func load(
        _ configuration: NodeConfiguration,
        rootKey: PublicKey,
        verifier: any SignatureVerifying,
        at now: Timestamp
    ) throws -> VerifiedRegistry {
        let file = configuration.registry.file
        let bytes = try FileContents.read(
            file,
            limit: ExchangeLimits.registryByteCount,
            what: "the federation registry"
        )
        do {
            return try UnverifiedRegistry(bytes).verify(
                rootKey: rootKey,
                at: now,
                minimumSerial: 0,
                graceSeconds: configuration.registry.graceSeconds,
                verifier: verifier
            )
        } catch {
            throw CommandFailure(.configuration, "\(file): \(error)")
        }
    }

    static func rootKey(_ path: String) throws -> PublicKey {
        let pem = try FileContents.read(path, limit: 16 * 1024, what: "the registry's root key")
        do {
            return try PublicKey(pem: pem)
        } catch {
            throw CommandFailure(.keyProblem, "\(path): holds no public key in PEM: fetch the joint conference's again")
        }
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

    /// Verifies the certificate chain of every key that has one.
    static func checkChains(
        _ configuration: NodeConfiguration,
        _ registry: VerifiedRegistry,
        at now: Timestamp
    ) throws {
        let keys = registry.regions.flatMap { region in
            region.keys.filter { !$0.certificates.isEmpty }.map { (region: region.region, key: $0) }
        }
        guard let first = keys.first else { return }
        guard let file = configuration.registry.signingAuthorities else {
            throw CommandFailure(
                .configuration,
                "registry.signingAuthorities: is missing, and the registry holds certificates (x5c) of key "
                    + "\(first.key.keyIdentifier) of \(first.region): name the file of the authorities that sign them"
            )
        }
        let limit = Certificate.byteLimit * 4
        let pem = try FileContents.read(file, limit: limit, what: "registry.signingAuthorities")
        let verifier = try SigningChainVerifier(authorities: try Certificate.bundle(pem: pem))
        for (region, key) in keys {
            guard let refusal = key.chainRefusal(verifier, at: now) else { continue }
            throw CommandFailure(
                .configuration,
                "\(configuration.registry.file): x5c of key \(key.keyIdentifier) of \(region): \(refusal.rawValue); "
                    + "fetch the newest registry, and check registry.signingAuthorities"
            )
        }
    }
}
