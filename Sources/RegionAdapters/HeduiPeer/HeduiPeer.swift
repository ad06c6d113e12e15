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
        await send(delivery(of: query, deadline: deadline))
    }

    public func collect(_ query: SignedQuery, deadline: Timestamp) async -> DeliveryOutcome {
        await send(collection(of: query, deadline: deadline))
    }

    /// `nil` when no time is left.
    func delivery(of query: SignedQuery, deadline: Timestamp) -> HTTPRequest? {
        request(
            .post,
            "",
            headers: [("Content-Type", MessageType.query.mediaType), ("Accept", Self.acceptedReplies)],
            body: query.bytes,
            deadline: deadline
        )
    }

    /// `nil` when no time is left.
    func collection(of query: SignedQuery, deadline: Timestamp) -> HTTPRequest? {
        request(
            .get,
            "/\(query.query.identifier)",
            headers: [("Accept", Self.acceptedReplies)],
            body: [],
            deadline: deadline
        )
    }

    private func request(
        _ method: HTTPRequest.Method,
        _ path: String,
        headers: [(String, String)],
        body: [UInt8],
        deadline: Timestamp
    ) -> HTTPRequest? {
        let remaining = deadline.milliseconds(since: clock.now())
        guard remaining > 0 else { return nil }
        return HTTPRequest(
            method: method,
            url: "\(endpoint.address)/exchange/v1/queries\(path)",
            headers: headers,
            body: body,
            deadlineMilliseconds: Int(min(remaining, Int64(ExchangeLimits.synchronousAnswerSeconds * 1000))),
            responseByteLimit: ExchangeLimits.answerByteCount,
            expectedHostName: endpoint.hostName,
            pinnedPublicKeys: endpoint.publicKeys.map(\.bytes)
        )
    }

    private func send(_ request: HTTPRequest?) async -> DeliveryOutcome {
        guard let request else { return .timedOut }
        do {
            return HeduiPeerReply.outcome(try await client.send(request))
        } catch let error as TransportError {
            return HeduiPeerReply.outcome(error)
        } catch is CancellationError {
            // Nothing is known of the peer; the caller, whose task it is, knows why.
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
