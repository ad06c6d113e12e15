public import VerificationDomain

/// A signed report on its way into the store.
public struct NewReport: Sendable, Hashable {
    public let number: ReportNumber
    /// What `ReportRepository.nextVersion` said when the report was signed.
    public let version: Int
    public let json: [UInt8]
    public let signature: [UInt8]
    public let issuedAt: Timestamp
    /// The state that the case leaves: `merged` for the first version, `reported` for a later one.
    public let caseState: StoredCaseState
    /// Under which the report is issued; `nil` where nobody can have taken the case over.
    public let lease: CaseLease?

    public init(
        number: ReportNumber,
        version: Int,
        json: [UInt8],
        signature: [UInt8],
        issuedAt: Timestamp,
        caseState: StoredCaseState = .merged,
        lease: CaseLease? = nil
    ) {
        self.number = number
        self.version = version
        self.json = json
        self.signature = signature
        self.issuedAt = issuedAt
        self.caseState = caseState
        self.lease = lease
    }
}
