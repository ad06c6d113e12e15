import Coordination
import CurlTransport
import ExchangeProtocol
import Foundation
import OpenSSLCrypto
import RecordStore
import VerificationDomain

/// Reads a household file; a wrong field is one line with its path.
enum HouseholdReading {
    static func read(_ path: String) throws -> (Household, [UInt8]) {
        let bytes = try FileContents.read(path, limit: HouseholdFile.limits.byteCount, what: "the household file")
        do {
            let json = try JSONParser.parse(bytes, limits: HouseholdFile.limits)
            return (try Household(json: JSONCursor(json)), bytes)
        } catch {
            throw CommandFailure(.badInput, "\(path): \(error.description)")
        }
    }
}

/// Checks with their progress on the console.
struct CheckRun {
    private let service: CheckService

    init(node: Node, client: CurlClient) throws { service = try node.checkService(client: client) }

    /// Runs with connections of its own, which are closed at the end.
    static func with<Result>(_ node: Node, _ body: (CheckRun) async throws -> Result) async throws -> Result {
        let client = try node.client()
        defer { client.shutDown() }
        return try await body(try CheckRun(node: node, client: client))
    }

    func run(_ household: Household, bytes: [UInt8]) async throws -> IssuedReport {
        try await naming { try await service.run(household, submitted: bytes, onProgress: Self.show) }
    }

    /// Once for each key.
    func submit(_ household: Household, bytes: [UInt8], under key: SubmissionKey) async throws -> SubmittedCheck {
        try await naming { try await service.submit(household, submitted: bytes, under: key, onProgress: Self.show) }
    }

    /// `nil` when somebody else works on the case, or when it is finished.
    func resume(_ identifier: UniqueIdentifier) async throws -> IssuedReport? {
        try await naming { try await service.resume(identifier, onProgress: Self.show) }
    }

    /// `nil` when there is no interrupted check.
    func resumeNext() async throws -> IssuedReport? {
        try await naming { try await service.resumeNext(onProgress: Self.show) }
    }

    private static func show(_ progress: CheckProgress) {
        if let line = line(progress) { Console.standard.note(line) }
    }

    private func naming<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as PlanningError {
            throw CommandFailure(.badInput, error.description)
        } catch let error as CoordinationError {
            let isChanged = [.evidenceChanged, .digestDiffers].contains(error.code)
            throw CommandFailure(isChanged ? .verificationFailed : .badInput, error.description)
        }
    }

    /// Steps that a reader waits for; signing and storing are too quick to show.
    private static func line(_ progress: CheckProgress) -> String? {
        let seconds = "\(progress.elapsedMilliseconds / 1000).\(String(progress.elapsedMilliseconds % 1000 / 100))s"
        let name = progress.region.name.padded(to: 8)
        switch progress.state {
        case .created, .signed, .answered: return nil
        case .sent: return "  \(seconds)  \(name) 查询已发出,等待反馈 asked"
        case .acknowledged: return "  \(seconds)  \(name) 已受理 acknowledged"
        case .accepted: return "  \(seconds)  \(name) 已反馈并核验 answered and verified"
        case .refused, .timedOut, .failed, .quarantined:
            let outcome = progress.statement.map(ReportWords.outcome) ?? ""
            let cause = progress.cause.map(ReportWords.codedCause) ?? progress.state.rawValue
            return "  \(seconds)  \(name) \(outcome) \(cause)"
        }
    }
}

/// Finds a case by its identifier, its report number or its request number.
struct CaseLookup {
    let store: RecordStore

    func find(_ text: String) async throws -> UniqueIdentifier {
        if let identifier = UniqueIdentifier(text), let summary = try await store.cases.summary(identifier) {
            return summary.identifier
        }
        if let number = ReportNumber(text), let report = try await store.reports.load(number) {
            return report.caseIdentifier
        }
        if let number = RequestNumber(text), let summary = try await store.cases.summary(number) {
            return summary.identifier
        }
        throw CommandFailure(.missingInput, "there is no case \(text): `hedui check status` lists them")
    }
}

/// A replay whose findings become exit code 1.
///
/// It needs the store and the joint conference's root key only: a registry that has expired since, a signing key that
/// was replaced and a rule pack that was taken away do not stop it.
struct ReplayRun {
    let configuration: NodeConfiguration
    let store: RecordStore

    func run(_ identifier: UniqueIdentifier) async throws -> CheckReplay.Outcome {
        let digests = OpenSSLDigests()
        let replay = CheckReplay(
            rootKey: try NodeRegistry.rootKey(configuration.registry.rootKey),
            verifier: OpenSSLSignatureVerifier(),
            digests: digests,
            rulePacks: RulePackFolder.empty,
            region: configuration.region
        )
        let ledger = StoreCaseLedger(store, region: configuration.region, digests: digests)
        do {
            return try replay.replay(try await ledger.load(identifier))
        } catch let error as CoordinationError where [.unknownCase, .notReported].contains(error.code) {
            throw CommandFailure(.missingInput, error.description)
        } catch let error as CoordinationError {
            throw CommandFailure(.verificationFailed, error.description)
        } catch let error as PlanningError {
            throw CommandFailure(.verificationFailed, "the stored household gives no plan: \(error.description)")
        } catch let error as ReportSignatureError {
            throw CommandFailure(.verificationFailed, "report: \(error.description)")
        } catch let error as ExchangeError {
            throw CommandFailure(.verificationFailed, "a stored message cannot be read: \(error.description)")
        } catch let error as StoreError where [.boxRefused, .damagedRow].contains(error.code) {
            throw CommandFailure(.verificationFailed, "the stored evidence was changed: \(error.description)")
        }
    }
}

extension StoreCaseLedger {
    /// The asking side's memory, with this build's name in its rows.
    init(_ store: RecordStore, region: ProvinceCode, digests: OpenSSLDigests) {
        self.init(store, region: region, digests: digests, build: BuildVersion.text)
    }
}
