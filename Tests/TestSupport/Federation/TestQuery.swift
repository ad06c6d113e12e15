public import ExchangeProtocol
import OpenSSLCrypto
public import VerificationDomain

/// What Shanghai asks Jiangsu about one invented person.
public enum TestQuery: Sendable {
    public static func identifier(_ seed: String = "query") -> UniqueIdentifier {
        UniqueIdentifier(at: TestFederation.now, random: CountedRandom(seed))
    }

    /// A signed query of Shanghai about one invented person.
    public static func signed(
        _ seed: String = "query",
        audience: ProvinceCode = .jiangsu,
        authorisedItems: [ItemCategory] = [.vehicle, .deposit],
        authorisedRegions: [ProvinceCode] = [.jiangsu],
        purposes: [AssistanceProgramme] = [.dibao],
        at now: Timestamp = TestFederation.now,
        signer: (any Signer)? = nil
    ) async throws -> SignedQuery {
        let day = CalendarDate("2026-11-20")!
        let reference = SubjectReference("p1")!
        let form = QueryAuthorisation(
            reference: SubjectReference("a1")!,
            caseReference: CaseReference("case-1")!,
            number: "授权-1",
            documentDigest: TestFederation.digests.digest([1], .sm3),
            signedAt: day,
            validFrom: day,
            endRule: .ineligibleOrAssistanceEnd,
            regions: authorisedRegions,
            items: authorisedItems,
            purposes: purposes
        )
        let query = try ExchangeQuery(
            issuer: .shanghai,
            audience: audience,
            identifier: identifier(seed),
            issuedAt: now,
            notBefore: now,
            expiresAt: now.adding(seconds: 86_400),
            respondBy: now.adding(seconds: 30),
            requestNumber: RequestNumber("310101000000202611240001")!,
            purpose: .dibao,
            legalBasis: LegalBasis(code: "CN-SAL-2026-41")!,
            agreement: AgreementIdentifier(TestFederation.agreement)!,
            authorisations: [form],
            subjects: [
                QuerySubject(
                    reference: reference,
                    authorisation: form.reference,
                    identity: IdentityNumber("319999198503122017")!,
                    name: PersonName("测试甲")!,
                    signedBy: .own
                )
            ],
            items: [.vehicle, .deposit],
            incomeWindow: MonthWindow(from: YearMonth("2025-11")!, to: YearMonth("2026-10")!)!,
            assetsAsOf: day
        )
        return try await SignedQuery.sign(query, with: try signer ?? TestFederation.signer(.shanghai))
    }
}
