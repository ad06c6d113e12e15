public import VerificationDomain

/// What a list shows of a case; nothing of it is personal.
public struct CaseSummary: Sendable, Hashable {
    public let identifier: UniqueIdentifier
    public let requestNumber: RequestNumber
    public let programme: AssistanceProgramme
    public let decidingRegion: RegionCode
    public let submittedAt: Timestamp
    public let state: StoredCaseState
    public let stateAt: Timestamp
    /// How many legs stand where.
    public let legCounts: [StoredLegState: Int]
    /// Once it is reserved; whether the report is there, `ReportRepository` says.
    public let reportNumber: ReportNumber?
}

/// A case with its household opened.
public struct StoredCase: Sendable, Hashable {
    public let summary: CaseSummary
    /// The household exactly as it was submitted. Personal.
    public let household: [UInt8]
    public let legs: [StoredLeg]
}
