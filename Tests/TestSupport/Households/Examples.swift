import OpenSSLCrypto
public import VerificationDomain

/// Invented persons and what they signed.
public enum Examples: Sendable {
    public static let today = CalendarDate("2026-11-24")!
    public static let shanghai = RegionCode("310101")!
    public static let suzhou = RegionCode("320508")!
    public static let hangzhou = RegionCode("330106")!
    public static let hefei = RegionCode("340103")!
    public static let everywhere = ProvinceCode.yangtzeDelta

    public static func reference(_ text: String) -> SubjectReference { SubjectReference(text)! }

    /// The number with its check character.
    public static func number(_ first17: String) -> IdentityNumber {
        "0123456789X".lazy.compactMap { IdentityNumber(first17 + String($0)) }.first!
    }

    public static let numbers = [
        "m1": number("31999919800101001"), "m2": number("32999919820202002"), "m3": number("33999920100303003"),
    ]

    public static func member(
        _ reference: String,
        _ relation: FamilyRelation,
        hukou: RegionCode = shanghai,
        formerHukou: [RegionCode] = [],
        residence: RegionCode = shanghai,
        work: [RegionCode] = []
    ) -> Member {
        Member(
            reference: self.reference(reference),
            name: PersonName("测试\(reference)")!,
            identity: numbers[reference]!,
            relation: relation,
            places: MemberPlaces(hukou: hukou, formerHukou: formerHukou, residence: residence, work: work)
        )
    }

    public static func authorisation(
        _ reference: String = "a1",
        persons: [String] = ["m1", "m2", "m3"],
        items: [ItemCategory] = [.vehicle, .deposit],
        regions: [ProvinceCode] = everywhere,
        purposes: [AssistanceProgramme] = [.dibao],
        validFrom: String = "2026-11-01",
        endRule: Authorisation.EndRule = .ineligibleOrAssistanceEnd,
        withdrawnOn: String? = nil
    ) -> Authorisation {
        Authorisation(
            reference: self.reference(reference),
            number: "授权-\(reference)",
            documentDigest: TestFederation.digests.digest(Array(reference.utf8), .sm3),
            signedAt: CalendarDate("2026-11-01")!,
            validFrom: CalendarDate(validFrom)!,
            endRule: endRule,
            regions: regions,
            items: items,
            purposes: purposes,
            persons: persons.map { AuthorisedPerson(subject: self.reference($0), signedBy: .own) },
            withdrawnOn: withdrawnOn.map { CalendarDate($0)! }
        )
    }

    public static func household(
        _ members: [Member] = [member("m1", .householdHead)],
        items: [ItemCategory] = [.vehicle, .deposit],
        programme: AssistanceProgramme = .dibao,
        deciding: RegionCode = shanghai,
        everyRegion: Bool = false,
        authorisations: [Authorisation]? = nil,
        assets: [DeclaredAsset] = []
    ) throws -> Household {
        try Household.checked(
            programme: programme,
            decidingRegion: deciding,
            applicationDate: CalendarDate("2026-11-20")!,
            incomeWindow: MonthWindow(from: YearMonth("2025-11")!, to: YearMonth("2026-10")!)!,
            assetsAsOf: CalendarDate("2026-11-20")!,
            applicant: members[0].reference,
            members: members,
            items: items,
            asksEveryRegion: everyRegion,
            authorisations: authorisations
                ?? [authorisation(persons: members.map(\.reference.text), purposes: [programme])],
            declaration: Declaration(assets: assets)
        )
    }

    public static func pair(_ reference: String, _ item: ItemCategory) -> SubjectItem {
        SubjectItem(self.reference(reference), item)
    }

    /// A vehicle of the person asked about.
    public static func vehicle(
        _ request: RegisterRequest,
        _ details: [DetailName: DetailValue?] = [:]
    ) -> VerificationRecord {
        record(request, keys: [RecordKey(.plate, "02:沪A12345")], details)
    }

    public static func record(
        _ request: RegisterRequest,
        keys: [RecordKey],
        _ details: [DetailName: DetailValue?] = [:]
    ) -> VerificationRecord {
        VerificationRecord(
            subject: request.subject.reference,
            category: request.item,
            source: RecordSource(organisation: "test register", scope: .national),
            asOf: CalendarDate("2026-11-20")!,
            retrievedAt: TestFederation.now,
            owner: RecordOwner(identityText: request.subject.identity.text, nameText: request.subject.name.text),
            keys: keys,
            value: nil,
            details: RecordDetails(details)
        )
    }
}
