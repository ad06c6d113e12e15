import ExchangeProtocol
import TestSupport
import VerificationDomain

/// The query of the examples in parts, so that one can be spoilt before it is built.
struct QueryParts {
    private let plain: ExchangeQuery
    var expiresAt: Timestamp
    var authorisations: [QueryAuthorisation]
    var subjects: [QuerySubject]
    var items: [ItemCategory]

    init() throws {
        plain = try ExampleQuery.query()
        expiresAt = plain.expiresAt
        authorisations = plain.authorisations
        subjects = plain.subjects
        items = plain.items
    }

    func query() throws(ExchangeError) -> ExchangeQuery {
        try ExchangeQuery(
            issuer: plain.issuer,
            audience: plain.audience,
            identifier: plain.identifier,
            issuedAt: plain.issuedAt,
            notBefore: plain.notBefore,
            expiresAt: expiresAt,
            respondBy: plain.respondBy,
            requestNumber: plain.requestNumber,
            purpose: plain.purpose,
            legalBasis: plain.legalBasis,
            agreement: plain.agreement,
            authorisations: authorisations,
            subjects: subjects,
            items: items,
            incomeWindow: plain.incomeWindow,
            assetsAsOf: plain.assetsAsOf
        )
    }

    /// The example's authorisation under another reference.
    static func authorisation(_ reference: String) throws -> QueryAuthorisation {
        let json = try ExampleQuery.authorisation().json.setting("ref", .string(reference))
        return try QueryAuthorisation(json: JSONCursor(json))
    }
}
