import ExchangeProtocol
import VerificationDomain

/// Runs the nine steps as an answering node does, with the store and the counters as plain values.
struct AdmissionDriver {
    let admission: Admission
    var seen: SeenQuery?
    var bucket: TokenBucket

    init(_ admission: Admission, seen: SeenQuery? = nil, quota: PeerQuota = PeerQuota()) {
        self.admission = admission
        self.seen = seen
        bucket = TokenBucket(quota, at: ExampleFederation.now)
    }

    enum Verdict: Equatable {
        case permitted(PermittedQuery)
        case again(StoredReply)
        case problem(Int, ProblemDetails.Kind)
        case refusal(Int, RefusalCode)

        var isPermitted: Bool { if case .permitted = self { true } else { false } }
    }

    mutating func admit(_ request: InboundRequest, at now: Timestamp = ExampleFederation.now) -> Verdict {
        switch admission.authenticate(request, at: now) {
        case .rejected(let rejection): return Self.verdict(rejection)
        case .admitted(let query):
            switch ReplayDecision.decide(seen: seen, digest: query.digest) {
            case .again(let reply): return .again(reply)
            case .conflict: return Self.verdict(.refusal(query.refusal(.replay)))
            case .first: break
            }
            if case .refused(let seconds) = bucket.take(at: now) {
                return Self.verdict(.refusal(query.refusal(.quotaExceeded, retryAfterSeconds: seconds)))
            }
            switch admission.authorise(query, at: now) {
            case .rejected(let rejection): return Self.verdict(rejection)
            case .admitted(let permitted): return .permitted(permitted)
            }
        }
    }

    static func verdict(_ rejection: Rejection) -> Verdict {
        switch rejection {
        case .problem(let problem): .problem(problem.status, problem.kind)
        case .refusal(let grounds): .refusal(grounds.httpStatus, grounds.code)
        }
    }
}
