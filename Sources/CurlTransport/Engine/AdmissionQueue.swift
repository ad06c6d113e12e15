/// Which requests may be under way: a line of waiting ones, a limit for all and a limit for each peer.
///
/// The line is kept here and not by libcurl (`CURLMOPT_MAX_TOTAL_CONNECTIONS`), which lets a request that waits for a
/// connection live past its deadline.
struct AdmissionQueue: Sendable {
    private struct Waiting: Sendable {
        let number: UInt
        let peer: String
        let deadline: ContinuousClock.Instant
    }

    private let limit: Int
    private let limitPerPeer: Int
    private var line: [Waiting] = []
    private var active = 0
    private var activeByPeer: [String: Int] = [:]

    init(limit: Int, limitPerPeer: Int) {
        self.limit = limit
        self.limitPerPeer = limitPerPeer
    }

    var earliestDeadline: ContinuousClock.Instant? { line.lazy.map(\.deadline).min() }

    mutating func append(_ number: UInt, peer: String, deadline: ContinuousClock.Instant) {
        line.append(Waiting(number: number, peer: peer, deadline: deadline))
    }

    /// The first in the line whose peer has room, now counted as active; nil when nobody may start.
    mutating func admitNext() -> UInt? {
        guard active < limit,
            let index = line.firstIndex(where: { activeByPeer[$0.peer, default: 0] < limitPerPeer })
        else { return nil }
        let next = line.remove(at: index)
        active += 1
        activeByPeer[next.peer, default: 0] += 1
        return next.number
    }

    /// Gives the place of an active request back.
    mutating func release(peer: String) {
        active -= 1
        let rest = activeByPeer[peer, default: 0] - 1
        activeByPeer[peer] = rest > 0 ? rest : nil
    }

    mutating func remove(_ number: UInt) {
        line.removeAll { $0.number == number }
    }

    mutating func removeExpired(at now: ContinuousClock.Instant) -> [UInt] {
        let expired = line.filter { $0.deadline <= now }.map(\.number)
        if !expired.isEmpty { line.removeAll { $0.deadline <= now } }
        return expired
    }
}
