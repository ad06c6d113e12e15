import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@testable import Coordination

@Suite("A query says what the plan asks, and its authorisations cover nothing that the plan withheld")
struct QueryComposerTests {
    private let identifier = UniqueIdentifier(at: TestFederation.now, random: CountedRandom("composer"))

    private func composer(_ household: Household, _ federation: TestFederation) -> QueryComposer {
        QueryComposer(
            household: household,
            caseIdentifier: identifier,
            issuer: .shanghai,
            registry: federation.registry
        )
    }

    private func plan(_ household: Household, _ federation: TestFederation) throws -> CheckPlan {
        try CheckPlanner(
            registry: federation.registry,
            asking: .shanghai,
            for: household.programme,
            on: Examples.today
        ).plan(household, on: Examples.today)
    }

    private func query(_ household: Household, _ federation: TestFederation, _ leg: PlannedLeg) throws -> ExchangeQuery
    {
        try composer(household, federation).query(
            for: leg,
            identifier: identifier,
            requestNumber: RequestNumber("310101000000202611240001")!,
            respondBy: TestFederation.now.adding(seconds: 30),
            at: TestFederation.now
        )
    }

    private func family(_ authorisations: [Authorisation]) throws -> Household {
        try Examples.household(
            [Examples.member("m1", .householdHead), Examples.member("m2", .spouse), Examples.member("m3", .son)],
            items: [.vehicle, .deposit, .realEstate],
            everyRegion: true,
            authorisations: authorisations
        )
    }

    @Test("subjects and items are the leg's; the query lives for a day and names the case only by its identifier")
    func content() async throws {
        let federation = try await TestFederation()
        let household = try family([Examples.authorisation()])
        let leg = try #require(try plan(household, federation).legs.first { $0.region == .anhui })
        let query = try query(household, federation, leg)
        #expect(query.audience == .anhui)
        #expect(query.subjects.map(\.reference.text) == ["m1", "m2", "m3"])
        #expect(query.items == [.deposit, .vehicle])
        #expect(query.expiresAt == query.issuedAt.adding(seconds: 86_400))
        #expect(query.agreement.text == TestFederation.agreement)
        #expect(query.authorisations.map(\.caseReference.text) == [identifier.description])
        #expect(query.legalBasis.code == "CN-SAL-2026-41")
    }

    @Test("a subject names the form that covers most of what is asked, and only such forms travel")
    func bestForm() async throws {
        let federation = try await TestFederation()
        let household = try family([
            Examples.authorisation("a1", persons: ["m1"], items: [.vehicle]),
            Examples.authorisation("a2", persons: ["m1"], items: [.vehicle, .deposit]),
            Examples.authorisation(
                "a3",
                persons: ["m1"],
                items: [.vehicle, .deposit, .realEstate],
                withdrawnOn: "2026-11-20"
            ),
            Examples.authorisation("a4", persons: ["m2"], items: [.realEstate]),
        ])
        let leg = try #require(try plan(household, federation).legs.first { $0.region == .jiangsu })
        let query = try query(household, federation, leg)
        #expect(query.subjects.map(\.authorisation.text) == ["a2", "a4"])
        #expect(query.authorisations.map(\.reference.text) == ["a2", "a4"])
    }

    @Test("a subject's former names travel: an older register may know the person by no other")
    func formerNames() async throws {
        let federation = try await TestFederation()
        let names = [PersonName("测试旧名")!, PersonName("测试原名")!]
        let member = Member(
            reference: Examples.reference("m1"),
            name: PersonName("测试m1")!,
            formerNames: names,
            identity: try #require(Examples.numbers["m1"]),
            relation: .householdHead,
            places: MemberPlaces(hukou: Examples.shanghai, residence: Examples.shanghai)
        )
        let household = try Examples.household([member, Examples.member("m2", .spouse)])
        let leg = try #require(try plan(household, federation).legs.first)
        #expect(try query(household, federation, leg).subjects.map(\.formerNames) == [names, []])
    }

    /// Many households with two or three forms of random persons and items.
    private func households() throws -> [Household] {
        let random = CountedRandom("composer households")
        func pick<Value>(_ values: [Value]) -> [Value] {
            let bits = random.bytes(values.count)
            return zip(values, bits).compactMap { $1.isMultiple(of: 2) ? $0 : nil }
        }
        return try (0..<60).map { _ in
            try family(
                (1...3).map { number in
                    let persons = pick(["m1", "m2", "m3"])
                    return Examples.authorisation(
                        "a\(number)",
                        persons: persons.isEmpty ? ["m1"] : persons,
                        items: pick([.vehicle, .deposit, .realEstate]),
                        regions: pick(Examples.everywhere),
                        withdrawnOn: random.bytes(1)[0] < 64 ? "2026-11-20" : nil
                    )
                }
            )
        }
    }

    @Test("an honest peer that reads the query may look up nothing that the plan withheld")
    func peerMayNotLookUpMore() async throws {
        let federation = try await TestFederation()
        let signer = try TestFederation.signer(.shanghai)
        var queries = 0
        for household in try households() {
            guard let plan = try? plan(household, federation) else { continue }
            for leg in plan.legs where !leg.asked.isEmpty {
                let signed = try await SignedQuery.sign(try query(household, federation, leg), with: signer)
                let permitted = HonestRegion(leg.region, in: federation).admit(signed).value?.permitted
                #expect(Set(try #require(permitted)).isSubset(of: leg.asked))
                queries += 1
            }
        }
        #expect(queries > 50)
    }

    @Test("without an agreement, or with one for flags only, no query is made")
    func noAgreement() async throws {
        let household = try family([Examples.authorisation()])
        let leg = PlannedLeg(region: .anhui, asked: [Examples.pair("m1", .vehicle)], withheld: [])
        for change in [0, 1] {
            var terms = TestFederation.Terms()
            if change == 0 { terms.parties = [.shanghai, .jiangsu] } else { terms.disclosures = [.threshold] }
            let federation = try await TestFederation(terms)
            #expect(throws: CoordinationError(.noAgreement)) { try query(household, federation, leg) }
        }
    }

    @Test("bands are asked for where the agreement gives nothing more")
    func bands() async throws {
        var terms = TestFederation.Terms()
        terms.disclosures = [.threshold, .banded]
        let federation = try await TestFederation(terms)
        let household = try family([Examples.authorisation()])
        let leg = try #require(try plan(household, federation).legs.first)
        #expect(try query(household, federation, leg).disclosure == .banded)
    }
}
