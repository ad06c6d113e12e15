import NIOCore
import RecordStore

/// The end of one start of the node, a command's too: the row that says so, the last of its lane, and everything
/// published with it.
///
/// A lane without such a row may have lost its tail, and a verifier says so.
struct NodeStop {
    let store: RecordStore
    let publisher: LogPublisher

    init(_ node: Node) {
        store = node.store
        publisher = node.publisher
    }

    /// The end of a command that needs nothing of the node but its store and its log key.
    init(store: RecordStore, configuration: NodeConfiguration) throws {
        self.store = store
        publisher = try store.publisher(key: try NodeStore.logSigner(configuration))
    }

    /// Does the command's work, then ends its lane, whatever the work came to.
    @discardableResult
    func after<Result>(_ work: () async throws -> Result) async throws -> Result {
        let result: Result
        do {
            result = try await work()
        } catch {
            // What went wrong is told; that the end could not be written as well would only hide it, and shows as a
            // lane without a stop.
            try? await run()
            throw error
        }
        try await run()
        return result
    }

    /// Writes the row and publishes. `onBusy` hears when another process is publishing and this one waits for it.
    ///
    /// Dies between the two: the row waits in the outbox for the next start.
    func run(onBusy: () -> Void = {}) async throws {
        // A start that wrote nothing has no lane to end.
        guard store.audit.lane.lastNumber > 0 else { return }
        try await store.audit.recordStop()
        try await publish(onBusy: onBusy)
    }

    private static let interval = TimeAmount.milliseconds(100)
    /// With `interval` five seconds: within what a service manager and `serve` itself grant for stopping.
    private static let attemptLimit = 50

    /// The other process may have looked at the outbox before the last row was in it, so waiting for it is not enough.
    private func publish(onBusy: () -> Void) async throws {
        if try await publishUnlessBusy() { return }
        onBusy()
        var attempts = 1
        for await _ in Ticks.every(Self.interval) {
            if try await publishUnlessBusy() { return }
            attempts += 1
            guard attempts < Self.attemptLimit else { break }
        }
        throw StoreError(.publisherBusy, "published log")
    }

    private func publishUnlessBusy() async throws -> Bool {
        do {
            try await publisher.publish()
            return true
        } catch let error as StoreError where error.code == .publisherBusy || error.code == .stateConflict {
            return false
        }
    }
}
