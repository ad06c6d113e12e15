import Coordination
import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("What may not be asked is withheld with its reason, and a check without any question is refused")
struct PlannerRefusalTests {
    private func planner(
        _ offered: [ProvinceCode: Set<ItemCategory>] = [:],
        agreed: [ProvinceCode: [Set<ItemCategory>]]? = nil
    ) -> CheckPlanner {
        let all = Dictionary(uniqueKeysWithValues: Examples.everywhere.map { ($0, Set(ItemCategory.allCases)) })
        return CheckPlanner(offered: all.merging(offered) { $1 }, agreed: agreed)
    }

    private static let everything = [Set(ItemCategory.allCases)]

    /// Agreements about everything with these regions.
    private func agreed(_ regions: [ProvinceCode]) -> [ProvinceCode: [Set<ItemCategory>]] {
        Dictionary(uniqueKeysWithValues: regions.map { ($0, Self.everything) })
    }

    private func withheld(_ leg: PlannedLeg?) -> [SubjectItem: OutcomeStatus] {
        Dictionary(
            uniqueKeysWithValues: (leg?.withheld ?? []).map { (SubjectItem($0.subject, $0.item), $0.status) }
        )
    }

    private func family(_ authorisations: [Authorisation]) throws -> Household {
        try Examples.household(
            [Examples.member("m1", .householdHead), Examples.member("m2", .spouse)],
            everyRegion: true,
            authorisations: authorisations
        )
    }

    @Test("a pair without consent is withheld as noConsent, and every other pair is asked")
    func noConsent() throws {
        let household = try family([
            Examples.authorisation("a1", persons: ["m1"]),
            Examples.authorisation("a2", persons: ["m2"], items: [.vehicle]),
        ])
        let plan = try planner().plan(household, on: Examples.today)
        #expect(plan.legs.map(\.region) == Examples.everywhere)
        for leg in plan.legs {
            #expect(
                leg.asked
                    == [Examples.pair("m1", .deposit), Examples.pair("m1", .vehicle), Examples.pair("m2", .vehicle)]
            )
            #expect(withheld(leg) == [Examples.pair("m2", .deposit): .notQueried(.noConsent)])
        }
    }

    @Test("a region that no form names keeps its leg, with everything withheld")
    func regionWithoutConsent() throws {
        let household = try family([
            Examples.authorisation(persons: ["m1", "m2"], regions: [.shanghai, .jiangsu, .zhejiang])
        ])
        let plan = try planner().plan(household, on: Examples.today)
        let anhui = plan.legs.first { $0.region == .anhui }
        #expect(anhui?.asked == [])
        #expect(withheld(anhui).count == 4)
        #expect(withheld(anhui).values.allSatisfy { $0 == .notQueried(.noConsent) })
    }

    @Test("an item that one region does not offer is notOffered there and asked elsewhere")
    func notOffered() throws {
        let household = try family([Examples.authorisation(persons: ["m1", "m2"])])
        let plan = try planner([.anhui: [.vehicle]]).plan(household, on: Examples.today)
        let anhui = plan.legs.first { $0.region == .anhui }
        #expect(anhui?.items == [.vehicle])
        #expect(withheld(anhui)[Examples.pair("m1", .deposit)] == .notQueried(.notOffered))
        #expect(plan.legs.filter { $0.region != .anhui }.allSatisfy { $0.withheld.isEmpty })
    }

    @Test("every pair of every planned person and item is asked or withheld, and never both")
    func total() throws {
        let household = try family([Examples.authorisation(persons: ["m2"], items: [.deposit], regions: [.anhui])])
        for leg in try planner([.jiangsu: []]).plan(household, on: Examples.today).legs {
            let withheld = leg.withheld.map { SubjectItem($0.subject, $0.item) }
            #expect(Set(leg.asked).isDisjoint(with: withheld))
            #expect(leg.asked.count + withheld.count == 4)
        }
    }

    @Test("a region without an agreement is withheld as outOfScope; the others are asked")
    func noAgreement() throws {
        let household = try family([Examples.authorisation(persons: ["m1", "m2"])])
        let plan = try planner(agreed: agreed([.shanghai, .jiangsu, .anhui])).plan(household, on: Examples.today)
        let zhejiang = plan.legs.first { $0.region == .zhejiang }
        #expect(zhejiang?.asked == [])
        #expect(withheld(zhejiang).values.allSatisfy { $0 == .notQueried(.outOfScope) })
        #expect(plan.legs.filter { !$0.asked.isEmpty }.map(\.region) == [.shanghai, .jiangsu, .anhui])
    }

    @Test("the registry's agreements say who may be asked: parties, purpose, day and a disclosure that we can use")
    func agreementsOfTheRegistry() async throws {
        var terms = TestFederation.Terms()
        terms.parties = [.shanghai, .jiangsu]
        terms.purposes = [.dibao]
        let registry = try await TestFederation(terms).registry
        let june = CalendarDate("2026-06-30")!
        func agreed(_ programme: AssistanceProgramme, _ day: CalendarDate) -> [ProvinceCode] {
            let planner = CheckPlanner(registry: registry, asking: .shanghai, for: programme, on: day)
            return (planner.agreed ?? [:]).filter { $0.value == Self.everything }.map(\.key).sorted()
        }
        #expect(agreed(.dibao, Examples.today) == [.shanghai, .jiangsu])
        #expect(agreed(.tekun, Examples.today) == [])
        #expect(agreed(.dibao, june) == [])
        terms.disclosures = [.threshold]
        let onlyFlags = try await TestFederation(terms).registry
        let planner = CheckPlanner(registry: onlyFlags, asking: .shanghai, for: .dibao, on: Examples.today)
        #expect(planner.agreed?.values.allSatisfy(\.isEmpty) == true)
    }

    @Test("an item that the agreement lacks is withheld as outOfScope, and of two agreements the better one counts")
    func itemsNotAgreed() throws {
        let household = try family([Examples.authorisation(persons: ["m1", "m2"])])
        let scopes: [ProvinceCode: [Set<ItemCategory>]] = [
            .shanghai: Self.everything, .jiangsu: [[.vehicle]], .zhejiang: [[.judicial], [.vehicle, .deposit]],
            .anhui: [[.judicial]],
        ]
        let plan = try planner(agreed: scopes).plan(household, on: Examples.today)
        let legs = Dictionary(uniqueKeysWithValues: plan.legs.map { ($0.region, $0) })
        #expect(legs[.jiangsu]?.items == [.vehicle])
        #expect(
            withheld(legs[.jiangsu]) == [
                Examples.pair("m1", .deposit): .notQueried(.outOfScope),
                Examples.pair("m2", .deposit): .notQueried(.outOfScope),
            ]
        )
        #expect(legs[.zhejiang]?.withheld == [] && legs[.zhejiang]?.asked.count == 4)
        #expect(legs[.anhui]?.asked == [] && withheld(legs[.anhui]).count == 4)
    }

    @Test("a check for which nobody signed anything, or nobody agreed to anything, is refused")
    func nothingToAsk() throws {
        let withdrawn = try family([Examples.authorisation(persons: ["m1", "m2"], withdrawnOn: "2026-11-24")])
        #expect(throws: PlanningError.nothingAuthorised) { try planner().plan(withdrawn, on: Examples.today) }
        let signed = try family([Examples.authorisation(persons: ["m1", "m2"])])
        #expect(throws: PlanningError.nothingAgreed(.dibao)) {
            try planner(agreed: [:]).plan(signed, on: Examples.today)
        }
    }

    @Test("a category that no region offers is refused and named")
    func offeredByNobody() throws {
        let none = Dictionary(uniqueKeysWithValues: Examples.everywhere.map { ($0, Set([ItemCategory.vehicle])) })
        let household = try Examples.household()
        #expect(throws: PlanningError.offeredByNobody(.deposit)) {
            try CheckPlanner(offered: none).plan(household, on: Examples.today)
        }
    }

    @Test("a deciding region outside the federation is refused")
    func unknownRegion() throws {
        let household = try Examples.household(deciding: RegionCode("360102")!)
        #expect(throws: PlanningError.unknownRegion(ProvinceCode("360000")!)) {
            try planner().plan(household, on: Examples.today)
        }
    }

    @Test(
        "a tie to a region outside the federation is withheld as outOfScope, wherever it comes from",
        arguments: [false, true]
    )
    func strangerRegion(everyRegion: Bool) throws {
        let nanchang = RegionCode("360102")!
        let jiangxi = ProvinceCode("360000")!
        let asset = DeclaredAsset(member: Examples.reference("m1"), category: .vehicle, region: nanchang)
        let head = Examples.member("m1", .householdHead)
        let child = Examples.member("m3", .son)
        let households = [
            try Examples.household(
                [Examples.member("m1", .householdHead, work: [nanchang]), child],
                everyRegion: everyRegion
            ),
            try Examples.household(
                [Examples.member("m1", .householdHead, hukou: nanchang), child],
                everyRegion: everyRegion
            ),
            try Examples.household([head, child], everyRegion: everyRegion, assets: [asset]),
        ]
        for household in households {
            let plan = try planner().plan(household, on: Examples.today)
            let leg = try #require(plan.legs.first { $0.region == jiangxi })
            #expect(leg.asked.isEmpty)
            #expect(
                withheld(leg) == [
                    Examples.pair("m1", .vehicle): .notQueried(.outOfScope),
                    Examples.pair("m1", .deposit): .notQueried(.outOfScope),
                ]
            )
            #expect(plan.legs.filter { !$0.asked.isEmpty }.map(\.region).first == .shanghai)
            #expect(plan.untiedRegions == (everyRegion ? [] : [.jiangsu, .zhejiang, .anhui]))
        }
    }

    @Test("a tie to a stranger does not turn a missing signature into a missing agreement")
    func strangerAndNoConsent() throws {
        let household = try Examples.household(
            [Examples.member("m1", .householdHead, work: [RegionCode("360102")!])],
            authorisations: [Examples.authorisation(persons: ["m1"], withdrawnOn: "2026-11-24")]
        )
        #expect(throws: PlanningError.nothingAuthorised) { try planner().plan(household, on: Examples.today) }
    }

    @Test("a refusal that the household file causes begins with the place that is to be changed")
    func places() {
        let places: [(PlanningError, String)] = [
            (.unknownRegion(.anhui), "$.decidingRegion: 340000 "), (.offeredByNobody(.vessel), "$.items: "),
            (.nothingAuthorised, "$.authorisations: "), (.decidedElsewhere(.anhui), "$.decidingRegion: "),
        ]
        for (error, place) in places { #expect(error.description.hasPrefix(place), "\(error)") }
    }

    @Test("each refusal says what to change and names no person")
    func words() {
        let errors: [PlanningError] = [
            .unknownRegion(.anhui), .offeredByNobody(.vessel), .nothingAuthorised, .nothingAgreed(.dibao),
        ]
        for error in errors {
            #expect(!error.description.isEmpty)
            #expect(Examples.numbers.values.allSatisfy { !error.description.contains($0.text) })
        }
    }
}
