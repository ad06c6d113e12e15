public import RecordStore
import TransparencyLog
public import VerificationDomain

/// The asking side's memory in the node's store.
public struct StoreCaseLedger: CaseLedger {
    private let store: RecordStore
    private let digests: any Digesting
    private let region: ProvinceCode
    private let audit: CoordinationAudit
    private let held = HeldLeases()

    public init(_ store: RecordStore, region: ProvinceCode, digests: any Digesting, build: String) {
        self.store = store
        self.region = region
        self.digests = digests
        audit = CoordinationAudit(digests: digests, build: build)
    }

    public func open(_ opening: CaseOpening) async throws -> RequestNumber {
        let draft = audit.opened(opening)
        let new = NewCase(
            identifier: opening.identifier,
            household: opening.householdBytes,
            subjects: opening.household.members.map(\.identity),
            programme: opening.household.programme,
            decidingRegion: opening.household.decidingRegion,
            office: AdministrativeCode(region: opening.household.decidingRegion),
            submittedAt: opening.openedAt,
            state: .collecting,
            legs: opening.legs.map {
                NewLeg(queryIdentifier: $0.queryIdentifier, region: $0.region, startedAt: opening.openedAt)
            },
            sharedEvidence: [
                SharedEvidence(kind: .registry, bytes: opening.registryBytes),
                SharedEvidence(kind: .rulePack, bytes: opening.rulePackBytes),
            ],
            drivenUntil: opening.drivenUntil,
            submissionKey: opening.submissionKey
        )
        let number = try await store.cases.create(new) { _ in [draft] }
        if let lease = new.lease { held.hold(lease) }
        return number
    }

    public func state(of key: SubmissionKey, submitted bytes: [UInt8]) async throws -> SubmissionState {
        try await store.cases.state(of: key, household: bytes)
    }

    public func takeOver(
        _ identifier: UniqueIdentifier,
        until end: Timestamp,
        at now: Timestamp
    ) async throws -> InterruptedCheck? {
        guard let lease = try await store.leases.take(identifier, until: end, at: now) else { return nil }
        return try await interrupted(under: lease)
    }

    public func takeOverNext(until end: Timestamp, at now: Timestamp) async throws -> InterruptedCheck? {
        guard let lease = try await store.leases.takeDue(1, until: end, at: now).first else { return nil }
        return try await interrupted(under: lease)
    }

    private func interrupted(under lease: CaseLease) async throws -> InterruptedCheck {
        let identifier = lease.caseIdentifier
        guard let summary = try await store.cases.summary(identifier) else {
            throw CoordinationError(.unknownCase, identifier.description)
        }
        let stored = try await load(identifier)
        held.hold(lease)
        return InterruptedCheck(requestNumber: summary.requestNumber, stored: stored)
    }

    public func giveBack(_ identifier: UniqueIdentifier) async throws {
        guard let lease = held.drop(identifier) else { return }
        try await store.leases.release(lease)
    }

    public func record(_ step: LegStep) async throws {
        let evidence = step.evidence.map {
            EvidenceDraft(kind: Self.kind($0.kind), bytes: $0.bytes, receivedAt: step.at)
        }
        let transition = LegTransition(
            step.queryIdentifier,
            from: Self.state(step.from),
            to: Self.state(step.state),
            statusCode: StatusCode(statement: step.statement, cause: step.cause).text,
            at: step.at,
            evidence: evidence.map { [$0] } ?? [],
            audit: [audit.step(step)],
            lease: held[step.caseIdentifier]
        )
        try await store.legs.take(transition)
    }

    public func record(_ merge: MergeStep) async throws {
        let audit = audit
        _ = try await store.pictures.store(
            merge.pictureBytes,
            of: merge.caseIdentifier,
            movingCaseFrom: .collecting,
            to: .merged,
            at: merge.at,
            under: held[merge.caseIdentifier],
            committing: CoordinationAudit.committed(merge.pictureDigest)
        ) { version, opening in [audit.merged(merge, version: version, opening)] }
    }

    public func reserveReportNumber(for identifier: UniqueIdentifier, at time: Timestamp) async throws -> String {
        try await store.reports.reserveNumber(for: identifier, region: region.region, at: time).description
    }

    public func record(_ issue: IssueStep) async throws {
        guard let number = ReportNumber(issue.number) else { throw StoreError(.notFound, "report number") }
        let report = NewReport(
            number: number,
            version: issue.version,
            json: issue.reportBytes,
            signature: issue.signatureBytes,
            issuedAt: issue.at,
            lease: held[issue.caseIdentifier]
        )
        let audit = audit
        try await store.reports.issue(
            report,
            committing: CoordinationAudit.committed(issue.reportDigest)
        ) { [audit.issued(issue, $0)] }
        _ = held.drop(issue.caseIdentifier)
    }

    public func load(_ identifier: UniqueIdentifier) async throws -> ReplayableCheck {
        guard let stored = try await store.cases.load(identifier) else {
            throw CoordinationError(.unknownCase, identifier.description)
        }
        let evidence = try await store.evidence.all(of: identifier)
        let shared = try await store.evidence.shared(of: identifier)
        guard let registry = shared.first(where: { $0.kind == .registry }),
            let rulePack = shared.first(where: { $0.kind == .rulePack })
        else { throw CoordinationError(.evidenceChanged, "registry or rule pack is missing") }
        let report = try await store.reports.latest(of: identifier)
        let picture = try await store.pictures.latest(of: identifier)
        if let picture { try await checkOpening(of: picture) }
        return ReplayableCheck(
            identifier: identifier,
            householdBytes: stored.household,
            registryBytes: registry.bytes,
            rulePackBytes: rulePack.bytes,
            openedAt: stored.summary.submittedAt,
            legs: stored.legs.map { leg in
                Self.leg(
                    region: leg.region,
                    identifier: leg.queryIdentifier,
                    state: leg.state,
                    code: leg.statusCode,
                    evidence: evidence.filter { $0.leg == leg.queryIdentifier }
                )
            },
            pictureDigest: picture.map { digests.digest($0.bytes, .sm3) },
            report: report.map {
                ReplayableReport(
                    number: $0.number.description,
                    version: $0.version,
                    bytes: $0.json,
                    signatureBytes: $0.signature
                )
            }
        )
    }

    /// What opens the commitment in the picture's row must be the digest of the picture that is stored.
    private func checkOpening(of picture: StoredPicture) async throws {
        let opening = try await store.cases
            .opening(.picture, version: picture.version, of: picture.caseIdentifier)
        let expected = CoordinationAudit.committed(digests.digest(picture.bytes, .sm3))
        // A picture that was stored by a version without commitments has none.
        guard opening == nil || opening?.value == expected else {
            throw CoordinationError(.evidenceChanged, "what the audit row of the picture commits to")
        }
    }

    private static func leg(
        region: ProvinceCode,
        identifier: UniqueIdentifier,
        state: StoredLegState,
        code: String?,
        evidence: [StoredEvidence]
    ) -> ReplayableLeg {
        let status = StatusCode(text: code)
        let reply = evidence.last { $0.kind != .query }
        return ReplayableLeg(
            region: region,
            queryIdentifier: identifier,
            state: LegState(rawValue: state.rawValue) ?? .failed,
            statement: status.statement,
            cause: status.cause,
            queryBytes: evidence.first { $0.kind == .query }?.bytes,
            reply: reply.flatMap { stored in
                LegEvidenceKind(rawValue: stored.kind.rawValue).map {
                    LegStep.Evidence(kind: $0, bytes: stored.bytes)
                }
            },
            replyReceivedAt: reply?.receivedAt
        )
    }

    private static func state(_ state: LegState) -> StoredLegState {
        StoredLegState(rawValue: state.rawValue) ?? .failed
    }

    private static func kind(_ kind: LegEvidenceKind) -> EvidenceKind {
        EvidenceKind(rawValue: kind.rawValue) ?? .garbled
    }
}

/// A leg's statement and cause as the one code that the store keeps: `unavailable:timedOut/answerLater`.
struct StatusCode: Sendable, Hashable {
    let statement: OutcomeStatus?
    let cause: String?

    init(statement: OutcomeStatus?, cause: String?) {
        self.statement = statement
        self.cause = cause
    }

    init(text: String?) {
        let parts = (text ?? "").split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let statementParts = parts[0].split(separator: ":", maxSplits: 1).map(String.init)
        statement = statementParts.first.flatMap {
            OutcomeStatus(code: $0, reason: statementParts.count > 1 ? statementParts[1] : nil)
        }
        cause = parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil
    }

    var text: String? {
        guard statement != nil || cause != nil else { return nil }
        let code = statement.map { status in status.reason.map { "\(status.code):\($0)" } ?? status.code } ?? ""
        return cause.map { "\(code)/\($0)" } ?? code
    }
}
