public import VerificationDomain

/// A case as it is created, together with everything that must be there from its first moment.
public struct NewCase: Sendable {
    public let identifier: UniqueIdentifier
    /// The household as it was submitted: sealed.
    public let household: [UInt8]
    /// Everybody whom the case can be found by: kept as keyed tags.
    public let subjects: [IdentityNumber]
    public let programme: AssistanceProgramme
    public let decidingRegion: RegionCode
    /// Whose request number the case gets.
    public let office: AdministrativeCode
    public let submittedAt: Timestamp
    public let state: StoredCaseState
    public let legs: [NewLeg]
    /// The registry and the rule pack in force.
    public let sharedEvidence: [SharedEvidence]
    /// Until when whoever makes the case also drives it; `nil` leaves it to the first who takes it.
    public let drivenUntil: Timestamp?
    /// Under which the case may be made once; `nil` makes one each time.
    public let submissionKey: SubmissionKey?

    /// The lease that the case is made with.
    public var lease: CaseLease? { drivenUntil.map { CaseLease(identifier, token: 1, expiresAt: $0) } }

    public init(
        identifier: UniqueIdentifier,
        household: [UInt8],
        subjects: [IdentityNumber],
        programme: AssistanceProgramme,
        decidingRegion: RegionCode,
        office: AdministrativeCode,
        submittedAt: Timestamp,
        state: StoredCaseState = .draft,
        legs: [NewLeg] = [],
        sharedEvidence: [SharedEvidence] = [],
        drivenUntil: Timestamp? = nil,
        submissionKey: SubmissionKey? = nil
    ) {
        self.identifier = identifier
        self.household = household
        self.subjects = subjects
        self.programme = programme
        self.decidingRegion = decidingRegion
        self.office = office
        self.submittedAt = submittedAt
        self.state = state
        self.legs = legs
        self.sharedEvidence = sharedEvidence
        self.drivenUntil = drivenUntil
        self.submissionKey = submissionKey
    }
}
