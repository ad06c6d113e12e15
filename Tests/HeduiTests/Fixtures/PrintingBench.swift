import Foundation
import OpenSSLCrypto
import RecordStore
import TestSupport
import TransparencyLog
import VerificationDomain

@testable import hedui

/// A store and a folder for reports of its own; gone with the bench.
final class PrintingBench: Sendable {
    let root: String
    let store: RecordStore

    static let number = ReportNumber("HD310000202611240001")!

    init() async throws {
        root = FileManager.default.temporaryDirectory.path + "/hedui-print-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: root,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let random = SystemRandom()
        store = try await RecordStore.open(
            StoreConfiguration(
                path: "\(root)/data/store.sqlite",
                nodeName: "node-310000",
                origin: KeyName("node.example/log/2026")!,
                tileFolder: "\(root)/log",
                signerStatePath: "\(root)/signer/state",
                sealing: OpenSSLSealer(algorithm: .aes256GCM),
                digests: OpenSSLDigests(),
                random: random,
                clock: TestClock(),
                keyEncryptionKey: StoreKey(SymmetricKey(bytes: random.bytes(32))!, fileName: "keys/encryption.key"),
                indexKey: StoreKey(SymmetricKey(bytes: random.bytes(32))!, fileName: "keys/index.key")
            )
        )
        try await issueReport()
    }

    /// The case, the picture and the report that the prints are of; the clock's day makes the number `number`.
    private func issueReport() async throws {
        let (time, identifier) = (TestClock().now(), UniqueIdentifier(at: TestClock().now(), random: SystemRandom()))
        let new = NewCase(
            identifier: identifier,
            household: Array("household".utf8),
            subjects: [Examples.numbers["m1"]!],
            programme: .dibao,
            decidingRegion: Examples.shanghai,
            office: AdministrativeCode(region: Examples.shanghai),
            submittedAt: time,
            state: .collecting
        )
        _ = try await store.cases.create(new) { _ in [] }
        _ = try await store.pictures.store(
            Array("picture".utf8),
            of: identifier,
            movingCaseFrom: .collecting,
            to: .merged,
            at: time,
            committing: Array("picture".utf8)
        ) { _, _ in [] }
        let region = ProvinceCode.shanghai.region
        let number = try await store.reports.reserveNumber(for: identifier, region: region, at: time)
        let report = NewReport(number: number, version: 1, json: [1], signature: [2], issuedAt: time)
        try await store.reports.issue(report, committing: [1]) { _ in [] }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    var reportFolder: String { "\(root)/reports" }

    func printer(folder: String? = nil) -> ReportPrinter {
        ReportPrinter(store: store, folder: folder ?? reportFolder, clock: TestClock())
    }

    func prints() async throws -> Int { try await store.reports.printCount(of: Self.number, version: 1) }

    /// Audit rows that wait for the log, as many as they are.
    func auditRows() async throws -> Int { try await store.audit.unsealedCount() }

    func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    /// What lies beside the report, hidden files too.
    func names() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: "\(reportFolder)/\(Self.number)"))
    }
}
