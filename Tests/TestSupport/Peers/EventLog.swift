import Synchronization

/// The lines that a server has told, in order, and whoever waits for one of them.
public final class EventLog: Sendable {
    /// The server ended before the line came.
    public struct Ended: Error {
        public let awaited: String
    }

    private struct Waiter: Sendable {
        let number: Int
        let line: String
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State: Sendable {
        public var lines: [String] = []
        var waiters: [Waiter] = []
        var isEnded = false
    }

    private let state = Mutex(State())
    private let lastNumber = Atomic(0)

    public init() {}

    var lines: [String] { state.withLock { $0.lines } }

    public func append(_ line: String) {
        let found = state.withLock { state in
            state.lines.append(line)
            let found = state.waiters.filter { line.hasPrefix($0.line) }
            state.waiters.removeAll { line.hasPrefix($0.line) }
            return found
        }
        for waiter in found { waiter.continuation.resume(returning: true) }
    }

    public func end() {
        let left = state.withLock { state in
            state.isEnded = true
            defer { state.waiters.removeAll() }
            return state.waiters
        }
        for waiter in left { waiter.continuation.resume(returning: false) }
    }

    /// Returns when a line has come that starts like this, be it before or after the call.
    ///
    /// Ends with its task, so that a test whose line never comes ends at its time limit.
    public func wait(for line: String) async throws {
        let number = lastNumber.add(1, ordering: .relaxed).newValue
        let found = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waiter = Waiter(number: number, line: line, continuation: continuation)
                if let known = enlist(waiter) { continuation.resume(returning: known) }
            }
        } onCancel: {
            dismiss(number)
        }
        if !found { throw Ended(awaited: line) }
    }

    /// Nil when the waiter has to wait.
    private func enlist(_ waiter: Waiter) -> Bool? {
        state.withLock { state in
            if state.lines.contains(where: { $0.hasPrefix(waiter.line) }) { return true }
            if state.isEnded || Task.isCancelled { return false }
            state.waiters.append(waiter)
            return nil
        }
    }

    private func dismiss(_ number: Int) {
        let dismissed = state.withLock { state in
            defer { state.waiters.removeAll { $0.number == number } }
            return state.waiters.first { $0.number == number }
        }
        dismissed?.continuation.resume(returning: false)
    }
}
