import ExchangeProtocol
import RecordMerging
public import VerificationDomain

/// Re-verifies a stored check as of when its answers were received, merges again, and compares the digest.
///
/// Uses the stored registry, rule pack and evidence only: what the node has today plays no part.
public struct CheckReplay: Sendable {
    /// The joint conference's root key.
    public let rootKey: PublicKey
    public let verifier: any SignatureVerifying
    public let digests: any Digesting
    public let rulePacks: any RulePackShelf
    /// The region whose store this is: it signed the queries.
    public let region: ProvinceCode

    public init(
        rootKey: PublicKey,
        verifier: any SignatureVerifying,
        digests: any Digesting,
        rulePacks: any RulePackShelf,
        region: ProvinceCode
    ) {
        self.rootKey = rootKey
        self.verifier = verifier
        self.digests = digests
        self.rulePacks = rulePacks
        self.region = region
    }

    /// What a replay found.
    public struct Outcome: Sendable, Hashable {
        public let pictureDigest: Digest
        /// Answers whose signatures were verified again.
        public let verifiedAnswers: Int
        public let records: Int
    }

    /// - Throws: `CoordinationError` that names the leg or the piece of evidence which is not what it was.
    public func replay(_ stored: ReplayableCheck) throws -> Outcome {
        guard let expected = stored.pictureDigest else {
            throw CoordinationError(.notReported, stored.identifier.description)
        }
        let reading = StoredCheckReading(rootKey: rootKey, verifier: verifier, rulePacks: rulePacks, region: region)
        let registry = try reading.registry(stored)
        let household = try reading.household(stored)
        let pack = try reading.rulePack(stored)
        let report = try report(stored, registry: registry)
        let plan = try reading.plan(household, registry, on: stored.openedAt.date)
        guard plan.legs.filter({ !$0.asked.isEmpty }).map(\.region) == report.legs.map(\.region),
            stored.legs.map(\.region).sorted() == report.legs.map(\.region)
        else { throw CoordinationError(.evidenceChanged, "legs: they are not those of the report") }
        let findings = try plan.legs.map { try finding($0, stored, report, registry) }
        let picture = RecordMerger.merge(MergeInput(household: household, legs: findings, rulePack: pack.pack))
        let digest = digests.digest(picture.canonicalBytes, expected.algorithm)
        guard digest == expected else {
            throw CoordinationError(.digestDiffers, "stored \(expected), replayed \(digest)")
        }
        return Outcome(
            pictureDigest: digest,
            verifiedAnswers: stored.legs.count { $0.state == .accepted },
            records: findings.reduce(0) { $0 + $1.records.count }
        )
    }

    private func finding(
        _ leg: PlannedLeg,
        _ stored: ReplayableCheck,
        _ report: VerificationReport,
        _ registry: VerifiedRegistry
    ) throws -> LegFinding {
        guard let storedLeg = stored.legs.first(where: { $0.region == leg.region }),
            let reported = report.legs.first(where: { $0.region == leg.region })
        else { return LegFinding(region: leg.region, outcomes: leg.withheld, records: []) }
        return try LegReplay(replay: self, registry: registry).finding(leg, storedLeg, reported)
    }

    /// The signed report, which names the digests of all that the check rests on.
    private func report(_ stored: ReplayableCheck, registry: VerifiedRegistry) throws -> VerificationReport {
        guard let report = stored.report else {
            throw CoordinationError(.notReported, stored.identifier.description)
        }
        let verification = ReportVerification(registry: registry, verifier: verifier, digests: digests)
        let verified = try verification.verify(report.bytes, signature: report.signatureBytes)
        guard verified.pictureDigest == stored.pictureDigest else {
            throw CoordinationError(.evidenceChanged, "report \(report.number): it names another picture")
        }
        let packDigest = digests.digest(stored.rulePackBytes, verified.basis.rulePackDigest.algorithm)
        guard packDigest == verified.basis.rulePackDigest else {
            throw CoordinationError(.evidenceChanged, "rule pack: its digest is not the report's")
        }
        let registryDigest = digests.digest(stored.registryBytes, verified.basis.registryDigest.algorithm)
        guard registryDigest == verified.basis.registryDigest else {
            throw CoordinationError(.evidenceChanged, "registry: its digest is not the report's")
        }
        return verified
    }
}
