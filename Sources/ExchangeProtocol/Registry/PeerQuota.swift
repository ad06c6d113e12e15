public import VerificationDomain

/// How many queries one peer may send.
public struct PeerQuota: Sendable, Hashable {
    /// Queries a second over time, 1 to 100,000.
    public let perSecond: Int
    /// Queries at once after a pause, 1 to 100,000.
    public let burst: Int
    /// Queries in work at once, 1 to 100,000.
    public let inFlight: Int

    private static let range = 1...100_000

    /// Values outside 1 to 100,000 count as the nearer end.
    public init(
        perSecond: Int = ExchangeLimits.queriesPerSecond,
        burst: Int = ExchangeLimits.queryBurst,
        inFlight: Int = ExchangeLimits.queriesInFlight
    ) {
        self.perSecond = min(max(perSecond, Self.range.lowerBound), Self.range.upperBound)
        self.burst = min(max(burst, Self.range.lowerBound), Self.range.upperBound)
        self.inFlight = min(max(inFlight, Self.range.lowerBound), Self.range.upperBound)
    }
}

extension PeerQuota: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "perSecond": .integer(Int64(perSecond)), "burst": .integer(Int64(burst)),
            "inFlight": .integer(Int64(inFlight)),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["perSecond", "burst", "inFlight"])
        self.init(
            perSecond: Int(try json.member("perSecond").integer(in: 1...100_000)),
            burst: Int(try json.member("burst").integer(in: 1...100_000)),
            inFlight: Int(try json.member("inFlight").integer(in: 1...100_000))
        )
    }
}
