public import ExchangeProtocol
import VerificationDomain

/// What the endpoint sends back: the exact bytes, and how HTTP carries them.
public struct ExchangeReply: Sendable, Hashable {
    public let status: Int
    public let contentType: String
    public let body: [UInt8]
    /// Seconds to wait before trying again, for 429 and 202.
    public let retryAfterSeconds: Int?
    /// Where a later answer will be, for 202.
    public let location: String?

    public init(
        status: Int,
        contentType: String,
        body: [UInt8],
        retryAfterSeconds: Int? = nil,
        location: String? = nil
    ) {
        self.status = status
        self.contentType = contentType
        self.body = body
        self.retryAfterSeconds = retryAfterSeconds
        self.location = location
    }
}

extension ExchangeReply {
    /// An unsigned problem document with its own status.
    public static func problem(_ problem: ProblemDetails) -> ExchangeReply {
        ExchangeReply(
            status: problem.status,
            contentType: ProblemDetails.mediaType,
            body: problem.json.canonicalBytes
        )
    }

    static func stored(_ reply: StoredReply) -> ExchangeReply {
        ExchangeReply(
            status: reply.kind.httpStatus,
            contentType: reply.kind.messageType.mediaType,
            body: reply.bytes
        )
    }

    static func refusal(_ bytes: [UInt8], _ grounds: RefusalGrounds) -> ExchangeReply {
        ExchangeReply(
            status: grounds.httpStatus,
            contentType: MessageType.refusal.mediaType,
            body: bytes,
            retryAfterSeconds: grounds.retryAfterSeconds
        )
    }
}
