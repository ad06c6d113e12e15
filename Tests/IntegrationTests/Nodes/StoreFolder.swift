import Foundation
import OpenSSLCrypto
import RecordStore
import TestSupport
import TransparencyLog
import VerificationDomain

/// A node's store on disk with keys of its own; it can be closed and opened again as a restart does.
final class StoreFolder: Sendable {
    private let folder: String
    private let clock: TestClock
    private let keyEncryptionKey: SymmetricKey
    private let indexKey: SymmetricKey
    private let logKey: KeyFileSigner

    init(clock: TestClock) throws {
        self.clock = clock
        folder = FileManager.default.temporaryDirectory.appending(path: "hedui-node-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let random = SystemRandom()
        keyEncryptionKey = SymmetricKey(bytes: random.bytes(32))!
        indexKey = SymmetricKey(bytes: random.bytes(32))!
        logKey = KeyFileSigner(privateKey: try PrivateKey.generate(.ed25519), keyIdentifier: KeyIdentifier("log")!)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func open() async throws -> RecordStore {
        try await RecordStore.open(
            StoreConfiguration(
                path: "\(folder)/store.sqlite",
                nodeName: "node",
                origin: KeyName("node.example/log/2026")!,
                tileFolder: "\(folder)/log",
                signerStatePath: "\(folder)/signer-state",
                sealing: OpenSSLSealer(algorithm: .aes256GCM),
                digests: TestFederation.digests,
                random: SystemRandom(),
                clock: clock,
                keyEncryptionKey: StoreKey(keyEncryptionKey, fileName: "key-encryption.key"),
                indexKey: StoreKey(indexKey, fileName: "index.key")
            )
        )
    }

    /// Publishes the log of an open store and gives its entries: what an officer would read.
    func auditEntries(of store: RecordStore) async throws -> [AuditedEntry] {
        try await store.publisher(key: logKey).publish()
        return try await store.log.entries(from: 0).map { try AuditedEntry($0.leaf) }
    }
}

/// What an entry says, read as its published JSON.
struct AuditedEntry: CustomStringConvertible {
    let kind: String
    let outcome: String?
    let peer: String?
    let query: String?
    let state: String?
    let cause: String?
    let json: JSONValue
    let description: String

    init(_ leaf: LogLeaf) throws {
        json = try JSONParser.parse(leaf.bytes, limits: JSONLimits(byteCount: LogLeaf.byteLimit))
        func text(_ value: JSONValue?) -> String? { if case .string(let text)? = value { text } else { nil } }
        kind = text(json["kind"]) ?? ""
        outcome = text(json["outcome"])
        peer = text(json["peer"]?["org"])
        query = text(json["x"]?["query"])
        state = text(json["x"]?["state"])
        cause = text(json["x"]?["cause"])
        description = String(decoding: leaf.bytes, as: UTF8.self)
    }
}
