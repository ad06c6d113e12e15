import ExchangeProtocol
import OpenSSLCrypto
import Testing
import VerificationDomain

/// The query of the examples: two invented persons, three items.
enum ExampleQuery {
    static func reference(_ text: String) throws -> SubjectReference { try #require(SubjectReference(text)) }

    static func query(_ suite: SignatureSuite = .ed25519, disclosure: Disclosure = .full) throws -> ExchangeQuery {
        let now = ExampleFederation.now
        let first = try #require(YearMonth("2025-07"))
        return try ExchangeQuery(
            issuer: .shanghai,
            audience: .jiangsu,
            identifier: UniqueIdentifier(at: now, random: SeededRandom("hedui example query \(suite.rawValue)")),
            issuedAt: now,
            notBefore: now,
            expiresAt: now.adding(seconds: 7 * 86_400),
            respondBy: now.adding(seconds: 2 * 86_400),
            requestNumber: try #require(RequestNumber("310101000000202607060001")),
            purpose: .dibao,
            legalBasis: try #require(LegalBasis(code: "CN-SAL-2026-41")),
            agreement: try #require(AgreementIdentifier("yrd-2026")),
            authorisations: [try authorisation()],
            subjects: [
                try subject("p1", "319999198503122017", "测试甲"), try subject("p2", "319999198709251041", "测试乙"),
            ],
            items: [.deposit, .vehicle, .realEstate],
            incomeWindow: try #require(MonthWindow(from: first, to: first.adding(months: 11))),
            assetsAsOf: try #require(CalendarDate("2026-06-30")),
            disclosure: disclosure,
            thresholds: disclosure == .threshold ? [.deposit: Money(fen: 5_000_000)] : [:]
        )
    }

    static func authorisation() throws -> QueryAuthorisation {
        QueryAuthorisation(
            reference: try reference("a1"),
            caseReference: try #require(CaseReference("case-0001")),
            number: "授权2026-0001",
            documentDigest: ExampleFederation.digests.digest(Array("hedui example authorisation".utf8), .sm3),
            signedAt: try #require(CalendarDate("2026-07-02")),
            validFrom: try #require(CalendarDate("2026-07-02")),
            endRule: .ineligibleOrAssistanceEnd,
            regions: [.shanghai, .jiangsu],
            items: [.deposit, .vehicle, .realEstate],
            purposes: [.dibao]
        )
    }

    static func subject(_ reference: String, _ identity: String, _ name: String) throws -> QuerySubject {
        QuerySubject(
            reference: try self.reference(reference),
            authorisation: try self.reference("a1"),
            identity: try #require(IdentityNumber(identity)),
            name: try #require(PersonName(name)),
            signedBy: .own
        )
    }

    static func signed(_ suite: SignatureSuite = .ed25519, disclosure: Disclosure = .full) async throws -> SignedQuery {
        try await SignedQuery.sign(
            query(suite, disclosure: disclosure),
            with: ExampleKeys.signer(suite, ProvinceCode.shanghai)
        )
    }
}
