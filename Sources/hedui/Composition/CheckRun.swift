import Coordination
import CurlTransport
import ExchangeProtocol
import Foundation
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

/// One check with its progress on the console.
struct CheckRun {
    let node: Node

    func run(_ household: Household, bytes: [UInt8]) async throws -> IssuedReport {
        let client = try node.client()
        defer { client.shutDown() }
        do {
            return try await node.checkService(client: client).run(household, submitted: bytes) { progress in
                if let line = Self.line(progress) { Console.standard.note(line) }
            }
        } catch let error as PlanningError {
            throw CommandFailure(.badInput, error.description)
        } catch let error as CoordinationError {
            throw CommandFailure(.badInput, error.description)
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
            return "  \(seconds)  \(name) \(outcome) \(progress.cause ?? progress.state.rawValue)"
        }
    }
}

/// Finds a case by its identifier, its report number or its request number.
struct CaseLookup {
    let store: RecordStore

    func find(_ text: String) async throws -> UniqueIdentifier {
        if let identifier = UniqueIdentifier(text) { return identifier }
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
struct ReplayRun {
    let node: Node

    func run(_ identifier: UniqueIdentifier) async throws -> CheckReplay.Outcome {
        let replay = CheckReplay(
            rootKey: node.rootKey,
            verifier: node.verifier,
            digests: node.digests,
            rulePacks: node.rulePacks,
            region: node.configuration.region
        )
        do {
            return try replay.replay(try await node.ledger.load(identifier))
        } catch let error as CoordinationError where error.code == .evidenceChanged || error.code == .digestDiffers {
            throw CommandFailure(.verificationFailed, error.description)
        } catch let error as ReportSignatureError {
            throw CommandFailure(.verificationFailed, "report: \(error.description)")
        } catch let error as StoreError where [.boxRefused, .damagedRow].contains(error.code) {
            throw CommandFailure(.verificationFailed, "the stored evidence was changed: \(error.description)")
        }
    }
}
