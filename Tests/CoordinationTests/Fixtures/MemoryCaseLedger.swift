import Coordination
import Synchronization
import VerificationDomain

/// What happened, in its order, across the ledger and the carriers.
final class Journal: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
}

/// A ledger in memory that keeps the contract, and fails before the call whose journal line it is told.
///
/// For tests of order only: what is durable is tested with the real store.
final class MemoryCaseLedger: CaseLedger, Sendable {
    struct Failure: Error, Equatable {}

    private struct State {
        var opening: CaseOpening?
        var steps: [LegStep] = []
        var merge: MergeStep?
        var issue: IssueStep?
    }

    let journal: Journal
    private let failing: String?
    private let whenOpened: @Sendable () -> Void
    private let state = Mutex(State())

    init(
        _ journal: Journal = Journal(),
        failingAt line: String? = nil,
        whenOpened: @escaping @Sendable () -> Void = {}
    ) {
        self.journal = journal
        failing = line
        self.whenOpened = whenOpened
    }

    private func write(_ line: String, _ change: (inout State) -> Void) throws {
        guard line != failing else { throw Failure() }
        state.withLock { change(&$0) }
        journal.add(line)
    }

    func open(_ opening: CaseOpening) async throws -> RequestNumber {
        try write("opened") { $0.opening = opening }
        whenOpened()
        return RequestNumber("310101000000202611240001")!
    }

    func record(_ step: LegStep) async throws {
        try write("\(step.state.rawValue) \(step.region)") { $0.steps.append(step) }
    }

    func record(_ merge: MergeStep) async throws { try write("merged") { $0.merge = merge } }

    func reserveReportNumber(for identifier: UniqueIdentifier, at time: Timestamp) async throws -> String {
        try write("numbered") { _ in }
        return "HD310000202611240001"
    }

    func record(_ issue: IssueStep) async throws { try write("issued") { $0.issue = issue } }

    var steps: [LegStep] { state.withLock(\.steps) }
    func steps(of region: ProvinceCode) -> [LegStep] { steps.filter { $0.region == region } }
    var opening: CaseOpening? { state.withLock(\.opening) }
    var issue: IssueStep? { state.withLock(\.issue) }

    func load(_ identifier: UniqueIdentifier) async throws -> ReplayableCheck {
        let state = state.withLock { $0 }
        guard let opening = state.opening, opening.identifier == identifier else {
            throw CoordinationError(.unknownCase)
        }
        return ReplayableCheck(
            identifier: identifier,
            householdBytes: opening.householdBytes,
            registryBytes: opening.registryBytes,
            rulePackBytes: opening.rulePackBytes,
            openedAt: opening.openedAt,
            legs: opening.legs.map { leg in Self.leg(leg, state.steps.filter { $0.region == leg.region }) },
            pictureDigest: state.merge?.pictureDigest,
            report: state.issue.map {
                ReplayableReport(
                    number: $0.number,
                    version: $0.version,
                    bytes: $0.reportBytes,
                    signatureBytes: $0.signatureBytes
                )
            }
        )
    }

    private static func leg(_ leg: CaseOpening.OpeningLeg, _ steps: [LegStep]) -> ReplayableLeg {
        let reply = steps.last { $0.evidence != nil && $0.evidence?.kind != .query }
        return ReplayableLeg(
            region: leg.region,
            queryIdentifier: leg.queryIdentifier,
            state: steps.last?.state ?? .created,
            statement: steps.last?.statement,
            cause: steps.last?.cause,
            queryBytes: steps.first { $0.evidence?.kind == .query }?.evidence?.bytes,
            reply: reply?.evidence,
            replyReceivedAt: reply?.at
        )
    }
}
