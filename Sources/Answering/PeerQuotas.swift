import ExchangeProtocol
import Synchronization
import VerificationDomain

/// Counts every peer's queries against its quota: a token bucket for the rate, a counter for those in work.
final class PeerQuotas: Sendable {
    private struct Account {
        var bucket: TokenBucket
        var inFlight = 0
    }

    private let accounts = Mutex<[ProvinceCode: Account]>([:])

    enum Decision {
        case admitted
        case refused(retryAfterSeconds: Int)
    }

    /// Takes a place for one query of `peer`; every admitted one is given back with `leave`.
    func enter(_ peer: ProvinceCode, quota: PeerQuota, at now: Timestamp) -> Decision {
        accounts.withLock { accounts in
            var account = accounts[peer] ?? Account(bucket: TokenBucket(quota, at: now))
            defer { accounts[peer] = account }
            guard account.inFlight < quota.inFlight else { return .refused(retryAfterSeconds: 1) }
            switch account.bucket.take(at: now) {
            case .refused(let seconds): return .refused(retryAfterSeconds: seconds)
            case .taken:
                account.inFlight += 1
                return .admitted
            }
        }
    }

    func leave(_ peer: ProvinceCode) {
        accounts.withLock { $0[peer]?.inFlight -= 1 }
    }
}
