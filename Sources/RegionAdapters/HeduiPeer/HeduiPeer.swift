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
            expectedHostName: endpoint.hostName,
            pinnedPublicKeys: endpoint.publicKeys.map(\.bytes)
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

/// Where a peer listens, and by which name and key it must prove to be that peer.
public struct HeduiPeerEndpoint: Sendable, Hashable {
    /// `https://host:port`, without a trailing slash.
    public let address: String
    /// The name in the peer's certificate when the address holds another, such as a gateway's or an IP address.
    public let hostName: String?
    /// SHA-256 of each SubjectPublicKeyInfo that the registry lists for the region or for a gateway of it: a
    /// certificate of the same authority that belongs to another region is not enough.
    public let publicKeys: [Digest]

    public init(address: String, hostName: String?, publicKeys: [Digest]) {
        self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
        self.hostName = hostName
        self.publicKeys = publicKeys
    }

    /// The HTTPS endpoint of a region as the registry lists it; `nil` when it has none, or no TLS key that could prove
    /// who answers there.
    public init?(_ region: RegisteredRegion) {
        let keys = (region.tls + region.gateways).map(\.publicKey)
        guard let endpoint = region.endpoint(.https), !keys.isEmpty else { return nil }
        self.init(address: endpoint.url, hostName: region.parameters["tlsName"], publicKeys: keys)
    }
}
