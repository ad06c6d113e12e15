/// A person as a query names them to an answering region.
public struct QuerySubject: Sendable, Hashable {
    public let reference: SubjectReference
    public let authorisation: SubjectReference
    public let identity: IdentityNumber
    public let name: PersonName
    public let formerNames: [PersonName]
    public let signedBy: AuthorisedPerson.SignedBy

    public init(
        reference: SubjectReference,
        authorisation: SubjectReference,
        identity: IdentityNumber,
        name: PersonName,
        formerNames: [PersonName] = [],
        signedBy: AuthorisedPerson.SignedBy
    ) {
        self.reference = reference
        self.authorisation = authorisation
        self.identity = identity
        self.name = name
        self.formerNames = formerNames
        self.signedBy = signedBy
    }
}

/// How much an answer discloses of amounts.
public enum Disclosure: String, Sendable, Hashable, CaseIterable { case full, banded, threshold }

/// One question to the region's own registers.
public struct RegisterRequest: Sendable, Hashable {
    public let subject: QuerySubject
    public let item: ItemCategory
    public let incomeWindow: MonthWindow
    public let assetsAsOf: CalendarDate
    public let disclosure: Disclosure
    /// The asking side's limit for this item, when the disclosure is `threshold`.
    public let threshold: Money?

    public init(
        subject: QuerySubject,
        item: ItemCategory,
        incomeWindow: MonthWindow,
        assetsAsOf: CalendarDate,
        disclosure: Disclosure,
        threshold: Money?
    ) {
        self.subject = subject
        self.item = item
        self.incomeWindow = incomeWindow
        self.assetsAsOf = assetsAsOf
        self.disclosure = disclosure
        self.threshold = threshold
    }
}

/// What a register said: one outcome, and the records that go with it.
public struct RegisterFinding: Sendable, Hashable {
    public let outcome: ItemOutcome
    public let records: [VerificationRecord]

    public init(outcome: ItemOutcome, records: [VerificationRecord]) {
        self.outcome = outcome
        self.records = records
    }
}

/// The region's own registers behind the answering side.
///
/// Never throws for a register that is down or holds nonsense: that is the outcome `unavailable(sourceDown)`, because
/// one
/// bad register must not take the others' answers with it. `none` is said only when the register was read to its end.
/// Safe from any task.
public protocol RegisterLookup: Sendable {
    var offeredItems: Set<ItemCategory> { get }
    func lookUp(_ request: RegisterRequest, at time: Timestamp) async -> RegisterFinding
}
