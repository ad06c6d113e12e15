public import ExchangeProtocol
public import VerificationDomain

/// The answering side as the endpoint sees it. Never throws: whatever happens has a reply.
///
/// When `receive` returns an answer or a refusal, it is stored together with its audit row; a repeat of the same bytes
/// gets the same reply, also after a restart.
public protocol ExchangeAnswering: Sendable {
    /// `POST /exchange/v1/queries`.
    func receive(_ request: InboundRequest) async -> ExchangeReply
    /// A request that the endpoint refused before it read it to its end, such as one with too large a body.
    func turnAway(_ kind: ProblemDetails.Kind, tlsCertificate: Digest?) async -> ExchangeReply
    /// `GET /exchange/v1/queries/{jti}`: the stored reply for the region that asked, 404 for anybody else.
    func storedReply(_ identifier: String, tlsCertificate: Digest?) async -> ExchangeReply
    /// `GET /exchange/v1/capabilities`.
    func capabilities() async -> ExchangeReply
    /// `GET /.well-known/jwks.json`.
    func keySet() -> ExchangeReply
}

extension ExchangeAnswering {
    /// The problem document alone, for an answering side that keeps no log.
    public func turnAway(_ kind: ProblemDetails.Kind, tlsCertificate: Digest?) async -> ExchangeReply {
        .problem(ProblemDetails(kind, kind.title))
    }
}
