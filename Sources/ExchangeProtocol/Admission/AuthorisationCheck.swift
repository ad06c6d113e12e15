import VerificationDomain

/// Step 8: which persons and items somebody with the right to do so has signed for.
struct AuthorisationCheck {
    let query: AuthenticatedQuery
    let region: ProvinceCode

    struct Pairs {
        var permitted: [SubjectItem] = []
        var forbidden: [ItemOutcome] = []
    }

    /// Splits every subject × item; refuses when nothing remains.
    func pairs(_ scope: AgreementCheck.Scope, on date: CalendarDate) throws(StepRefusal) -> Pairs {
        var pairs = Pairs()
        do {
            let authorisations = try authorisations()
            for subject in try subjects() {
                let authorisation = authorisations[subject.authorisation]
                for item in scope.agreed {
                    let isCovered =
                        authorisation?.covers(item, region: region, purpose: scope.purpose, on: date) ?? false
                    let pair = SubjectItem(subject.reference, item)
                    if isCovered { pairs.permitted.append(pair) } else { pairs.forbid(pair, .noConsent) }
                }
                for item in scope.notAgreed { pairs.forbid(SubjectItem(subject.reference, item), .outOfScope) }
            }
        } catch {
            throw StepRefusal(error)
        }
        guard !pairs.permitted.isEmpty else { throw StepRefusal(.noAuthorisation) }
        pairs.forbidden.sort { SubjectItem($0.subject, $0.item) < SubjectItem($1.subject, $1.item) }
        return pairs
    }

    /// Authorisations by reference; of two with one reference neither counts, and step 9 refuses the query.
    private func authorisations() throws(JSONReadingError) -> [SubjectReference: QueryAuthorisation] {
        var found: [SubjectReference: QueryAuthorisation] = [:]
        var repeated: Set<SubjectReference> = []
        for element in try query.claims.member("authorizations").elements(count: 0...ExchangeLimits.queryByteCount) {
            let authorisation = try element.read(QueryAuthorisation.self)
            if found.updateValue(authorisation, forKey: authorisation.reference) != nil {
                repeated.insert(authorisation.reference)
            }
        }
        for reference in repeated { found[reference] = nil }
        return found
    }

    /// The two references of each subject: all that this step needs of a person.
    private func subjects() throws(JSONReadingError) -> [(reference: SubjectReference, authorisation: SubjectReference)]
    {
        var subjects: [(SubjectReference, SubjectReference)] = []
        for element in try query.claims.member("subjects").elements(count: 0...ExchangeLimits.queryByteCount) {
            let reference = try element.member("ref").read(SubjectReference.self)
            subjects.append((reference, try element.member("authorization").read(SubjectReference.self)))
        }
        return subjects
    }
}

extension AuthorisationCheck.Pairs {
    fileprivate mutating func forbid(_ pair: SubjectItem, _ reason: OutcomeStatus.NotQueriedReason) {
        forbidden.append(ItemOutcome(subject: pair.subject, item: pair.item, status: .notQueried(reason)))
    }
}
