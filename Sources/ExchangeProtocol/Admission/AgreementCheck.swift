import VerificationDomain

/// Step 7: what the two regions have agreed on.
struct AgreementCheck {
    let query: AuthenticatedQuery
    let registry: VerifiedRegistry
    let region: ProvinceCode

    /// The purpose, and the items asked for, split by the agreement.
    struct Scope {
        let purpose: AssistanceProgramme
        let agreed: [ItemCategory]
        let notAgreed: [ItemCategory]
    }

    func scope(on date: CalendarDate) throws(StepRefusal) -> Scope {
        let purpose: AssistanceProgramme
        let disclosure: Disclosure
        let identifier: AgreementIdentifier
        let items: [ItemCategory]
        do {
            identifier = try query.claims.member("agreement").identifier(AgreementIdentifier.self)
            purpose = try query.claims.member("purpose").code(AssistanceProgramme.self)
            disclosure = try query.claims.member("disclosure").code(Disclosure.self)
            items = try self.items()
        } catch {
            throw StepRefusal(error)
        }
        guard let agreement = registry.agreement(identifier), agreement.binds(query.issuer, region, on: date) else {
            throw StepRefusal(.noAgreement)
        }
        guard agreement.purposes.contains(purpose) else { throw StepRefusal(.purposeNotAgreed) }
        guard agreement.disclosures.contains(disclosure) else { throw StepRefusal(.disclosureNotAgreed) }
        let agreed = items.filter(agreement.items.contains)
        guard !agreed.isEmpty else { throw StepRefusal(.itemsNotAgreed) }
        return Scope(purpose: purpose, agreed: agreed, notAgreed: items.filter { !agreement.items.contains($0) })
    }

    /// The items asked for, each once: how often and how many is a question of step 9.
    private func items() throws(JSONReadingError) -> [ItemCategory] {
        var items: [ItemCategory] = []
        for element in try query.claims.member("items").elements(count: 0...ExchangeLimits.queryByteCount) {
            let item = try element.code(ItemCategory.self)
            if !items.contains(item) { items.append(item) }
        }
        return items
    }
}
