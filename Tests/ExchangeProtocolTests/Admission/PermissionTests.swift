import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("Steps 7 to 9 permit what is agreed and signed for, and state the rest")
struct PermissionTests {
    private func verdict(
        _ content: FederationRegistry? = nil,
        _ edit: (inout QueryDraft) throws -> Void
    ) async throws -> AdmissionDriver.Verdict {
        var draft = try QueryDraft()
        try edit(&draft)
        var driver = AdmissionDriver(try await ExampleFederation().admission(content))
        return driver.admit(try await draft.request())
    }

    private func permitted(
        _ content: FederationRegistry? = nil,
        _ edit: (inout QueryDraft) throws -> Void
    ) async throws -> PermittedQuery {
        guard case .permitted(let permitted) = try await verdict(content, edit) else {
            throw ExchangeError(.inconsistent, "the query was not permitted")
        }
        return permitted
    }

    @Test("an item outside the agreement is outOfScope, the others are looked up")
    func partialAgreement() async throws {
        let content = try ExampleFederation.content(agreements: [ExampleFederation.agreement(items: [.deposit])])
        let permitted = try await permitted(content) { _ in }
        #expect(permitted.permitted.map(\.item) == [.deposit, .deposit])
        #expect(permitted.forbidden.map(\.status) == Array(repeating: .notQueried(.outOfScope), count: 4))
        #expect(permitted.registerRequests.map(\.item) == [.deposit, .deposit])
    }

    @Test("an item outside the authorisation is noConsent, the others are looked up")
    func partialAuthorisation() async throws {
        let permitted = try await permitted { $0.setAuthorisation("items", ["vehicle"]) }
        #expect(permitted.permitted.map(\.item) == [.vehicle, .vehicle])
        #expect(Set(permitted.forbidden.map(\.status)) == [.notQueried(.noConsent)])
        #expect(permitted.forbidden.count == 4)
    }

    @Test("a person whose authorisation does not name our region is noConsent, the other is looked up")
    func partialPersons() async throws {
        let permitted = try await permitted { draft in
            let second = try ExampleQuery.authorisation().json
                .setting("ref", "a2").setting("regions", ["310000"])
            draft.change("authorizations") { .array($0.elements + [second]) }
            draft.setSubject(1, "authorization", "a2")
        }
        #expect(Set(permitted.permitted.map(\.subject.text)) == ["p1"])
        #expect(Set(permitted.forbidden.map(\.subject.text)) == ["p2"])
    }

    @Test("permitted and forbidden pairs together are exactly those asked")
    func partition() async throws {
        let content = try ExampleFederation.content(
            agreements: [ExampleFederation.agreement(items: [.deposit, .vehicle])])
        let permitted = try await permitted(content) { $0.setAuthorisation("items", ["vehicle", "realEstate"]) }
        let stated = permitted.permitted + permitted.forbidden.map { SubjectItem($0.subject, $0.item) }
        #expect(stated.sorted() == permitted.query.asked)
        #expect(Set(permitted.forbidden.map(\.status)) == [.notQueried(.noConsent), .notQueried(.outOfScope)])
    }

    @Test("an agreement that is unknown, over or between others is noAgreement")
    func noAgreement() async throws {
        #expect(try await verdict { $0.set("agreement", "unknown") } == .refusal(403, .noAgreement))
        let agreement = try ExampleFederation.agreement()
        for (from, to) in [("2026-07-07", "2027-01-01"), ("2026-01-01", "2026-07-05")] {
            let dated = Agreement(
                identifier: agreement.identifier,
                parties: agreement.parties,
                purposes: agreement.purposes,
                items: agreement.items,
                disclosures: agreement.disclosures,
                validFrom: try #require(CalendarDate(from)),
                validTo: try #require(CalendarDate(to))
            )
            let content = try ExampleFederation.content(agreements: [dated])
            #expect(try await verdict(content) { _ in } == .refusal(403, .noAgreement))
        }
    }

    @Test("a purpose, a disclosure or only items that are not agreed refuse the query")
    func notAgreed() async throws {
        #expect(try await verdict { $0.set("purpose", "tekun") } == .refusal(403, .purposeNotAgreed))
        #expect(try await verdict { $0.set("disclosure", "banded") } == .refusal(403, .disclosureNotAgreed))
        let content = try ExampleFederation.content(agreements: [ExampleFederation.agreement(items: [.judicial])])
        #expect(try await verdict(content) { _ in } == .refusal(403, .itemsNotAgreed))
    }

    @Test(
        "an authorisation that does not cover the query refuses it",
        arguments: [
            ("regions", ["310000"]), ("items", ["judicial"]), ("purposes", ["tekun"]), ("signedAt", "2026-07-07"),
            ("validFrom", "2026-07-07"), ("ref", "a9"),
        ] as [(String, JSONValue)]
    )
    func noAuthorisation(name: String, value: JSONValue) async throws {
        #expect(try await verdict { $0.setAuthorisation(name, value) } == .refusal(403, .noAuthorisation))
    }

    @Test("an authorisation ends after its last day")
    func ended() async throws {
        func rule(_ date: String) -> JSONValue { .object(["rule": "date", "date": .string(date)]) }
        #expect(
            try await verdict { $0.setAuthorisation("endRule", rule("2026-07-05")) } == .refusal(403, .noAuthorisation)
        )
        #expect(try await permitted { $0.setAuthorisation("endRule", rule("2026-07-06")) }.permitted.count == 6)
    }

    @Test(
        "one malformed person refuses the whole query",
        arguments: [
            ("idNumber", "319999198709251042"), ("idNumber", "319999198713251041"), ("idNumber", "31999919870925104"),
            ("idNumber", nil), ("idType", "passport"), ("name", ""), ("name", nil), ("signedBy", "nobody"),
            ("formerNames", "text"), ("nickname", "unknown member"),
        ] as [(String, JSONValue?)]
    )
    func malformedSubject(name: String, value: JSONValue?) async throws {
        #expect(try await verdict { $0.setSubject(1, name, value) } == .refusal(403, .malformedSubject))
    }

    @Test("51 persons are refused, 50 are not")
    func subjectCount() async throws {
        func many(_ count: Int) -> (inout QueryDraft) throws -> Void {
            { draft in
                let first = draft.claims["subjects"]?.elements.first ?? .null
                draft.set("subjects", .array((1...count).map { first.setting("ref", .string("p\($0)")) }))
            }
        }
        #expect(try await permitted(nil, many(50)).permitted.count == 150)
        #expect(try await verdict(nil, many(51)) == .refusal(403, .limitExceeded))
        let content = try ExampleFederation.content(limits: MessageLimits(subjectCount: 10))
        #expect(try await verdict(content, many(11)) == .refusal(403, .limitExceeded))
    }

    @Test("41 items and 51 authorisations are refused as too many, a repeated item as malformed")
    func itemCount() async throws {
        let items = JSONValue.array(Array(repeating: "deposit", count: 41))
        #expect(try await verdict { $0.set("items", items) } == .refusal(403, .limitExceeded))
        #expect(try await verdict { $0.set("items", ["deposit", "deposit"]) } == .refusal(403, .malformedQuery))
        let many = try await verdict { draft in
            let first = draft.claims["authorizations"]?.elements.first ?? .null
            draft.set("authorizations", .array((1...51).map { first.setting("ref", .string("a\($0)")) }))
        }
        #expect(many == .refusal(403, .limitExceeded))
    }

    @Test(
        "a claim that is missing, misspelt or wrong is malformedQuery",
        arguments: [
            ("requestNo", "1"), ("legalBasis", "CN-NONE"), ("incomeWindow", nil), ("assetsAsOf", "2026-02-30"),
            ("respondBy", "2026-07-06"), ("threshholds", .object([])), ("thresholds", .object(["gold": 1])),
            ("items", ["gold"]), ("items", "deposit"), ("subjects", nil), ("authorizations", "a1"),
        ] as [(String, JSONValue?)]
    )
    func malformedQuery(name: String, value: JSONValue?) async throws {
        #expect(try await verdict { $0.set(name, value) } == .refusal(403, .malformedQuery))
    }

    @Test("two persons or two authorisations of one reference refuse the query")
    func repeatedReferences() async throws {
        #expect(try await verdict { $0.setSubject(1, "ref", "p1") } == .refusal(403, .malformedQuery))
        let verdict = try await verdict { draft in
            let first = draft.claims["authorizations"]?.elements.first ?? .null
            draft.change("authorizations") { .array($0.elements + [first]) }
        }
        #expect(verdict == .refusal(403, .noAuthorisation))
    }

    @Test("a refusal names the place and nothing of the person")
    func safeDetail() async throws {
        var draft = try QueryDraft()
        draft.setSubject(1, "idNumber", "319999198709251042")
        let admission = try await ExampleFederation().admission()
        let authenticated = admission.authenticate(try await draft.request(), at: ExampleFederation.now)
        let query = try #require(authenticated.value)
        guard case .refusal(let grounds)? = admission.authorise(query, at: ExampleFederation.now).rejection else {
            Issue.record("expected a refusal")
            return
        }
        #expect(grounds.detail.contains("$.subjects[1].idNumber"))
        #expect(!grounds.detail.contains("31999"))
        #expect(!grounds.detail.contains("测试"))
    }
}
