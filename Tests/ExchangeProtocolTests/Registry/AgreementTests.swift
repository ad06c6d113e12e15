import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("An agreement binds its parties in its time")
struct AgreementTests {
    @Test("it binds from its first day to its last, both included")
    func days() throws {
        let agreement = try ExampleFederation.agreement()
        func binds(_ date: CalendarDate) -> Bool { agreement.binds(.shanghai, .jiangsu, on: date) }
        #expect(!binds(agreement.validFrom.adding(days: -1)))
        #expect(binds(agreement.validFrom))
        #expect(binds(agreement.validTo))
        #expect(!binds(agreement.validTo.adding(days: 1)))
    }

    @Test(
        "a query is let in only when the asking and the answering region are both parties",
        arguments: [[.jiangsu, .anhui], [.shanghai, .anhui]] as [[ProvinceCode]]
    )
    func parties(_ parties: [ProvinceCode]) async throws {
        let plain = try ExampleFederation.agreement()
        let agreement = Agreement(
            identifier: plain.identifier,
            parties: parties,
            purposes: plain.purposes,
            items: plain.items,
            disclosures: plain.disclosures,
            validFrom: plain.validFrom,
            validTo: plain.validTo
        )
        let regions = try [ProvinceCode.shanghai, .jiangsu, .anhui].map { try ExampleFederation.region($0) }
        let content = try ExampleFederation.content(regions: regions, agreements: [agreement])
        var driver = AdmissionDriver(try await ExampleFederation().admission(content))
        #expect(driver.admit(try await QueryDraft().request()) == .refusal(403, .noAgreement))
    }

    @Test("it says nothing twice", arguments: ["parties", "purposes", "items", "disclosures"])
    func repeated(name: String) throws {
        let json = try ExampleFederation.agreement().json
        #expect(try Agreement(json: JSONCursor(json)) == ExampleFederation.agreement())
        let repeated = json.changing(name) { .array($0.elements + [$0.elements[0]]) }
        #expect(throws: JSONReadingError.self) { try Agreement(json: JSONCursor(repeated)) }
    }
}
