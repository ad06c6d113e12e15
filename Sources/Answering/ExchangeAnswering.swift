public import ExchangeProtocol
public import VerificationDomain

/// The answering side as the endpoint sees it. Never throws: whatever happens has a reply.
///
/// When `receive` returns an answer or a refusal, it is stored together with its audit row; a repeat of the same bytes
/// gets the same reply, also after a restart.
public protocol ExchangeAnswering: Sendable {
    /// `POST /exchange/v1/queries`.
    func receive(_ request: InboundRequest) async -> ExchangeReply
    /// `GET /exchange/v1/queries/{jti}`: the stored reply for the region that asked, 404 for anybody else.
    func storedReply(_ identifier: String, tlsCertificate: Digest?) async -> ExchangeReply
    /// `GET /exchange/v1/capabilities`.
    func capabilities() async -> ExchangeReply
    /// `GET /.well-known/jwks.json`.
    func keySet() -> ExchangeReply
}
