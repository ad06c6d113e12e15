import Answering
import ExchangeProtocol
import Foundation
import OpenSSLCrypto
import RecordStore
import TestSupport
import Testing
import TransparencyLog
import VerificationDomain

/// A ledger that keeps the contract, and what a test may know of it besides.
private protocol LedgerUnderTest: Sendable {
    var ledger: any AnsweringLedger { get }
    /// Audit rows so far.
    func rowCount() async throws -> Int
}

private struct MemoryUnderTest: LedgerUnderTest {
    private let memory = MemoryAnsweringLedger()
    var ledger: any AnsweringLedger { memory }
    func rowCount() async throws -> Int { memory.events.count }
}

/// A node's store in a folder of its own.
private final class StoreUnderTest: LedgerUnderTest {
    private let folder: String
    private let store: RecordStore
    var ledger: any AnsweringLedger { StoreAnsweringLedger(replies: store.replies, audit: store.audit) }

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "hedui-ledger-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let random = SystemRandom()
        store = try await RecordStore.open(
            StoreConfiguration(
                path: "\(folder)/store.sqlite",
                nodeName: "node",
                origin: KeyName("node.example/log/2026")!,
                tileFolder: "\(folder)/log",
                signerStatePath: "\(folder)/signer-state",
                sealing: OpenSSLSealer(algorithm: .aes256GCM),
                digests: TestFederation.digests,
                random: random,
                clock: TestClock(),
                keyEncryptionKey: StoreKey(SymmetricKey(bytes: random.bytes(32))!, fileName: "key-encryption.key"),
                indexKey: StoreKey(SymmetricKey(bytes: random.bytes(32))!, fileName: "index.key")
            )
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func rowCount() async throws -> Int { try await store.audit.unsealedCount() }
}

@Suite("Every ledger of the answering side keeps the contract of its port")
struct LedgerConformanceTests {
    enum Kind: String, Sendable, CaseIterable { case memory, store }

    /// The store has a type of the same name.
    typealias Reply = ExchangeProtocol.StoredReply

    private let identifier = TestQuery.identifier("ledger")
    private let expiry = TestFederation.now.adding(seconds: 600)

    private func make(_ kind: Kind) async throws -> any LedgerUnderTest {
        switch kind {
        case .memory: MemoryUnderTest()
        case .store: try await StoreUnderTest()
        }
    }

    private func digest(_ text: String) -> Digest { TestFederation.digests.digest(Array(text.utf8), .sm3) }

    private func reply(_ text: String, _ kind: Reply.Kind = .answer) -> Reply {
        Reply(kind: kind, bytes: Array(text.utf8))
    }

    private func exchange(
        _ query: String,
        _ reply: Reply,
        issuer: ProvinceCode = .shanghai
    ) -> RecordedExchange {
        RecordedExchange(
            issuer: issuer,
            identifier: identifier,
            queryDigest: digest(query),
            reply: reply,
            rememberUntil: expiry,
            event: AnsweringEvent(kind: .refused(.noAgreement), peer: issuer, queryIdentifier: identifier)
        )
    }

    @Test(
        "what was recorded is recalled with its kind and bytes, and has one row",
        arguments: Kind.allCases,
        Reply.Kind.allCases
    )
    func recall(kind: Kind, replyKind: Reply.Kind) async throws {
        let bench = try await make(kind)
        let ledger = bench.ledger
        #expect(try await ledger.recall(identifier, of: .shanghai, digest: digest("q")) == .first)
        let reply = reply("reply", replyKind)
        #expect(try await ledger.record(exchange("q", reply)) == .first)
        #expect(try await ledger.recall(identifier, of: .shanghai, digest: digest("q")) == .again(reply))
        #expect(try await ledger.recall(identifier, of: .shanghai, digest: digest("other")) == .conflict)
        #expect(try await bench.rowCount() == 1)
    }

    @Test(
        "the first reply stays: the same query gets it, another is a conflict, neither adds a row",
        arguments: Kind.allCases
    )
    func firstStays(kind: Kind) async throws {
        let bench = try await make(kind)
        let first = reply("first")
        #expect(try await bench.ledger.record(exchange("q", first)) == .first)
        #expect(try await bench.ledger.record(exchange("q", reply("second"))) == .again(first))
        #expect(try await bench.ledger.record(exchange("other", reply("third"))) == .conflict)
        let stored = try await bench.ledger.reply(to: identifier, of: .shanghai, at: TestFederation.now)
        #expect(stored == first)
        #expect(try await bench.rowCount() == 1)
    }

    @Test("identifiers belong to their issuer", arguments: Kind.allCases)
    func issuers(kind: Kind) async throws {
        let bench = try await make(kind)
        #expect(try await bench.ledger.record(exchange("q", reply("one"))) == .first)
        #expect(try await bench.ledger.recall(identifier, of: .anhui, digest: digest("q")) == .first)
        #expect(try await bench.ledger.reply(to: identifier, of: .anhui, at: TestFederation.now) == nil)
        #expect(try await bench.ledger.record(exchange("z", reply("two"), issuer: .anhui)) == .first)
        #expect(try await bench.rowCount() == 2)
    }

    @Test("a reply is given until the moment up to which it is remembered", arguments: Kind.allCases)
    func expiry(kind: Kind) async throws {
        let bench = try await make(kind)
        _ = try await bench.ledger.record(exchange("q", reply("one")))
        let last = Timestamp(milliseconds: expiry.milliseconds - 1)
        #expect(try await bench.ledger.reply(to: identifier, of: .shanghai, at: last) == reply("one"))
        #expect(try await bench.ledger.reply(to: identifier, of: .shanghai, at: expiry) == nil)
        let unknown = TestQuery.identifier("unknown")
        #expect(try await bench.ledger.reply(to: unknown, of: .shanghai, at: last) == nil)
    }

    @Test("of many at once for one identifier exactly one is the first", arguments: Kind.allCases)
    func race(kind: Kind) async throws {
        let bench = try await make(kind)
        let decisions = try await withThrowingTaskGroup(of: ReplayDecision.self) { group in
            for number in 0..<12 {
                let exchange = exchange("q\(number % 2)", reply("\(number)"))
                group.addTask { try await bench.ledger.record(exchange) }
            }
            return try await group.reduce(into: [ReplayDecision]()) { $0.append($1) }
        }
        let stored = try #require(
            try await bench.ledger.reply(to: identifier, of: .shanghai, at: TestFederation.now)
        )
        #expect(decisions.filter { $0 == .first }.count == 1)
        #expect(decisions.filter { $0 == .again(stored) }.count == 5)
        #expect(decisions.filter { $0 == .conflict }.count == 6)
        #expect(try await bench.rowCount() == 1)
    }

    @Test("a note is a row of its own and remembers nothing", arguments: Kind.allCases)
    func note(kind: Kind) async throws {
        let bench = try await make(kind)
        try await bench.ledger.note(AnsweringEvent(kind: .turnedAway(.badSignature), peer: nil))
        try await bench.ledger.note(AnsweringEvent(kind: .fetched, peer: .anhui, queryIdentifier: identifier))
        #expect(try await bench.rowCount() == 2)
        #expect(try await bench.ledger.recall(identifier, of: .anhui, digest: digest("q")) == .first)
    }
}
