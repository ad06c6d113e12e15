public import VerificationDomain

/// A query: who asks whom about which persons and items, why, and with what authority.
///
/// A value of this type is consistent: counts are within limits, references are unique and known, times run forward and
/// the legal basis was in force when the query was issued.
public struct ExchangeQuery: Sendable, Hashable {
    public let issuer: ProvinceCode
    public let audience: ProvinceCode
    /// `jti`: the same identifier never stands for two queries.
    public let identifier: UniqueIdentifier
    /// Whole seconds, as are `notBefore` and `expiresAt`.
    public let issuedAt: Timestamp
    public let notBefore: Timestamp
    public let expiresAt: Timestamp
    /// When the asking side stops waiting.
    public let respondBy: Timestamp
    public let requestNumber: RequestNumber
    public let purpose: AssistanceProgramme
    public let legalBasis: LegalBasis
    public let agreement: AgreementIdentifier
    public let authorisations: [QueryAuthorisation]
    public let subjects: [QuerySubject]
    public let items: [ItemCategory]
    public let incomeWindow: MonthWindow
    public let assetsAsOf: CalendarDate
    public let disclosure: Disclosure
    /// The asking side's limits by item; only with the disclosure `threshold`.
    public let thresholds: [ItemCategory: Money]

    /// Throws `ExchangeError.inconsistent` when the parts contradict each other or a limit.
    public init(
        issuer: ProvinceCode,
        audience: ProvinceCode,
        identifier: UniqueIdentifier,
        issuedAt: Timestamp,
        notBefore: Timestamp,
        expiresAt: Timestamp,
        respondBy: Timestamp,
        requestNumber: RequestNumber,
        purpose: AssistanceProgramme,
        legalBasis: LegalBasis,
        agreement: AgreementIdentifier,
        authorisations: [QueryAuthorisation],
        subjects: [QuerySubject],
        items: [ItemCategory],
        incomeWindow: MonthWindow,
        assetsAsOf: CalendarDate,
        disclosure: Disclosure = .full,
        thresholds: [ItemCategory: Money] = [:]
    ) throws(ExchangeError) {
        self.issuer = issuer
        self.audience = audience
        self.identifier = identifier
        self.issuedAt = issuedAt.wholeSeconds
        self.notBefore = notBefore.wholeSeconds
        self.expiresAt = expiresAt.wholeSeconds
        self.respondBy = respondBy.wholeSeconds
        self.requestNumber = requestNumber
        self.purpose = purpose
        self.legalBasis = legalBasis
        self.agreement = agreement
        self.authorisations = authorisations
        self.subjects = subjects
        self.items = items
        self.incomeWindow = incomeWindow
        self.assetsAsOf = assetsAsOf
        self.disclosure = disclosure
        self.thresholds = thresholds
        if let contradiction = QueryConsistency(self).contradiction {
            throw ExchangeError(.inconsistent, contradiction.description)
        }
    }

    /// Every pair that an answer must hold an outcome for, in order.
    public var asked: [SubjectItem] {
        subjects.flatMap { subject in items.map { SubjectItem(subject.reference, $0) } }.sorted()
    }

    public func subject(_ reference: SubjectReference) -> QuerySubject? {
        subjects.first { $0.reference == reference }
    }

    /// What to ask the registers for one pair; `nil` when the subject is not of this query.
    public func registerRequest(for pair: SubjectItem) -> RegisterRequest? {
        guard let subject = subject(pair.subject), items.contains(pair.item) else { return nil }
        return RegisterRequest(
            subject: subject,
            item: pair.item,
            incomeWindow: incomeWindow,
            assetsAsOf: assetsAsOf,
            disclosure: disclosure,
            threshold: thresholds[pair.item]
        )
    }
}
