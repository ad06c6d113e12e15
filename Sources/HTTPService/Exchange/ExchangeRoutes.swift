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

    func router() -> Router<ExchangeRequestContext> {
        let router = Router(context: ExchangeRequestContext.self)
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
        let body = try await Self.body(request, limit: ExchangeLimits.queryByteCount)
        guard let certificate else { throw HTTPError(.unauthorized, message: "a client certificate is required") }
        let inbound = InboundRequest(
            bytes: body,
            contentType: request.headers[.contentType],
            carrier: .tls(certificate: certificate)
        )
        return response(await answering.receive(inbound))
    }

    private func certificate(_ context: ExchangeRequestContext) async throws -> Digest? {
        try await context.peerCertificate().map { digests.digest($0, .sha256) }
    }

    /// Reads one byte past the limit at most: admission then sees that it is too large without our holding more.
    private static func body(_ request: Request, limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await buffer in request.body {
            bytes.append(contentsOf: buffer.readableBytesView.prefix(limit + 1 - bytes.count))
            if bytes.count > limit { break }
        }
        return bytes
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
