import Coordination
import RecordStore
import Synchronization
import VerificationDomain

/// What happened, in its order, across the ledger and the carriers.
final class Journal: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
}

/// A ledger in memory that keeps the contract, and fails once, before the call whose journal line it is told.
///
/// For tests of order only: what is durable is tested with the real store.
final class MemoryCaseLedger: CaseLedger, Sendable {
    struct Failure: Error, Equatable {}

    private struct State {
        var opening: CaseOpening?
        var drivenUntil: Timestamp?
        var failing: String?
        var steps: [LegStep] = []
        var merge: MergeStep?
        var issue: IssueStep?
    }

    let journal: Journal
    private let whenOpened: @Sendable () -> Void
    private let state: Mutex<State>

    init(
        _ journal: Journal = Journal(),
        failingAt line: String? = nil,
        whenOpened: @escaping @Sendable () -> Void = {}
    ) {
        self.journal = journal
        state = Mutex(State(failing: line))
        self.whenOpened = whenOpened
    }

    private func write(_ line: String, _ change: (inout State) -> Void) throws {
        let fails = state.withLock { state in
            guard line == state.failing else { return false }
            state.failing = nil
            return true
        }
        guard !fails else { throw Failure() }
        state.withLock { change(&$0) }
        journal.add(line)
    }

    func state(of key: SubmissionKey, submitted bytes: [UInt8]) async throws -> SubmissionState {
        guard let opening, opening.submissionKey == key else { return .unused }
        return opening.householdBytes == bytes ? .made(opening.identifier) : .usedOtherwise
    }

    func open(_ opening: CaseOpening) async throws -> RequestNumber {
        try write("opened") { state in
            state.opening = opening
            state.drivenUntil = opening.drivenUntil
        }
        whenOpened()
        return Self.requestNumber
    }

    private static let requestNumber = RequestNumber("310101000000202611240001")!

    func takeOver(
        _ identifier: UniqueIdentifier,
        until end: Timestamp,
        at now: Timestamp
    ) async throws -> InterruptedCheck? {
        let isFree = state.withLock { state in
            guard state.opening?.identifier == identifier, state.issue == nil else { return false }
            return state.drivenUntil.map { $0 <= now } ?? true
        }
        guard isFree else { return nil }
        try write("taken over") { $0.drivenUntil = end }
        return InterruptedCheck(requestNumber: Self.requestNumber, stored: try await load(identifier))
    }

    func takeOverNext(until end: Timestamp, at now: Timestamp) async throws -> InterruptedCheck? {
        guard let identifier = opening?.identifier else { return nil }
        return try await takeOver(identifier, until: end, at: now)
    }

    func giveBack(_ identifier: UniqueIdentifier) async throws { try write("given back") { $0.drivenUntil = nil } }

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
