import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Reads each request's body, on whichever path, before anything else sees it: so many bytes, in so much time.
///
/// What is too large is refused from its `Content-Length`, or at the byte beyond the limit. Its rest is not waited for:
/// the connection is closed soon after, because the server would otherwise read on to the end of the body before it
/// takes the next request.
struct RequestBodyGuard: RouterMiddleware {
    typealias Context = ExchangeRequestContext

    let byteLimit: Int
    let limits: ExchangeServerLimits
    /// The response to a body that is too large.
    let tooLarge: @Sendable (ExchangeRequestContext) async throws -> Response

    private enum Reading {
        case whole(ByteBuffer)
        case tooLarge
        case tooLate
    }

    func handle(
        _ request: Request,
        context: ExchangeRequestContext,
        next: @concurrent (Request, ExchangeRequestContext) async throws -> Response
    ) async throws -> Response {
        let declared = request.headers[.contentLength].map { Int($0) ?? .max } ?? 0
        guard declared <= byteLimit else { return try await refuse(context) }
        switch try await read(request, context.channel) {
        case .tooLarge: return try await refuse(context)
        // The connection is closed; nobody reads this.
        case .tooLate: throw HTTPError(.requestTimeout)
        case .whole(let body):
            var request = request
            request.body = RequestBody(buffer: body)
            return try await next(request, context)
        }
    }

    private func read(_ request: Request, _ channel: any Channel) async throws -> Reading {
        // A channel that is closed ends the body as its last byte would, so the deadline is told apart from the end.
        let isTooLate = Flag()
        let deadline = channel.eventLoop.scheduleTask(in: .milliseconds(limits.bodyMilliseconds)) {
            isTooLate.raise()
            channel.close(mode: .all, promise: nil)
        }
        defer { deadline.cancel() }
        var body = ByteBuffer()
        for try await part in request.body {
            guard body.readableBytes + part.readableBytes <= byteLimit else { return .tooLarge }
            body.writeImmutableBuffer(part)
        }
        return isTooLate.isRaised ? .tooLate : .whole(body)
    }

    private func refuse(_ context: ExchangeRequestContext) async throws -> Response {
        var response = try await tooLarge(context)
        response.headers[.connection] = "close"
        let channel = context.channel
        channel.eventLoop.scheduleTask(in: .milliseconds(limits.lingerMilliseconds)) {
            channel.close(mode: .all, promise: nil)
        }
        return response
    }

    private final class Flag: Sendable {
        private let value = Atomic(false)

        var isRaised: Bool { value.load(ordering: .acquiring) }
        func raise() { value.store(true, ordering: .releasing) }
    }
}
