import ExchangeProtocol
import Testing
import VerificationDomain

@Suite("Agreement and authorisation are in force on the day of receipt in China, whenever the query was signed")
struct DayOfReceiptTests {
    /// The query is signed at nine in the morning of 2026-07-06.
    private static let lastSecond = ExampleFederation.now.adding(seconds: 15 * 3600 - 1)
    private static let nextDay = ExampleFederation.now.adding(seconds: 15 * 3600)

    private func verdict(
        _ content: FederationRegistry? = nil,
        at time: Timestamp,
        _ edit: (inout QueryDraft) -> Void = { _ in }
    ) async throws -> AdmissionDriver.Verdict {
        var draft = try QueryDraft()
        edit(&draft)
        var driver = AdmissionDriver(try await ExampleFederation().admission(content))
        return driver.admit(try await draft.request(), at: time)
    }

    private func content(from first: String, to last: String) throws -> FederationRegistry {
        let agreement = try ExampleFederation.agreement()
        let dated = Agreement(
            identifier: agreement.identifier,
            parties: agreement.parties,
            purposes: agreement.purposes,
            items: agreement.items,
            disclosures: agreement.disclosures,
            validFrom: try #require(CalendarDate(first)),
            validTo: try #require(CalendarDate(last))
        )
        return try ExampleFederation.content(agreements: [dated])
    }

    @Test("an agreement lets a query in until the end of its last day")
    func agreementEnds() async throws {
        let content = try content(from: "2026-07-01", to: "2026-07-06")
        #expect(try await verdict(content, at: Self.lastSecond).isPermitted)
        #expect(try await verdict(content, at: Self.nextDay) == .refusal(403, .noAgreement))
    }

    @Test("an agreement lets a query in from the start of its first day")
    func agreementBegins() async throws {
        let content = try content(from: "2026-07-07", to: "2027-06-30")
        #expect(try await verdict(content, at: Self.lastSecond) == .refusal(403, .noAgreement))
        #expect(try await verdict(content, at: Self.nextDay).isPermitted)
    }

    @Test("an authorisation counts until the end of its last day")
    func authorisationEnds() async throws {
        func lastDay(_ draft: inout QueryDraft) {
            draft.setAuthorisation("endRule", .object(["rule": "date", "date": "2026-07-06"]))
        }
        #expect(try await verdict(at: Self.lastSecond, lastDay).isPermitted)
        #expect(try await verdict(at: Self.nextDay, lastDay) == .refusal(403, .noAuthorisation))
    }

    @Test("an authorisation counts from the start of its first day", arguments: ["signedAt", "validFrom"])
    func authorisationBegins(name: String) async throws {
        func firstDay(_ draft: inout QueryDraft) { draft.setAuthorisation(name, "2026-07-07") }
        #expect(try await verdict(at: Self.lastSecond, firstDay) == .refusal(403, .noAuthorisation))
        #expect(try await verdict(at: Self.nextDay, firstDay).isPermitted)
    }
}
