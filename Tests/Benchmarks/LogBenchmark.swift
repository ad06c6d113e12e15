import Foundation
import GRDB
import OpenSSLCrypto
import RecordStore
import TransparencyLog
import VerificationDomain

/// The machine's clock; a benchmark is not a test.
struct BenchClock: WallClock {
    func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

/// Appends to the audit log: outbox, seal, sign, publish, beside what the engine does with the same bytes alone.
enum LogBenchmark {
    private static let entries = 20_000
    private static let writers = 64

    static func run() async throws {
        let folder = try ScratchFolder()
        let store = try await BenchStore.open(in: folder.path)
        let publisher = try store.publisher(key: try BenchStore.logKey())
        let single = try await Measuring.seconds {
            try await append(store, each: 1)
            try await publisher.publish()
        }
        let batched = try await Measuring.seconds {
            try await append(store, each: 32)
            try await publisher.publish()
        }
        let rawSingle = try engine(folder.path + "/raw-1.sqlite", rows: 2_000, perCommit: 1)
        let rawBatched = try engine(folder.path + "/raw-1000.sqlite", rows: 200_000, perCommit: 1_000)
        try await store.close()
        let size = Double(entries)
        Output.table(
            "Audit log (entries/s from the outbox to the published checkpoint)",
            ["how", "entries/s"],
            [
                ["one entry a transaction, \(writers) writers at once", Output.count(size / single)],
                ["32 entries a transaction, \(writers) writers at once", Output.count(size / batched)],
                ["raw SQLite, 400-byte rows, one a durable commit, one writer", Output.count(rawSingle)],
                ["raw SQLite, 400-byte rows, 1,000 a durable commit", Output.count(rawBatched)],
            ]
        )
    }

    /// Every entry is durable before its writer goes on.
    private static func append(_ store: RecordStore, each: Int) async throws {
        let draft = AuditDraft(.queryAnswered) { entry in
            entry.outcome = try? AuditIdentifier("answered")
            entry.details.add("records", .integer(4))
        }
        let numbers = Numbers(entries / each)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<writers {
                group.addTask {
                    while numbers.next() != nil {
                        try await store.audit.record(Array(repeating: draft, count: each))
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Rows a second of the engine itself under the same durability.
    private static func engine(_ path: String, rows: Int, perCommit: Int) throws -> Double {
        let queue = try DatabaseQueue(path: path)
        let block = Data(repeating: 7, count: 400)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "CREATE TABLE row (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
        }
        let start = ContinuousClock.now
        for _ in 0..<(rows / perCommit) {
            try queue.write { database in
                let statement = try database.cachedStatement(sql: "INSERT INTO row (bytes) VALUES (?)")
                for _ in 0..<perCommit { try statement.execute(arguments: [block]) }
            }
        }
        return Double(rows) / (ContinuousClock.now - start).seconds
    }
}

/// A folder that goes away with its owner.
final class ScratchFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "hedui-bench-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A store as a node has it, with keys of its own.
enum BenchStore {
    struct Unusable: Error {}

    static func open(in folder: String) async throws -> RecordStore {
        let random = SystemRandom()
        guard let origin = KeyName("bench.example/log/2026"), let first = SymmetricKey(bytes: random.bytes(32)),
            let second = SymmetricKey(bytes: random.bytes(32))
        else { throw Unusable() }
        return try await RecordStore.open(
            StoreConfiguration(
                path: "\(folder)/store.sqlite",
                nodeName: "bench",
                origin: origin,
                tileFolder: "\(folder)/log",
                signerStatePath: "\(folder)/signer-state",
                sealing: OpenSSLSealer(algorithm: .aes256GCM),
                digests: OpenSSLDigests(),
                random: random,
                clock: BenchClock(),
                keyEncryptionKey: StoreKey(first, fileName: "first"),
                indexKey: StoreKey(second, fileName: "second")
            )
        )
    }

    static func logKey() throws -> KeyFileSigner {
        guard let identifier = KeyIdentifier("log") else { throw Unusable() }
        return KeyFileSigner(privateKey: try PrivateKey.generate(.ed25519), keyIdentifier: identifier)
    }
}
