import ExchangeProtocol
import VerificationDomain

/// How long the registers may be asked for one query. Pure; stops a query of 2,000 pairs over slow registers from
/// holding its peer's place, and ours, for hours.
enum WorkTime {
    /// Kept back from the time of a synchronous answer, for signing, storing and sending it.
    static let reserveSeconds: Int64 = 5
    /// Kept back at most from the time that the asking side allows.
    static let reserveMilliseconds: Int64 = 2_000
    /// `respondBy` has whole seconds, so it may be up to one second early.
    static let leastMilliseconds: Int64 = 1_000

    /// Milliseconds from `now`; 0 when the query has run out.
    static func milliseconds(for query: ExchangeQuery, at now: Timestamp) -> Int64 {
        let longest = (Int64(ExchangeLimits.synchronousAnswerSeconds) - reserveSeconds) * 1000
        guard now < query.expiresAt.adding(seconds: ExchangeLimits.clockToleranceSeconds) else { return 0 }
        var allowed = query.respondBy.milliseconds(since: now)
        // Two clocks differ, or the asking side died while it waited and sends the same bytes again: either way it is
        // there, and the time that it meant counts from here.
        if allowed <= 0 { allowed = query.respondBy.milliseconds(since: query.issuedAt) }
        allowed = max(allowed - min(allowed / 10, reserveMilliseconds), leastMilliseconds)
        return min(allowed, longest)
    }
}
