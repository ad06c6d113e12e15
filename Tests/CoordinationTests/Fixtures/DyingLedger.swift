import Coordination
import RecordStore
import Synchronization
import VerificationDomain

/// A ledger whose process dies at its n-th durable step: just before the step is stored, or just after.
///
/// From then on nothing is written, as nothing is by a process that is gone.
final class DyingLedger: CaseLedger, Sendable {
    struct Died: Error, Equatable {}

    enum Moment: CaseIterable { case beforeStoring, afterStoring }

    private struct State {
        var steps = 0
        var isDead = false
    }

    private let ledger: any CaseLedger
    private let fatalStep: Int
    private let moment: Moment
    private let state = Mutex(State())

    init(_ ledger: any CaseLedger, dyingAt step: Int, _ moment: Moment) {
        self.ledger = ledger
        fatalStep = step
        self.moment = moment
    }

    var hasDied: Bool { state.withLock(\.isDead) }

    private func step<Result: Sendable>(_ store: () async throws -> Result) async throws -> Result {
        let isFatal = try state.withLock { state in
            guard !state.isDead else { throw Died() }
            state.steps += 1
            let isFatal = state.steps == fatalStep
            if isFatal, moment == .beforeStoring { state.isDead = true }
            return isFatal
        }
        if isFatal, moment == .beforeStoring { throw Died() }
        let result = try await store()
        if isFatal {
            state.withLock { $0.isDead = true }
            throw Died()
        }
        return result
    }

    func state(of key: SubmissionKey, submitted bytes: [UInt8]) async throws -> SubmissionState {
        try await ledger.state(of: key, submitted: bytes)
    }

    func open(_ opening: CaseOpening) async throws -> RequestNumber {
        try await step { try await ledger.open(opening) }
    }

    func record(_ step: LegStep) async throws { try await self.step { try await ledger.record(step) } }
    func record(_ merge: MergeStep) async throws { try await step { try await ledger.record(merge) } }
    func record(_ issue: IssueStep) async throws { try await step { try await ledger.record(issue) } }

    func reserveReportNumber(for identifier: UniqueIdentifier, at time: Timestamp) async throws -> String {
        try await step { try await ledger.reserveReportNumber(for: identifier, at: time) }
    }

    func load(_ identifier: UniqueIdentifier) async throws -> ReplayableCheck { try await ledger.load(identifier) }

    func takeOver(
        _ identifier: UniqueIdentifier,
        until end: Timestamp,
        at now: Timestamp
    ) async throws -> InterruptedCheck? {
        try await step { try await ledger.takeOver(identifier, until: end, at: now) }
    }

    func takeOverNext(until end: Timestamp, at now: Timestamp) async throws -> InterruptedCheck? {
        try await step { try await ledger.takeOverNext(until: end, at: now) }
    }

    func giveBack(_ identifier: UniqueIdentifier) async throws {
        try await step { try await ledger.giveBack(identifier) }
    }
}
