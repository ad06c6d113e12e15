import OpenSSLCrypto
import RecordStore
import TransparencyLog
import VerificationDomain

/// What a node's store is opened with.
enum NodeStore {
    static func configuration(_ configuration: NodeConfiguration) throws -> StoreConfiguration {
        guard let origin = KeyName(configuration.log.origin) else {
            throw CommandFailure(.configuration, "log.origin: expected a name without spaces and +")
        }
        return StoreConfiguration(
            path: configuration.storePath,
            nodeName: configuration.node,
            organisation: configuration.region,
            origin: origin,
            tileFolder: configuration.log.folder,
            signerStatePath: configuration.storePath + ".signer-state",
            sealing: OpenSSLSealer(algorithm: configuration.keys.sealing),
            digests: OpenSSLDigests(),
            random: SystemRandom(),
            clock: SystemClock(),
            keyEncryptionKey: try key(configuration.keys.keyEncryption),
            indexKey: try key(configuration.keys.index)
        )
    }

    private static func key(_ path: String) throws -> StoreKey {
        StoreKey(try SymmetricKey(file: path), fileName: path)
    }

    static func logSigner(_ configuration: NodeConfiguration) throws -> KeyFileSigner {
        guard let identifier = KeyIdentifier("log") else {
            throw CommandFailure(.internalError, "the log key has no name")
        }
        return try KeyFileSigner(file: configuration.log.key, keyIdentifier: identifier)
    }

    /// The line by which others verify this node's log.
    static func verifierKey(_ configuration: NodeConfiguration) throws -> VerifierKey {
        guard let origin = KeyName(configuration.log.origin) else {
            throw CommandFailure(.configuration, "log.origin: expected a name without spaces and +")
        }
        return try VerifierKey(
            name: origin,
            publicKey: try logSigner(configuration).publicKey,
            digests: OpenSSLDigests()
        )
    }
}
