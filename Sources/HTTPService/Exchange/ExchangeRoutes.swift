import Answering
import ExchangeProtocol
import HTTPTypes
import Hummingbird
import NIOCore
import VerificationDomain

/// The exchange endpoint's paths (docs/exchange-protocol.md, "HTTPS binding").
struct ExchangeRoutes: Sendable {
    let answering: any ExchangeAnswering
    let digests: any Digesting
    let limits: ExchangeServerLimits

    func router() -> Router<ExchangeRequestContext> {
        let router = Router(context: ExchangeRequestContext.self)
        router.add(middleware: ProblemResponses(respond: response))
        router.add(
            middleware: RequestBodyGuard(byteLimit: ExchangeLimits.queryByteCount, limits: limits) { context in
                response(await answering.turnAway(.tooLarge, tlsCertificate: try await certificate(context)))
            }
        )
        router.post("/exchange/v1/queries") { request, context in try await receive(request, context) }
        router.get("/exchange/v1/queries/:jti") { _, context in
            let identifier = try context.parameters.require("jti")
            let certificate = try await certificate(context)
            return response(await answering.storedReply(identifier, tlsCertificate: certificate))
        }
        router.get("/exchange/v1/capabilities") { _, _ in response(await answering.capabilities()) }
        router.get("/.well-known/jwks.json") { _, _ in response(answering.keySet()) }
        router.get("/health") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"status":"ok"}"#))
            )
        }
        return router
    }

    private func receive(_ request: Request, _ context: ExchangeRequestContext) async throws -> Response {
        let certificate = try await certificate(context)
        var bytes: [UInt8] = []
        // Within the limit: `RequestBodyGuard` has read it.
        for try await part in request.body { bytes.append(contentsOf: part.readableBytesView) }
        let inbound = InboundRequest(
            bytes: bytes,
            contentType: request.headers[.contentType],
            carrier: certificate.map { .tls(certificate: $0) } ?? .unidentified
        )
        return response(await answering.receive(inbound))
    }

    private func certificate(_ context: ExchangeRequestContext) async throws -> Digest? {
        try await context.peerCertificate().map { digests.digest($0, .sha256) }
    }

    private func response(_ reply: ExchangeReply) -> Response {
        var headers: HTTPFields = [.contentType: reply.contentType, .cacheControl: "no-store"]
        if let seconds = reply.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
        if let location = reply.location { headers[.location] = location }
        return Response(
            status: .init(code: reply.status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body))
        )
    }
}
