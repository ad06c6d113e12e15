/// HTTP/1.1 over mutual TLS to any number of peers, with kept-alive connections, on one thread of its own.
///
/// A request that goes out on a kept connection which turns out to be dead is sent again on a new one, by libcurl, as
/// long as nothing of a response was read: what is sent must stand being received twice, as every message of the
/// exchange protocol does.
public final class CurlClient: Sendable {
    private let inbox: EngineInbox
    /// Outlives the client, so that a test can wait for the thread of a client that is gone.
    package let threadEnd: ThreadEnd

    /// - Throws: `TransportError`: `credentialUnusable` when a file cannot be read, `invalidRequest` for a limit that
    ///   is out of range or a proxy that is not `http://`.
    public init(_ configuration: TransportConfiguration) throws(TransportError) {
        try configuration.check()
        inbox = EngineInbox(waking: try MultiHandle(maximumIdleConnections: configuration.maximumConnections))
        threadEnd = EngineThread.start(inbox: inbox, configuration: configuration)
    }

    /// Ends the thread without waiting for it; no request can be pending, since each holds the client.
    deinit { inbox.requestStop() }

    /// Requests whose callers have not been answered, those that wait for a connection included.
    package var activeRequestCount: Int { inbox.activeRequestCount }

    /// Sends one request and returns the whole response, whatever its status.
    ///
    /// Cancelling the task closes the connection and frees everything at once; a task that was cancelled before sends
    /// nothing.
    /// - Throws: `TransportError`, or `CancellationError`.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        try Self.check(request)
        let target = try RequestTarget(request)
        let head = try RequestHead(request)
        let deadline = ContinuousClock.now.advanced(by: .milliseconds(request.deadlineMilliseconds))
        let number = inbox.nextNumber()
        let cancellation = CancellationMark()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let pending = PendingRequest(
                    number: number,
                    request: request,
                    target: target,
                    head: head,
                    deadline: deadline,
                    cancellation: cancellation,
                    continuation: continuation
                )
                guard inbox.submit(pending) else {
                    return continuation.resume(throwing: TransportError(.shutDown, target.peer))
                }
            }
        } onCancel: {
            // The mark first: when the notice overtakes the request, only the mark is seen.
            cancellation.set()
            inbox.cancel(number: number)
        }
    }

    /// Fails every pending request with `shutDown`, closes all connections, and returns when the thread has ended.
    ///
    /// Blocks its caller for about as long as it takes to close the connections; may be called more than once.
    public func shutDown() {
        inbox.requestStop()
        threadEnd.wait()
    }

    private static func check(_ request: HTTPRequest) throws(TransportError) {
        guard (1...TransportLimits.maximumDeadlineMilliseconds).contains(request.deadlineMilliseconds) else {
            throw TransportError(.invalidRequest, "deadline")
        }
        guard request.responseByteLimit >= 0 else { throw TransportError(.invalidRequest, "response limit") }
        guard request.pinnedPublicKeys.allSatisfy({ $0.count == 32 }) else {
            throw TransportError(.invalidRequest, "pinned public key")
        }
        guard request.method == .post || request.body.isEmpty else {
            throw TransportError(.invalidRequest, "body of a GET request")
        }
    }
}
