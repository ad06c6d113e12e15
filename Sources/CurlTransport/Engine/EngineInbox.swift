internal import Synchronization

/// The only way from any task to the engine's thread: commands in order of arrival, and a wake-up call.
final class EngineInbox: Sendable {
    enum Command: Sendable {
        case start(PendingRequest)
        case cancel(number: UInt)
    }

    private struct State: Sendable {
        var commands: [Command] = []
        var isStopping = false
        var activeRequestCount = 0
        /// Nil once the thread has ended, so that nobody wakes a handle that is gone.
        var multi: MultiHandle?
    }

    private let state: Mutex<State>
    private let lastNumber = Atomic<UInt>(0)

    init(waking multi: MultiHandle) {
        state = Mutex(State(multi: multi))
    }

    /// Requests whose callers have not been answered.
    var activeRequestCount: Int { state.withLock { $0.activeRequestCount } }

    /// For the engine's thread; nil after `close`.
    var multi: MultiHandle? { state.withLock { $0.multi } }

    func nextNumber() -> UInt {
        lastNumber.add(1, ordering: .relaxed).newValue
    }

    /// False when the engine takes no more requests; the caller then still owns the continuation.
    func submit(_ pending: PendingRequest) -> Bool {
        state.withLock { state in
            guard !state.isStopping else { return false }
            state.activeRequestCount += 1
            Self.append(.start(pending), to: &state)
            return true
        }
    }

    /// Does nothing when the request is over.
    func cancel(number: UInt) {
        state.withLock { state in
            guard !state.isStopping else { return }
            Self.append(.cancel(number: number), to: &state)
        }
    }

    func requestStop() {
        state.withLock { state in
            state.isStopping = true
            state.multi?.wakeUp()
        }
    }

    /// For the engine's thread; after `isStopping` was true once, no further command comes.
    func takeCommands() -> (commands: [Command], isStopping: Bool) {
        state.withLock { state in
            defer { state.commands.removeAll() }
            return (state.commands, state.isStopping)
        }
    }

    /// For the engine's thread, last of all; returns the commands that nobody has looked at.
    func close() -> [Command] {
        state.withLock { state in
            defer { state.commands.removeAll() }
            state.isStopping = true
            state.multi = nil
            return state.commands
        }
    }

    /// For the engine's thread, once for each request that it took; counted before the caller can look.
    func settle(_ pending: PendingRequest, _ result: Result<HTTPResponse, any Error>) {
        state.withLock { $0.activeRequestCount -= 1 }
        pending.continuation.resume(with: result)
    }

    private static func append(_ command: Command, to state: inout State) {
        // A queue that holds something has a wake-up call on its way already.
        if state.commands.isEmpty { state.multi?.wakeUp() }
        state.commands.append(command)
    }
}
