import Foundation
import OpenSSLCrypto
import RecordStore
import Synchronization
import TransparencyLog
import VerificationDomain

/// A clock that moves one millisecond each time it is read.
final class SteppingClock: WallClock {
    private let milliseconds = Mutex<Int64>(1_795_000_000_000)

    func now() -> Timestamp {
        milliseconds.withLock { milliseconds in
            milliseconds += 1
            return Timestamp(milliseconds: milliseconds)
        }
    }
}

/// A folder of its own with everything that a store needs; gone with the fixture.
final class StoreFixture: Sendable {
    let folder: String
    let clock = SteppingClock()
    let random = SystemRandom()
    let digests = OpenSSLDigests()
    let keyEncryptionKey: SymmetricKey
    let indexKey: SymmetricKey
    let logKey: KeyFileSigner

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/hedui-store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let bytes = random.bytes(64)
        guard let first = SymmetricKey(bytes: Array(bytes[..<32])),
            let second = SymmetricKey(bytes: Array(bytes[32...])), let name = KeyIdentifier("log")
        else { throw StoreError(.ioFailure, "fixture") }
        keyEncryptionKey = first
        indexKey = second
        logKey = KeyFileSigner(privateKey: try PrivateKey.generate(.ed25519), keyIdentifier: name)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var databasePath: String { "\(folder)/data/store.sqlite" }
    var tileFolder: String { "\(folder)/log" }
    var signerStatePath: String { "\(folder)/signer/state" }
    static let originText = "node.example/log/2026"

    func configuration(_ change: (inout StoreConfiguration) -> Void = { _ in }) throws -> StoreConfiguration {
        guard let origin = KeyName(Self.originText) else { throw StoreError(.ioFailure, "fixture") }
        var configuration = StoreConfiguration(
            path: databasePath,
            nodeName: "node-310000",
            origin: origin,
            tileFolder: tileFolder,
            signerStatePath: signerStatePath,
            sealing: OpenSSLSealer(algorithm: .aes256GCM),
            digests: digests,
            random: random,
            clock: clock,
            keyEncryptionKey: StoreKey(keyEncryptionKey, fileName: "keys/key-encryption.key"),
            indexKey: StoreKey(indexKey, fileName: "keys/index.key")
        )
        change(&configuration)
        return configuration
    }

    func open(_ change: (inout StoreConfiguration) -> Void = { _ in }) async throws -> RecordStore {
        try await RecordStore.open(configuration(change))
    }

    func open(faults: FaultInjection) async throws -> RecordStore {
        try await open { $0.options.faults = faults }
    }

    func newIdentifier() -> UniqueIdentifier { UniqueIdentifier(at: clock.now(), random: random) }

    /// Every audit row in its order, sealed or waiting.
    func auditRows() async throws -> [LogLeaf] {
        let database = try SQLiteDatabase.open(databasePath)
        let rows = try await database.read { connection in
            try connection.rows("SELECT leaf FROM log_entry ORDER BY seq")
                + connection.rows("SELECT leaf FROM audit_outbox ORDER BY position")
        }
        try await database.close()
        return try rows.map { try LogLeaf($0.bytes("leaf")) }
    }

    /// What the audit rows report, in their order.
    func auditKinds() async throws -> [String] { try await auditRows().map { try AuditEntryHeader($0).kind } }

    /// The verifier's view of the published log.
    func verify() throws -> VerificationResult {
        guard let origin = KeyName(Self.originText) else { throw StoreError(.ioFailure, "fixture") }
        let key = try VerifierKey(name: origin, publicKey: logKey.publicKey, digests: digests)
        let verifier = LogVerifier(keys: [key], digests: digests, verifier: OpenSSLSignatureVerifier())
        return try verifier.verify(TileDirectory(path: tileFolder))
    }

    /// Copies everything on the disk as it is now, as a power cut would leave it, into a fixture of its own keys.
    func copyDisk(to other: String) throws {
        try? FileManager.default.removeItem(atPath: other)
        try FileManager.default.copyItem(atPath: folder, toPath: other)
    }
}
