import TestSupport
import Testing
import VerificationDomain

@Suite("The gate opens only when person, item, region, purpose and date are all covered")
struct AuthorisationGateTests {
    /// Every combination of what can be right and wrong about one question to one form.
    struct Case: Sendable {
        let person: String
        let item: ItemCategory
        let region: ProvinceCode
        let purpose: AssistanceProgramme
        let date: String
        let end: String?
        let withdrawn: String?
    }

    static let cases: [Case] = {
        var cases: [Case] = []
        for person in ["m1", "m2"] {
            for item in [ItemCategory.vehicle, .deposit] {
                for region in [ProvinceCode.shanghai, .anhui] {
                    for purpose in [AssistanceProgramme.dibao, .tekun] {
                        for date in ["2026-11-09", "2026-11-10", "2026-11-24", "2026-11-30", "2026-12-01"] {
                            for end in [nil, "2026-11-30"] as [String?] {
                                for withdrawn in [nil, "2026-11-24", "2026-12-01"] as [String?] {
                                    cases.append(
                                        Case(
                                            person: person,
                                            item: item,
                                            region: region,
                                            purpose: purpose,
                                            date: date,
                                            end: end,
                                            withdrawn: withdrawn
                                        )
                                    )
                                }
                            }
                        }
                    }
                }
            }
        }
        return cases
    }()

    /// ISO dates compare as texts, so the expectation is made without the code under test.
    private func expected(_ one: Case) -> AuthorisationGate.Refusal? {
        if one.person != "m1" { return .personNotNamed }
        if one.purpose != .dibao { return .purposeNotCovered }
        if one.region != .shanghai { return .regionNotCovered }
        if one.item != .vehicle { return .itemNotCovered }
        if one.date < "2026-11-10" { return .notYetValid }
        if let end = one.end, one.date > end { return .ended }
        if let withdrawn = one.withdrawn, one.date >= withdrawn { return .withdrawn }
        return nil
    }

    private func request(_ one: Case) -> AuthorisationGate.Request {
        AuthorisationGate.Request(
            subject: Examples.reference(one.person),
            item: one.item,
            region: one.region,
            purpose: one.purpose,
            date: CalendarDate(one.date)!
        )
    }

    private func form(_ one: Case, _ reference: String = "a1") -> Authorisation {
        Examples.authorisation(
            reference,
            persons: ["m1"],
            items: [.vehicle],
            regions: [.shanghai],
            purposes: [.dibao],
            validFrom: "2026-11-10",
            endRule: one.end.map { .date(CalendarDate($0)!) } ?? .ineligibleOrAssistanceEnd,
            withdrawnOn: one.withdrawn
        )
    }

    @Test("all 480 combinations of one form")
    func table() {
        #expect(Self.cases.count == 480)
        for one in Self.cases {
            let form = form(one)
            let verdict = AuthorisationGate([form]).decide(request(one))
            #expect(verdict == expected(one).map { .refused($0) } ?? .permitted(form), "\(one)")
        }
    }

    @Test("a second form that covers nothing neither opens nor closes the gate")
    func secondForm() {
        let useless = Examples.authorisation("a9", persons: ["m3"], items: [], regions: [], purposes: [])
        for one in Self.cases {
            let form = form(one)
            let alone = AuthorisationGate([form]).decide(request(one))
            #expect(AuthorisationGate([useless, form]).decide(request(one)) == alone, "\(one)")
            #expect(AuthorisationGate([form, useless]).decide(request(one)) == alone, "\(one)")
        }
    }

    @Test("two forms that each cover a part do not cover the whole between them")
    func parts() {
        let forms = [
            Examples.authorisation("a1", persons: ["m1"], items: [.vehicle], regions: [.anhui]),
            Examples.authorisation("a2", persons: ["m1"], items: [.deposit], regions: [.shanghai]),
        ]
        let question = AuthorisationGate.Request(
            subject: Examples.reference("m1"),
            item: .vehicle,
            region: .shanghai,
            purpose: .dibao,
            date: Examples.today
        )
        #expect(AuthorisationGate(forms).decide(question) == .refused(.itemNotCovered))
    }

    @Test("without any form the gate is shut")
    func empty() {
        for one in Self.cases {
            #expect(AuthorisationGate([]).decide(request(one)) == .refused(.personNotNamed))
        }
    }

    @Test("a form that was signed after its validity began counts from its signature")
    func signedLater() {
        let form = Examples.authorisation(validFrom: "2026-10-01")
        func verdict(_ day: String) -> AuthorisationGate.Verdict {
            AuthorisationGate([form]).decide(
                AuthorisationGate.Request(
                    subject: Examples.reference("m1"),
                    item: .vehicle,
                    region: .shanghai,
                    purpose: .dibao,
                    date: CalendarDate(day)!
                )
            )
        }
        #expect(verdict("2026-10-31") == .refused(.notYetValid))
        #expect(verdict("2026-11-01") == .permitted(form))
    }
}
