import VerificationDomain

/// A query after step 1: measured and scanned, nothing more.
struct ParsedQuery: Sendable {
    let jws: CompactJWS
    let claims: JSONCursor

    /// Step 1: bytes, media type, then the strict scan of header and payload.
    static func read(_ request: InboundRequest, limits: MessageLimits) -> Admitted<ParsedQuery> {
        guard request.bytes.count <= limits.queryByteCount else {
            return problem(.tooLarge, "a query has at most \(limits.queryByteCount) bytes; split it")
        }
        guard let contentType = request.contentType, MessageType.query.matches(contentType: contentType) else {
            return problem(.unsupportedMediaType, "expected \(MessageType.query.mediaType)")
        }
        do throws(ExchangeError) {
            let jws = try CompactJWS(parsing: request.bytes, byteLimit: limits.queryByteCount)
            guard jws.header.type == MessageType.query.rawValue else {
                throw ExchangeError(.wrongType, MessageType.query.rawValue)
            }
            return .admitted(ParsedQuery(jws: jws, claims: try jws.claims()))
        } catch {
            return problem(.malformed, error.description)
        }
    }

    private static func problem(_ kind: ProblemDetails.Kind, _ detail: String) -> Admitted<ParsedQuery> {
        .rejected(.problem(ProblemDetails(kind, detail)))
    }
}
