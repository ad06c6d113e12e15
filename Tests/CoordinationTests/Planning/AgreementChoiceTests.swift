import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@testable import Coordination

@Suite("Of several agreements a query names the one under which most may be asked, and asks nothing beyond it")
struct AgreementChoiceTests {
    private func agreement(
        _ identifier: String,
        _ items: [ItemCategory],
        disclosures: [Disclosure] = [.full],
        purposes: [AssistanceProgramme] = [.dibao]
    ) -> Agreement {
        Agreement(
            identifier: AgreementIdentifier(identifier)!,
            parties: Examples.everywhere,
            purposes: purposes,
            items: items,
            disclosures: disclosures,
            validFrom: CalendarDate("2026-07-01")!,
            validTo: CalendarDate("2027-06-30")!
        )
    }

    /// The leg and the query to Anhui.
    private func anhui(_ terms: TestFederation.Terms) async throws -> (leg: PlannedLeg, query: ExchangeQuery) {
        let federation = try await TestFederation(terms)
        let household = try Examples.household([Examples.member("m1", .householdHead)], everyRegion: true)
        let planner = CheckPlanner(
            registry: federation.registry,
            asking: .shanghai,
            for: .dibao,
            on: Examples.today
        )
        let leg = try #require(try planner.plan(household, on: Examples.today).legs.first { $0.region == .anhui })
        let identifier = UniqueIdentifier(at: TestFederation.now, random: CountedRandom("choice"))
        let composer = QueryComposer(
            household: household,
            caseIdentifier: identifier,
            issuer: .shanghai,
            registry: federation.registry
        )
        let query = try composer.query(
            for: leg,
            identifier: identifier,
            requestNumber: RequestNumber("310101000000202611240001")!,
            respondBy: TestFederation.now.adding(seconds: 30),
            at: TestFederation.now
        )
        return (leg, query)
    }

    private func outOfScope(_ leg: PlannedLeg) -> [ItemCategory] {
        leg.withheld.filter { $0.status == .notQueried(.outOfScope) }.map(\.item)
    }

    @Test("an item that is not agreed does not leave, nor does anybody for whom nothing else is asked")
    func withheld() async throws {
        var terms = TestFederation.Terms()
        terms.agreedItems = [.vehicle]
        let (leg, query) = try await anhui(terms)
        #expect(query.items == [.vehicle])
        #expect(outOfScope(leg) == [.deposit])
        terms.agreedItems = [.judicial]
        let bench = CheckBench(try await TestFederation(terms))
        let household = try Examples.household([Examples.member("m1", .householdHead)], everyRegion: true)
        await #expect(throws: PlanningError.nothingAgreed(.dibao)) { try await bench.run(household) }
        #expect(bench.journal.isEmpty)
    }

    @Test("a later agreement that covers more is taken before an earlier one")
    func most() async throws {
        var terms = TestFederation.Terms()
        terms.agreedItems = [.deposit]
        terms.furtherAgreements = [agreement("wide", [.vehicle, .deposit]), agreement("other", [.vehicle])]
        let (leg, query) = try await anhui(terms)
        #expect(query.agreement.text == "wide")
        #expect(query.items == [.deposit, .vehicle] && leg.withheld.isEmpty)
    }

    @Test("of two that let equally much be asked the first is taken")
    func first() async throws {
        var terms = TestFederation.Terms()
        terms.agreedItems = [.deposit]
        terms.furtherAgreements = [agreement("other", [.vehicle])]
        let (leg, query) = try await anhui(terms)
        #expect(query.agreement.text == TestFederation.agreement)
        #expect(query.items == [.deposit] && outOfScope(leg) == [.vehicle])
    }

    @Test("an agreement for another purpose, or one that gives flags only, is none")
    func usable() async throws {
        var terms = TestFederation.Terms()
        terms.agreedItems = [.deposit]
        terms.furtherAgreements = [
            agreement("flags", [.vehicle, .deposit], disclosures: [.threshold]),
            agreement("tekun", [.vehicle, .deposit], purposes: [.tekun]),
        ]
        let (leg, query) = try await anhui(terms)
        #expect(query.agreement.text == TestFederation.agreement)
        #expect(query.items == [.deposit] && outOfScope(leg) == [.vehicle])
    }

    @Test("of two that cover the same the one that tells more is taken, then the first")
    func telling() async throws {
        var terms = TestFederation.Terms()
        terms.disclosures = [.banded]
        terms.furtherAgreements = [agreement("full", [.vehicle, .deposit]), agreement("again", [.vehicle, .deposit])]
        let (_, query) = try await anhui(terms)
        #expect(query.agreement.text == "full")
        #expect(query.disclosure == .full)
    }

    @Test("what bands alone cover is asked in bands")
    func bands() async throws {
        var terms = TestFederation.Terms()
        terms.agreedItems = [.deposit]
        terms.furtherAgreements = [agreement("bands", [.vehicle, .deposit], disclosures: [.banded])]
        let (_, query) = try await anhui(terms)
        #expect(query.agreement.text == "bands")
        #expect(query.disclosure == .banded)
    }
}
