import Answering
import ExchangeProtocol
import Hummingbird

/// Turns the server's own errors, such as an unknown path, into problem documents (RFC 9457): a peer meets one form.
struct ProblemResponses: RouterMiddleware {
    typealias Context = ExchangeRequestContext

    let respond: @Sendable (ExchangeReply) -> Response

    func handle(
        _ request: Request,
        context: ExchangeRequestContext,
        next: @concurrent (Request, ExchangeRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as any HTTPResponseError {
            return respond(.problem(Self.problem(status: error.status.code)))
        }
    }

    private static func problem(status: Int) -> ProblemDetails {
        switch status {
        case 404, 405: ProblemDetails(.notFound, "the calls are those of the exchange protocol's page")
        case 400..<500: ProblemDetails(.malformed, "the request is not one of HTTP/1.1 and of the exchange protocol")
        default: ProblemDetails(.unavailable, "ask again later")
        }
    }
}
