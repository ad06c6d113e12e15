import ExchangeProtocol
import VerificationDomain

/// Turns a planned leg into the query that is signed. Pure.
struct QueryComposer {
    let household: Household
    let caseIdentifier: UniqueIdentifier
    let issuer: ProvinceCode
    let registry: VerifiedRegistry

    /// How long a query may be answered: a day, so that a peer that answers later still can.
    static let lifetimeSeconds: Int64 = 86_400

    func query(
        for leg: PlannedLeg,
        identifier: UniqueIdentifier,
        requestNumber: RequestNumber,
        respondBy: Timestamp,
        at now: Timestamp
    ) throws -> ExchangeQuery {
        guard let basis = LegalBasis.inForce(on: now.date) else { throw CoordinationError(.noLegalBasis) }
        let agreement = registry.agreement(
            between: issuer,
            and: leg.region,
            for: household.programme,
            on: now.date,
            covering: leg.items,
            disclosing: Agreement.askedDisclosures
        )
        guard let agreement else { throw CoordinationError(.noAgreement, leg.region.text) }
        guard let disclosure = agreement.usableDisclosure else {
            throw CoordinationError(.noAgreement, leg.region.text)
        }
        let subjects = leg.subjects.compactMap { subject(for: $0, leg: leg, on: now.date) }
        let used = Set(subjects.map(\.authorisation))
        guard let caseReference = CaseReference(caseIdentifier.description) else {
            throw CoordinationError(.noLegalBasis)
        }
        return try ExchangeQuery(
            issuer: issuer,
            audience: leg.region,
            identifier: identifier,
            issuedAt: now,
            notBefore: now,
            expiresAt: now.adding(seconds: Self.lifetimeSeconds),
            respondBy: respondBy,
            requestNumber: requestNumber,
            purpose: household.programme,
            legalBasis: basis,
            agreement: agreement.identifier,
            authorisations: household.authorisations.filter { used.contains($0.reference) }.map {
                QueryAuthorisation($0, caseReference: caseReference)
            },
            subjects: subjects,
            items: leg.items,
            incomeWindow: household.incomeWindow,
            assetsAsOf: household.assetsAsOf,
            disclosure: disclosure
        )
    }

    /// A subject names one authorisation: the one that covers most of what the leg asks about this person.
    private func subject(for reference: SubjectReference, leg: PlannedLeg, on date: CalendarDate) -> QuerySubject? {
        guard let member = household.member(reference) else { return nil }
        let asked = leg.asked.filter { $0.subject == reference }
        let covering = household.authorisations.map { authorisation in
            (authorisation, asked.filter { covers(authorisation, $0, leg.region, date) }.count)
        }
        guard let best = covering.max(by: { $0.1 < $1.1 })?.0,
            let person = best.persons.first(where: { $0.subject == reference })
        else { return nil }
        return QuerySubject(
            reference: reference,
            authorisation: best.reference,
            identity: member.identity,
            name: member.name,
            formerNames: member.formerNames,
            signedBy: person.signedBy
        )
    }

    private func covers(
        _ authorisation: Authorisation,
        _ pair: SubjectItem,
        _ region: ProvinceCode,
        _ date: CalendarDate
    ) -> Bool {
        let request = AuthorisationGate.Request(
            subject: pair.subject,
            item: pair.item,
            region: region,
            purpose: household.programme,
            date: date
        )
        if case .permitted = AuthorisationGate([authorisation]).decide(request) { return true }
        return false
    }
}
