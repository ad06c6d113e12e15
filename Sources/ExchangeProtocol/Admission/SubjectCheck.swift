import VerificationDomain

/// Step 9: counts within limits, persons well-formed, and every claim readable.
struct SubjectCheck {
    let query: AuthenticatedQuery
    let limits: MessageLimits

    func content() throws(StepRefusal) -> ExchangeQuery {
        try checkCount("subjects", atMost: limits.subjectCount)
        try checkCount("items", atMost: limits.itemCount)
        try checkCount("authorizations", atMost: ExchangeLimits.authorisationCount)
        try checkSubjects()
        do {
            return try ExchangeQuery(json: query.claims)
        } catch {
            throw StepRefusal(error)
        }
    }

    private func checkCount(_ claim: String, atMost limit: Int) throws(StepRefusal) {
        guard case .array(let elements)? = query.claims.value[claim], elements.count > limit else { return }
        throw StepRefusal(.limitExceeded, "\(claim): at most \(limit); split the query")
    }

    /// One malformed person refuses the whole query: an answer about the others would pass for an answer about all.
    private func checkSubjects() throws(StepRefusal) {
        do {
            for element in try query.claims.member("subjects").elements(count: 0...limits.subjectCount) {
                _ = try element.read(QuerySubject.self)
            }
        } catch {
            throw StepRefusal(.malformedSubject, error.description)
        }
    }
}
