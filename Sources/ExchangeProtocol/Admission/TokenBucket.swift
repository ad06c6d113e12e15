public import VerificationDomain

/// Step 6: the quota of one peer as a token bucket. A pure value: time is a parameter.
public struct TokenBucket: Sendable, Hashable {
    public let perSecond: Int
    public let burst: Int
    private var thousandths: Int64
    private var lastTime: Timestamp

    /// A full bucket.
    public init(_ quota: PeerQuota, at time: Timestamp) {
        perSecond = quota.perSecond
        burst = quota.burst
        thousandths = Int64(quota.burst) * 1000
        lastTime = time
    }

    public enum Decision: Sendable, Hashable {
        case taken
        /// Whole seconds, at least 1, after which one token is there.
        case refused(retryAfterSeconds: Int)
    }

    /// Takes one token, or says when there will be one. A clock that steps back refills nothing.
    public mutating func take(at time: Timestamp) -> Decision {
        refill(at: time)
        guard thousandths < 1000 else {
            thousandths -= 1000
            return .taken
        }
        let missing = 1000 - thousandths
        let milliseconds = (missing + Int64(perSecond) - 1) / Int64(perSecond)
        return .refused(retryAfterSeconds: Int(max(1, (milliseconds + 999) / 1000)))
    }

    private mutating func refill(at time: Timestamp) {
        // A pause longer than a day fills any bucket; the bound keeps the product within 64 bits.
        let elapsed = min(max(0, time.milliseconds(since: lastTime)), 86_400_000)
        lastTime = time
        thousandths = min(Int64(burst) * 1000, thousandths + elapsed * Int64(perSecond))
    }
}
