internal import Synchronization

/// A request that has been sent to the engine and whose caller has not been answered.
struct PendingRequest: Sendable {
    let number: UInt
    let request: HTTPRequest
    let target: RequestTarget
    let head: RequestHead
    let deadline: ContinuousClock.Instant
    let cancellation: CancellationMark
    /// Resumed by `EngineInbox.settle` and by nobody else.
    let continuation: CheckedContinuation<HTTPResponse, any Error>
}

/// Says that the caller's task was cancelled; read by the engine before anything is sent, since the notice itself may
/// come before the request does.
final class CancellationMark: Sendable {
    private let mark = Atomic(false)

    var isSet: Bool { mark.load(ordering: .acquiring) }

    func set() {
        mark.store(true, ordering: .releasing)
    }
}
