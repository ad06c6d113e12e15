import Coordination
import ExchangeProtocol
import Foundation
import OpenSSLCrypto
import RecordStore
import TestSupport
import TransparencyLog
import VerificationDomain

/// A ledger in a real store on disk; its folder goes with the bench.
final class StoreBench: Sendable {
    let store: RecordStore
    let ledger: StoreCaseLedger
    private let folder: String

    init(clock: TestClock) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "hedui-ledger-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        store = try await RecordStore.open(Self.configuration(folder, clock))
        ledger = Self.ledger(store)
    }

    /// The ledger of another process over the same store: it holds no lease yet.
    func newLedger() -> StoreCaseLedger { Self.ledger(store) }

    private static func ledger(_ store: RecordStore) -> StoreCaseLedger {
        StoreCaseLedger(
            store,
            region: .shanghai,
            digests: TestFederation.digests,
            build: "test"
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private static func configuration(_ folder: String, _ clock: TestClock) -> StoreConfiguration {
        let random = CountedRandom("store bench")
        return StoreConfiguration(
            path: "\(folder)/store.sqlite",
            nodeName: "node",
            origin: KeyName("node.example/log/2026")!,
            tileFolder: "\(folder)/log",
            signerStatePath: "\(folder)/signer-state",
            sealing: OpenSSLSealer(algorithm: .aes256GCM),
            digests: TestFederation.digests,
            random: random,
            clock: clock,
            keyEncryptionKey: StoreKey(SymmetricKey(bytes: random.bytes(32))!, fileName: "key-encryption.key"),
            indexKey: StoreKey(SymmetricKey(bytes: random.bytes(32))!, fileName: "index.key")
        )
    }

    /// The rows of the log in their order, as the JSON that is published.
    func rows() async throws -> [JSONValue] {
        try await store.log.seal()
        return try await store.log.entries(from: 0).map {
            try JSONParser.parse($0.leaf.bytes, limits: JSONLimits(byteCount: LogLeaf.byteLimit))
        }
    }
}

/// A check of two persons in four regions whose case stands in a real store.
struct StoredCheck {
    let bench: CheckBench
    let stored: StoreBench
    let report: VerificationReport
    var identifier: UniqueIdentifier { report.identification.caseIdentifier }

    /// Shanghai answers at once and Jiangsu after a receipt; so do the others at once, unless the check is partial.
    init(isPartial: Bool = true) async throws {
        let federation = try await TestFederation()
        let jiangsu = HonestRegion(.jiangsu, in: federation)
        var replies: [ProvinceCode: CheckBench.Reply] = [.jiangsu: { try await CheckBench.receipt($0, 5) }]
        if isPartial {
            replies[.zhejiang] = { _ in .problem(status: 500, title: "", body: [7]) }
            replies[.anhui] = { _ in .unreachable(.tlsFailed) }
        }
        bench = CheckBench(
            federation,
            replies: replies,
            laterReplies: [.jiangsu: { try await jiangsu.reply(to: $0) }]
        )
        stored = try await StoreBench(clock: bench.clock)
        let household = try Examples.household(
            [Examples.member("m1", .householdHead), Examples.member("m2", .spouse)],
            everyRegion: true
        )
        let service = CheckService(try bench.parts(ledger: stored.ledger))
        report = try await service.run(household, submitted: household.json.canonicalBytes).report
    }
}
