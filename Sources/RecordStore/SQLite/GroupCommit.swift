internal import GRDB
import Synchronization

/// Puts the writes that arrive during a running commit into the next one.
///
/// An idle writer commits a single write at once; nobody waits for company. Each request runs in its own savepoint, so
/// that one that fails leaves its neighbours as they are. Runs on GRDB's writer queue, never on the cooperative pool.
final class GroupCommit: Sendable {
    /// Requests in one commit. Bounds the time that the first of them waits and the work that one lost transaction
    /// repeats.
    static let batchLimit = 256

    private struct State {
        var waiting: [WriteRequest] = []
        var isDraining = false
        var isClosed = false
        /// Set when a commit's outcome is open: nothing is written any more until the store was opened again.
        var isHalted = false
        var observers: [any CommitObserver] = []
    }

    private let state = Mutex(State())
    private let faults: FaultInjection

    init(faults: FaultInjection) { self.faults = faults }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    var waitingCount: Int { state.withLock { $0.waiting.count } }

    func attach(_ observer: any CommitObserver) { state.withLock { $0.observers.append(observer) } }

    func close() { state.withLock { $0.isClosed = true } }

    /// Queues the request; `true` when the caller has to start `drain`.
    func enqueue(_ request: WriteRequest) -> Bool {
        let (refusal, starts): (StoreError.Code?, Bool) = state.withLock { state in
            if state.isClosed { return (.closed, false) }
            if state.isHalted { return (.commitOutcomeUnknown, false) }
            state.waiting.append(request)
            defer { state.isDraining = true }
            return (nil, !state.isDraining)
        }
        if let refusal { request.finish(StoreError(refusal, "store database")) }
        return starts
    }

    /// Commits batch after batch until nobody waits.
    func drain(_ database: Database) {
        while let batch = nextBatch() { commit(batch.requests, batch.observers, database) }
    }

    private func nextBatch() -> (requests: [WriteRequest], observers: [any CommitObserver])? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isDraining = false
                return nil
            }
            let requests = Array(state.waiting.prefix(Self.batchLimit))
            state.waiting.removeFirst(requests.count)
            return (requests, state.observers)
        }
    }

    private func commit(_ requests: [WriteRequest], _ observers: [any CommitObserver], _ database: Database) {
        var remaining = requests
        while !remaining.isEmpty {
            guard !state.withLock({ $0.isHalted }) else {
                return remaining.forEach { $0.finish(StoreError(.commitOutcomeUnknown, "store database")) }
            }
            let attempt = CommitAttempt(requests: remaining, observers: observers, database: database, faults: faults)
            switch attempt.run() {
            case .committed(let failures):
                for (index, request) in remaining.enumerated() { request.finish(failures[index]) }
                return
            case .failed(let error):
                return remaining.forEach { $0.finish(error) }
            case .unknown(let error):
                state.withLock { $0.isHalted = true }
                return remaining.forEach { $0.finish(error) }
            case .lost(let index, let error):
                // One request took the whole transaction with it, as a full disk does: the others run again.
                remaining.remove(at: index).finish(error)
            }
        }
    }
}
