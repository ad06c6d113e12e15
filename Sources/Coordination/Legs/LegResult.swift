public import VerificationDomain

/// How one leg ended.
struct LegResult: Sendable {
    let region: ProvinceCode
    let state: LegState
    let statement: OutcomeStatus?
    let cause: String?
    let queryIdentifier: UniqueIdentifier
    let queryDigest: Digest
    let replyDigest: Digest?
    /// When the reply came back; `nil` without one.
    let repliedAt: Timestamp?
    let finding: LegFinding

    /// The same end with a reply that came before it.
    func resting(on reply: LegRunner.Reply, _ digests: any Digesting) -> LegResult {
        LegResult(
            region: region,
            state: state,
            statement: statement,
            cause: cause,
            queryIdentifier: queryIdentifier,
            queryDigest: queryDigest,
            replyDigest: digests.digest(reply.evidence.bytes, .sha256),
            repliedAt: reply.receivedAt,
            finding: finding
        )
    }

    var reportLeg: ReportLeg {
        ReportLeg(
            region: region,
            state: state,
            statement: statement,
            violation: cause,
            queryIdentifier: queryIdentifier,
            queryDigest: queryDigest,
            replyDigest: replyDigest,
            repliedAt: repliedAt
        )
    }
}

/// Something to show while legs are out.
public struct CheckProgress: Sendable, Hashable {
    public let region: ProvinceCode
    public let state: LegState
    public let statement: OutcomeStatus?
    public let cause: String?
    /// Since the check began.
    public let elapsedMilliseconds: Int64
}
