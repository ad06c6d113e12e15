public import RecordStore
public import VerificationDomain

/// What the asking side remembers: cases, legs, evidence, reports, and the audit row of each step.
///
/// Contract: when a call returns, the state, the evidence bytes and the audit row are durable, in one transaction;
/// when it throws, none is. Evidence is sealed before it is stored. A step of a case that somebody else has taken over
/// throws and writes nothing. Safe from any task; steps of one leg come one after another.
public protocol CaseLedger: Sendable {
    /// What became of a submission under this key.
    func state(of key: SubmissionKey, submitted bytes: [UInt8]) async throws -> SubmissionState

    /// Opens a case with its legs and gives it the next request number of the day. Whoever opens it drives it, until
    /// `opening.drivenUntil`. Throws, and opens nothing, when the opening's submission key was used before.
    func open(_ opening: CaseOpening) async throws -> RequestNumber

    /// Takes over an open case whose driver is gone, and drives it until then; `nil` when somebody still drives it, or
    /// when it has come to its end. Every step that the driver of before still tries to write is refused.
    func takeOver(
        _ identifier: UniqueIdentifier,
        until end: Timestamp,
        at now: Timestamp
    ) async throws -> InterruptedCheck?

    /// Takes over the open case that nobody drives for longest; `nil` when there is none.
    func takeOverNext(until end: Timestamp, at now: Timestamp) async throws -> InterruptedCheck?

    /// Gives a case back that is not at its end, so that the next driver need not wait.
    func giveBack(_ identifier: UniqueIdentifier) async throws

    /// Writes one step of one leg.
    func record(_ step: LegStep) async throws

    /// Writes the merged picture.
    func record(_ merge: MergeStep) async throws

    /// Takes the next report number of the day. A number that is taken and never issued leaves a gap, never a double.
    func reserveReportNumber(for identifier: UniqueIdentifier, at time: Timestamp) async throws -> String

    /// Writes the issued report and closes the case.
    func record(_ issue: IssueStep) async throws

    /// Everything that a replay needs, with every sealed box opened and every digest checked.
    func load(_ identifier: UniqueIdentifier) async throws -> ReplayableCheck
}

/// What is known when a check is accepted.
public struct CaseOpening: Sendable, Hashable {
    public let identifier: UniqueIdentifier
    public let household: Household
    /// The exact bytes that were submitted.
    public let householdBytes: [UInt8]
    public let legalBasis: LegalBasis
    public let legs: [OpeningLeg]
    public let registryBytes: [UInt8]
    public let registrySerial: Int64
    public let rulePackBytes: [UInt8]
    public let openedAt: Timestamp
    /// Until when nobody else takes the case over.
    public let drivenUntil: Timestamp
    /// Under which the case may be opened once; `nil` opens one each time.
    public let submissionKey: SubmissionKey?

    public struct OpeningLeg: Sendable, Hashable {
        public let region: ProvinceCode
        public let queryIdentifier: UniqueIdentifier
    }
}

/// One step of one leg: the state it ends in, and the bytes that came with it.
public struct LegStep: Sendable, Hashable {
    public let caseIdentifier: UniqueIdentifier
    public let region: ProvinceCode
    public let queryIdentifier: UniqueIdentifier
    /// The state that the leg leaves.
    public let from: LegState
    public let state: LegState
    public let statement: OutcomeStatus?
    /// A code: which rule of the protocol a quarantined reply broke, or how a delivery failed.
    public let cause: String?
    public let evidence: Evidence?
    public let at: Timestamp

    /// Bytes as they were sent or received.
    public struct Evidence: Sendable, Hashable {
        public let kind: LegEvidenceKind
        public let bytes: [UInt8]

        public init(kind: LegEvidenceKind, bytes: [UInt8]) {
            self.kind = kind
            self.bytes = bytes
        }
    }
}

/// What the bytes of a step are.
public enum LegEvidenceKind: String, Sendable, Hashable, CaseIterable {
    case query, answer, receipt, refusal
    /// An unsigned problem document, or what came with another HTTP status of an error.
    case problem
    /// A reply that is no message at all.
    case garbled
}

/// The merged picture and how it is named from now on.
public struct MergeStep: Sendable, Hashable {
    public let caseIdentifier: UniqueIdentifier
    public let pictureBytes: [UInt8]
    public let pictureDigest: Digest
    public let at: Timestamp
}

/// The issued report: exact bytes of `report.json`, the node's signature over their digest, and the indication as a
/// code.
public struct IssueStep: Sendable, Hashable {
    public let caseIdentifier: UniqueIdentifier
    public let number: String
    public let version: Int
    public let reportBytes: [UInt8]
    public let reportDigest: Digest
    public let signatureBytes: [UInt8]
    public let indication: String
    public let isPartial: Bool
    public let at: Timestamp
}

/// A check as it is stored.
public struct ReplayableCheck: Sendable, Hashable {
    public let identifier: UniqueIdentifier
    public let householdBytes: [UInt8]
    public let registryBytes: [UInt8]
    public let rulePackBytes: [UInt8]
    public let openedAt: Timestamp
    public let legs: [ReplayableLeg]
    public let pictureDigest: Digest?
    public let report: ReplayableReport?

    public init(
        identifier: UniqueIdentifier,
        householdBytes: [UInt8],
        registryBytes: [UInt8],
        rulePackBytes: [UInt8],
        openedAt: Timestamp,
        legs: [ReplayableLeg],
        pictureDigest: Digest?,
        report: ReplayableReport?
    ) {
        self.identifier = identifier
        self.householdBytes = householdBytes
        self.registryBytes = registryBytes
        self.rulePackBytes = rulePackBytes
        self.openedAt = openedAt
        self.legs = legs
        self.pictureDigest = pictureDigest
        self.report = report
    }
}

/// One leg as it is stored.
public struct ReplayableLeg: Sendable, Hashable {
    public let region: ProvinceCode
    public let queryIdentifier: UniqueIdentifier
    public let state: LegState
    public let statement: OutcomeStatus?
    public let cause: String?
    public let queryBytes: [UInt8]?
    /// The reply and when it was received; a replay verifies it as of then.
    public let reply: LegStep.Evidence?
    public let replyReceivedAt: Timestamp?

    public init(
        region: ProvinceCode,
        queryIdentifier: UniqueIdentifier,
        state: LegState,
        statement: OutcomeStatus?,
        cause: String?,
        queryBytes: [UInt8]?,
        reply: LegStep.Evidence?,
        replyReceivedAt: Timestamp?
    ) {
        self.region = region
        self.queryIdentifier = queryIdentifier
        self.state = state
        self.statement = statement
        self.cause = cause
        self.queryBytes = queryBytes
        self.reply = reply
        self.replyReceivedAt = replyReceivedAt
    }
}

/// An issued report as it is stored.
public struct ReplayableReport: Sendable, Hashable {
    public let number: String
    public let version: Int
    public let bytes: [UInt8]
    public let signatureBytes: [UInt8]

    public init(number: String, version: Int, bytes: [UInt8], signatureBytes: [UInt8]) {
        self.number = number
        self.version = version
        self.bytes = bytes
        self.signatureBytes = signatureBytes
    }
}
