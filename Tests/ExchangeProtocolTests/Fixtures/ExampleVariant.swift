import ExchangeProtocol
import Testing
import VerificationDomain

/// The published exchanges beside the plain one: what an answer looks like that cannot, or may not, tell everything.
enum ExampleVariant: String, CaseIterable {
    /// Two persons and five items, of which some are not agreed, not authorised, not offered or not to be had.
    case partial
    /// Only statements about a threshold are agreed, and one item has none.
    case threshold

    func query(_ suite: SignatureSuite) throws -> ExchangeQuery {
        let plain = try ExampleQuery.query(suite)
        let random = SeededRandom("hedui example \(rawValue) query \(suite.rawValue)")
        return try ExchangeQuery(
            issuer: plain.issuer,
            audience: plain.audience,
            identifier: UniqueIdentifier(at: ExampleFederation.now, random: random),
            issuedAt: plain.issuedAt,
            notBefore: plain.notBefore,
            expiresAt: plain.expiresAt,
            respondBy: plain.respondBy,
            requestNumber: try #require(RequestNumber("31010100000020260706000\(self == .partial ? 2 : 3)")),
            purpose: plain.purpose,
            legalBasis: plain.legalBasis,
            agreement: plain.agreement,
            authorisations: self == .partial ? try authorisations() : plain.authorisations,
            subjects: self == .partial ? [plain.subjects[0], try secondSubject()] : plain.subjects,
            items: self == .partial ? [.deposit, .vehicle, .realEstate, .securities, .hukou] : plain.items,
            incomeWindow: plain.incomeWindow,
            assetsAsOf: plain.assetsAsOf,
            disclosure: self == .partial ? .full : .threshold,
            thresholds: self == .partial ? [:] : [.deposit: Money(fen: 5_000_000)]
        )
    }

    func signed(_ suite: SignatureSuite) async throws -> SignedQuery {
        try await SignedQuery.sign(query(suite), with: ExampleKeys.signer(suite, ProvinceCode.shanghai))
    }

    /// The second person has signed for deposits, real estate and securities, and for a day that is named.
    private func authorisations() throws -> [QueryAuthorisation] {
        let items: [ItemCategory] = [.deposit, .realEstate, .securities, .hukou]
        return [
            try authorisation("a1", "0002", .ineligibleOrAssistanceEnd, items + [.vehicle]),
            try authorisation("a2", "0003", .date(try #require(CalendarDate("2026-12-31"))), items),
        ]
    }

    private func authorisation(
        _ reference: String,
        _ number: String,
        _ endRule: Authorisation.EndRule,
        _ items: [ItemCategory]
    ) throws -> QueryAuthorisation {
        let plain = try ExampleQuery.authorisation()
        return QueryAuthorisation(
            reference: try ExampleQuery.reference(reference),
            caseReference: try #require(CaseReference("case-0002")),
            number: "授权2026-\(number)",
            documentDigest: plain.documentDigest,
            signedAt: plain.signedAt,
            validFrom: plain.validFrom,
            endRule: endRule,
            regions: plain.regions,
            items: items,
            purposes: plain.purposes
        )
    }

    private func secondSubject() throws -> QuerySubject {
        QuerySubject(
            reference: try ExampleQuery.reference("p2"),
            authorisation: try ExampleQuery.reference("a2"),
            identity: try #require(IdentityNumber("319999198709251041")),
            name: try #require(PersonName("测试乙")),
            formerNames: [try #require(PersonName("测试丙"))],
            signedBy: .guardian
        )
    }

    /// What the registers say about the permitted pairs.
    func findings() throws -> [RegisterFinding] { try self == .partial ? partialFindings() : thresholdFindings() }

    private func partialFindings() throws -> [RegisterFinding] {
        [
            try ExampleFindings.finding("p1", .deposit, records: [try ExampleFindings.deposit(fen: 1_234_500)]),
            try ExampleFindings.finding("p1", .vehicle, status: .none),
            try ExampleFindings.finding("p1", .realEstate, status: .unavailable(.timedOut)),
            try notQueried("p1", .securities, .notOffered),
            try ExampleFindings.finding("p2", .deposit, status: .restricted),
            try ExampleFindings.finding("p2", .realEstate, records: [try ExampleFindings.realEstate(subject: "p2")]),
            try notQueried("p2", .securities, .notOffered),
        ]
    }

    /// The vehicles have values and the query has no threshold for them: nothing may be said, not even whether there
    /// are any. The homes have none, so that their records may leave.
    private func thresholdFindings() throws -> [RegisterFinding] {
        func deposit(_ subject: String, _ exceeds: Bool) throws -> VerificationRecord {
            let flag = RecordValue.flag(threshold: Money(fen: 5_000_000), exceeds: exceeds)
            return try ExampleFindings.deposit(fen: exceeds ? 1 : 2, subject: subject, value: flag)
        }
        return [
            try ExampleFindings.finding("p1", .deposit, status: .thresholdOnly, records: [try deposit("p1", true)]),
            try notQueried("p1", .vehicle, .outOfScope),
            try ExampleFindings.finding("p1", .realEstate, records: [try ExampleFindings.realEstate(subject: "p1")]),
            try ExampleFindings.finding("p2", .deposit, status: .thresholdOnly, records: [try deposit("p2", false)]),
            try notQueried("p2", .vehicle, .outOfScope),
            try ExampleFindings.finding("p2", .realEstate, status: .none),
        ]
    }

    /// No register was asked, so none is named.
    private func notQueried(
        _ subject: String,
        _ item: ItemCategory,
        _ reason: OutcomeStatus.NotQueriedReason
    ) throws -> RegisterFinding {
        let pair = try ExampleFindings.pair(subject, item)
        return RegisterFinding(
            outcome: ItemOutcome(subject: pair.subject, item: pair.item, status: .notQueried(reason)),
            records: []
        )
    }
}
