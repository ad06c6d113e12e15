/// The gate before every query: person × item × region × purpose × date.
public struct AuthorisationGate: Sendable, Hashable {
    public let authorisations: [Authorisation]

    public init(_ authorisations: [Authorisation]) { self.authorisations = authorisations }

    /// One question to the gate.
    public struct Request: Sendable, Hashable {
        public let subject: SubjectReference
        public let item: ItemCategory
        public let region: ProvinceCode
        public let purpose: AssistanceProgramme
        public let date: CalendarDate

        public init(
            subject: SubjectReference,
            item: ItemCategory,
            region: ProvinceCode,
            purpose: AssistanceProgramme,
            date: CalendarDate
        ) {
            self.subject = subject
            self.item = item
            self.region = region
            self.purpose = purpose
            self.date = date
        }
    }

    /// What the gate says; a refusal names the condition that came nearest to being met.
    public enum Verdict: Sendable, Hashable {
        case permitted(Authorisation)
        case refused(Refusal)
    }

    /// Ordered from the furthest miss to the nearest.
    public enum Refusal: String, Sendable, Hashable, CaseIterable {
        case personNotNamed, purposeNotCovered, regionNotCovered, itemNotCovered, notYetValid, ended, withdrawn
    }

    /// Permits when at least one authorisation meets every condition.
    public func decide(_ request: Request) -> Verdict {
        var nearest = Refusal.personNotNamed
        for authorisation in authorisations {
            guard let refusal = Self.refusal(authorisation, request) else { return .permitted(authorisation) }
            if Self.rank(refusal) > Self.rank(nearest) { nearest = refusal }
        }
        return .refused(nearest)
    }

    private static func rank(_ refusal: Refusal) -> Int { Refusal.allCases.firstIndex(of: refusal) ?? 0 }

    private static func refusal(_ authorisation: Authorisation, _ request: Request) -> Refusal? {
        guard authorisation.persons.contains(where: { $0.subject == request.subject }) else { return .personNotNamed }
        guard authorisation.purposes.contains(request.purpose) else { return .purposeNotCovered }
        guard authorisation.regions.contains(request.region) else { return .regionNotCovered }
        guard authorisation.items.contains(request.item) else { return .itemNotCovered }
        guard max(authorisation.validFrom, authorisation.signedAt) <= request.date else { return .notYetValid }
        if case .date(let last) = authorisation.endRule, last < request.date { return .ended }
        if let withdrawn = authorisation.withdrawnOn, withdrawn <= request.date { return .withdrawn }
        return nil
    }
}
