import Synchronization

/// One caller's write on its way through the group commit.
struct WriteRequest: Sendable {
    /// Does the work and keeps its result; may run more than once.
    let run: @Sendable (any SQLConnection) throws -> Void
    /// Tells the caller, once: `nil` when the batch is durable.
    let finish: @Sendable ((any Error)?) -> Void

    init<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value,
        resume: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        let slot = ResultSlot<Value>()
        run = { slot.keep(try body($0)) }
        finish = { error in
            if let error {
                resume(.failure(error))
            } else if let value = slot.take() {
                resume(.success(value))
            } else {
                resume(.failure(StoreError(.statement, "write request", detail: "finished before it ran")))
            }
        }
    }
}

/// Holds the result of the last run until the commit.
private final class ResultSlot<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)

    func keep(_ result: Value) { value.withLock { $0 = result } }
    func take() -> Value? { value.withLock { $0 } }
}
