public import ExchangeProtocol
public import RecordStore
import TransparencyLog
public import VerificationDomain

/// The answering side's memory in the node's store.
public struct StoreAnsweringLedger: AnsweringLedger {
    private let replies: ReplayMemory
    private let audit: AuditRepository

    public init(replies: ReplayMemory, audit: AuditRepository) {
        self.replies = replies
        self.audit = audit
    }

    public func recall(
        _ identifier: UniqueIdentifier,
        of issuer: ProvinceCode,
        digest: Digest
    ) async throws -> ReplayDecision {
        switch try await replies.recall(ReplyKey(issuer: issuer, identifier: identifier), digest: digest) {
        case .unseen: .first
        case .reused: .conflict
        case .repeated(let reply): try .again(Self.reply(reply.contentType, reply.body))
        }
    }

    public func record(_ exchange: RecordedExchange) async throws -> ReplayDecision {
        let outcome = try await replies.remember(
            ReplyKey(issuer: exchange.issuer, identifier: exchange.identifier),
            digest: exchange.queryDigest,
            reply: .init(
                status: exchange.reply.kind.httpStatus,
                contentType: exchange.reply.kind.messageType.mediaType,
                body: exchange.reply.bytes,
                expiresAt: exchange.rememberUntil
            ),
            audit: [AnsweringAudit.draft(exchange.event)]
        )
        switch outcome {
        case .stored: return .first
        case .reused: return .conflict
        case .answeredBefore(let reply): return .again(try Self.reply(reply.contentType, reply.body))
        }
    }

    public func reply(
        to identifier: UniqueIdentifier,
        of issuer: ProvinceCode,
        at time: Timestamp
    ) async throws -> ExchangeProtocol.StoredReply? {
        try await replies.reply(ReplyKey(issuer: issuer, identifier: identifier), at: time).map {
            try Self.reply($0.contentType, $0.body)
        }
    }

    public func note(_ event: AnsweringEvent) async throws { try await audit.record([AnsweringAudit.draft(event)]) }

    private static func reply(_ contentType: String, _ body: [UInt8]) throws -> ExchangeProtocol.StoredReply {
        let kinds = ExchangeProtocol.StoredReply.Kind.allCases
        guard let kind = kinds.first(where: { $0.messageType.mediaType == contentType }) else {
            throw StoreError(.damagedRow, "table reply")
        }
        return ExchangeProtocol.StoredReply(kind: kind, bytes: body)
    }
}
