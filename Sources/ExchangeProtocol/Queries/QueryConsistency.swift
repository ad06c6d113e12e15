import VerificationDomain

/// What the parts of a query must have in common, whether it was built here or read.
struct QueryConsistency {
    /// A claim and what is wrong with it.
    struct Contradiction: CustomStringConvertible {
        let claim: String
        let expectation: String
        var description: String { "\(claim): \(expectation)" }
    }

    private let query: ExchangeQuery

    init(_ query: ExchangeQuery) { self.query = query }

    var contradiction: Contradiction? { counts ?? times ?? references ?? content }

    private var counts: Contradiction? {
        if !(1...ExchangeLimits.subjectCount).contains(query.subjects.count) {
            return Contradiction(claim: "subjects", expectation: "1 to \(ExchangeLimits.subjectCount) persons")
        }
        if !(1...ExchangeLimits.itemCount).contains(query.items.count) {
            return Contradiction(claim: "items", expectation: "1 to \(ExchangeLimits.itemCount) items")
        }
        if !(1...ExchangeLimits.authorisationCount).contains(query.authorisations.count) {
            let expectation = "1 to \(ExchangeLimits.authorisationCount) authorisations"
            return Contradiction(claim: "authorizations", expectation: expectation)
        }
        return nil
    }

    private var times: Contradiction? {
        if query.expiresAt <= query.issuedAt || query.expiresAt <= query.notBefore {
            return Contradiction(claim: "exp", expectation: "lies after iat and nbf")
        }
        if query.expiresAt.seconds - query.issuedAt.seconds > ExchangeLimits.queryLifetimeSeconds {
            return Contradiction(claim: "exp", expectation: "lies at most 30 days after iat")
        }
        if query.respondBy < query.issuedAt || query.respondBy > query.expiresAt {
            return Contradiction(claim: "respondBy", expectation: "lies between iat and exp")
        }
        return nil
    }

    private var references: Contradiction? {
        let known = Set(query.authorisations.map(\.reference))
        if known.count != query.authorisations.count {
            return Contradiction(claim: "authorizations", expectation: "each has a ref of its own")
        }
        if Set(query.subjects.map(\.reference)).count != query.subjects.count {
            return Contradiction(claim: "subjects", expectation: "each has a ref of its own")
        }
        if !query.subjects.allSatisfy({ known.contains($0.authorisation) }) {
            return Contradiction(claim: "subjects", expectation: "each names an authorisation of this query")
        }
        if Set(query.items).count != query.items.count {
            return Contradiction(claim: "items", expectation: "each stands once")
        }
        return nil
    }

    private var content: Contradiction? {
        if query.authorisations.contains(where: { !(1...64).contains($0.number.unicodeScalars.count) }) {
            return Contradiction(claim: "authorizations", expectation: "each has a number of 1 to 64 characters")
        }
        if query.subjects.contains(where: { $0.formerNames.count > QuerySubject.formerNameCount }) {
            return Contradiction(claim: "subjects", expectation: "at most \(QuerySubject.formerNameCount) former names")
        }
        if query.legalBasis.effectiveFrom > query.issuedAt.date {
            return Contradiction(claim: "legalBasis", expectation: "is in force on the day of iat")
        }
        if (query.disclosure == .threshold) == query.thresholds.isEmpty {
            return Contradiction(claim: "thresholds", expectation: "stand with the disclosure threshold and only then")
        }
        if !query.thresholds.keys.allSatisfy(query.items.contains) {
            return Contradiction(claim: "thresholds", expectation: "are given for items of this query")
        }
        return nil
    }
}
