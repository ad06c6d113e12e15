public import RecordMerging
public import VerificationDomain

/// The report that a reviewer reads (核对报告): evidence for a decision, never the decision.
///
/// Its canonical JSON is `report.json`; the node signs the digest of exactly those bytes.
public struct VerificationReport: Sendable, Hashable {
    public let identification: ReportIdentification
    public let application: ReportApplication
    public let members: [ReportMember]
    public let legs: [ReportLeg]
    /// The regions of the federation that nothing ties to the household, and that were therefore not asked.
    public let regionsNotAsked: [ProvinceCode]
    public let picture: Picture
    public let pictureDigest: Digest
    /// What the deciding record of each entry says beside its amount.
    public let descriptions: [EntryDescription]
    public let basis: ReportBasis

    public init(
        identification: ReportIdentification,
        application: ReportApplication,
        members: [ReportMember],
        legs: [ReportLeg],
        regionsNotAsked: [ProvinceCode] = [],
        picture: Picture,
        pictureDigest: Digest,
        descriptions: [EntryDescription],
        basis: ReportBasis
    ) {
        self.identification = identification
        self.application = application
        self.members = members
        self.legs = legs
        self.regionsNotAsked = regionsNotAsked
        self.picture = picture
        self.pictureDigest = pictureDigest
        self.descriptions = descriptions
        self.basis = basis
    }

    /// Partial as soon as one leg did not end in an accepted answer, or one item was not answered.
    public var isPartial: Bool { legs.contains { $0.state != .accepted } || !picture.openLegs.isEmpty }

    /// What a reader must know; Chinese first.
    public var notes: [ReportNote] { ReportNote.all(for: self) }
}

/// Which report this is.
public struct ReportIdentification: Sendable, Hashable {
    /// `HD310000202611240001`.
    public let number: String
    public let version: Int
    public let caseIdentifier: UniqueIdentifier
    public let requestNumber: String
    public let issuer: ProvinceCode
    public let issuedAt: Timestamp
    public let validUntil: CalendarDate

    public init(
        number: String,
        version: Int,
        caseIdentifier: UniqueIdentifier,
        requestNumber: String,
        issuer: ProvinceCode,
        issuedAt: Timestamp,
        validUntil: CalendarDate
    ) {
        self.number = number
        self.version = version
        self.caseIdentifier = caseIdentifier
        self.requestNumber = requestNumber
        self.issuer = issuer
        self.issuedAt = issuedAt
        self.validUntil = validUntil
    }
}

/// What was applied for.
public struct ReportApplication: Sendable, Hashable {
    public let programme: AssistanceProgramme
    public let decidingRegion: RegionCode
    public let applicationDate: CalendarDate
    public let incomeWindow: MonthWindow
    public let assetsAsOf: CalendarDate
    public let applicant: SubjectReference

    public init(_ household: Household) {
        programme = household.programme
        decidingRegion = household.decidingRegion
        applicationDate = household.applicationDate
        incomeWindow = household.incomeWindow
        assetsAsOf = household.assetsAsOf
        applicant = household.applicant
    }
}

/// A member as the report shows them: the identity number is masked, its middle is never printed.
public struct ReportMember: Sendable, Hashable {
    public let reference: SubjectReference
    public let name: String
    public let maskedIdentity: String
    public let relation: FamilyRelation
    public let hukou: RegionCode
    public let residence: RegionCode

    public init(_ member: Member) {
        reference = member.reference
        name = member.name.text
        maskedIdentity = member.identity.masked
        relation = member.relation
        hukou = member.places.hukou
        residence = member.places.residence
    }
}

/// One region's part: what was sent, what came back, and the digests that lead to the bytes.
public struct ReportLeg: Sendable, Hashable {
    public let region: ProvinceCode
    public let state: LegState
    /// What is stated for every pair of a leg without an accepted answer.
    public let statement: OutcomeStatus?
    /// The protocol rule that a quarantined answer broke, as a code.
    public let violation: String?
    public let queryIdentifier: UniqueIdentifier
    public let queryDigest: Digest
    public let replyDigest: Digest?
    /// When the reply came back (反馈时间); `nil` without one.
    public let repliedAt: Timestamp?

    public init(
        region: ProvinceCode,
        state: LegState,
        statement: OutcomeStatus?,
        violation: String?,
        queryIdentifier: UniqueIdentifier,
        queryDigest: Digest,
        replyDigest: Digest?,
        repliedAt: Timestamp? = nil
    ) {
        self.region = region
        self.state = state
        self.statement = statement
        self.violation = violation
        self.queryIdentifier = queryIdentifier
        self.queryDigest = queryDigest
        self.replyDigest = replyDigest
        self.repliedAt = repliedAt
    }
}

/// What the deciding record of an entry says: enough to know which flat or car it is.
public struct EntryDescription: Sendable, Hashable {
    public let entry: EntryIdentifier
    public let keys: [RecordKey]
    public let details: RecordDetails

    public init(entry: EntryIdentifier, keys: [RecordKey], details: RecordDetails) {
        self.entry = entry
        self.keys = keys
        self.details = details
    }
}

/// What the result rests on: replaying it needs exactly these.
public struct ReportBasis: Sendable, Hashable {
    public let legalBasis: LegalBasis
    public let rulePackDigest: Digest
    public let registrySerial: Int64
    public let registryDigest: Digest
    public let auditOrigin: String

    public init(
        legalBasis: LegalBasis,
        rulePackDigest: Digest,
        registrySerial: Int64,
        registryDigest: Digest,
        auditOrigin: String
    ) {
        self.legalBasis = legalBasis
        self.rulePackDigest = rulePackDigest
        self.registrySerial = registrySerial
        self.registryDigest = registryDigest
        self.auditOrigin = auditOrigin
    }
}
