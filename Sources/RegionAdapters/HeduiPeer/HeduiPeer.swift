public import CurlTransport
public import ExchangeProtocol
public import VerificationDomain

/// A peer that runs Hedui, or anything that speaks docs/exchange-protocol.md over HTTPS.
///
/// Delivers the exact bytes and hands back the exact bytes; whether they can be believed is the coordinator's question.
public struct HeduiPeer: QueryCarrier {
    public let region: ProvinceCode
    private let endpoint: HeduiPeerEndpoint
    private let client: CurlClient
    private let clock: any WallClock

    private static let acceptedReplies = [MessageType.answer, .receipt, .refusal].map(\.mediaType).joined(
        separator: ", "
    )

    public init(region: ProvinceCode, endpoint: HeduiPeerEndpoint, client: CurlClient, clock: any WallClock) {
        self.region = region
        self.endpoint = endpoint
        self.client = client
        self.clock = clock
    }

    public func deliver(_ query: SignedQuery, deadline: Timestamp) async -> DeliveryOutcome {
        let remaining = deadline.milliseconds(since: clock.now())
        guard remaining > 0 else { return .timedOut }
        let request = HTTPRequest(
            method: .post,
            url: "\(endpoint.address)/exchange/v1/queries",
            headers: [("Content-Type", MessageType.query.mediaType), ("Accept", Self.acceptedReplies)],
            body: query.bytes,
            deadlineMilliseconds: Int(min(remaining, Int64(ExchangeLimits.synchronousAnswerSeconds * 1000))),
            responseByteLimit: ExchangeLimits.answerByteCount,
            expectedHostName: endpoint.hostName
        )
        do {
            return HeduiPeerReply.outcome(try await client.send(request))
        } catch let error as TransportError {
            return HeduiPeerReply.outcome(error)
        } catch is CancellationError {
            return .timedOut
        } catch {
            return .unreachable(.notSent)
        }
    }
}

/// Where a peer listens and whose name its certificate must carry.
public struct HeduiPeerEndpoint: Sendable, Hashable {
    /// `https://host:port`, without a trailing slash.
    public let address: String
    /// The name in the peer's certificate when the address holds another, such as a gateway's or an IP address.
    public let hostName: String?

    public init(address: String, hostName: String?) {
        self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
        self.hostName = hostName
    }
}
