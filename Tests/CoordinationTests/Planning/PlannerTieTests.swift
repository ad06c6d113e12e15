import Coordination
import TestSupport
import Testing
import VerificationDomain

@Suite("A region is asked about a member when a place ties the two together")
struct PlannerTieTests {
    private let planner = CheckPlanner(
        offered: Dictionary(uniqueKeysWithValues: Examples.everywhere.map { ($0, Set(ItemCategory.allCases)) })
    )

    private func regions(_ household: Household, about reference: String) throws -> [ProvinceCode] {
        let plan = try planner.plan(household, on: Examples.today)
        return plan.legs.filter { $0.subjects.contains(Examples.reference(reference)) }.map(\.region)
    }

    struct Tie: Sendable, CustomTestStringConvertible {
        let name: String
        let member: Member
        let other: ProvinceCode
        var testDescription: String { name }
    }

    static let ties = [
        Tie(name: "hukou", member: Examples.member("m1", .householdHead, hukou: Examples.hefei), other: .anhui),
        Tie(
            name: "former hukou",
            member: Examples.member("m1", .householdHead, formerHukou: [Examples.suzhou]),
            other: .jiangsu
        ),
        Tie(
            name: "residence",
            member: Examples.member("m1", .householdHead, residence: Examples.hangzhou),
            other: .zhejiang
        ),
        Tie(name: "work", member: Examples.member("m1", .householdHead, work: [Examples.suzhou]), other: .jiangsu),
    ]

    @Test("by hukou, former hukou, residence and work, beside the deciding region", arguments: ties)
    func places(tie: Tie) throws {
        #expect(try regions(Examples.household([tie.member]), about: "m1") == [.shanghai, tie.other].sorted())
    }

    @Test("by an asset that the household declared there, for its holder only")
    func assets() throws {
        let asset = DeclaredAsset(member: Examples.reference("m3"), category: .vehicle, region: Examples.hangzhou)
        let household = try Examples.household(
            [Examples.member("m1", .householdHead), Examples.member("m3", .son)],
            assets: [asset]
        )
        #expect(try regions(household, about: "m3") == [.shanghai, .zhejiang])
        #expect(try regions(household, about: "m1") == [.shanghai])
    }

    @Test("an asset without a region ties nobody to anything")
    func assetWithoutRegion() throws {
        let asset = DeclaredAsset(member: Examples.reference("m1"), category: .deposit)
        #expect(try regions(Examples.household(assets: [asset]), about: "m1") == [.shanghai])
    }

    @Test("a spouse's ties count for the other spouse, in both directions, and not for the children")
    func spouses() throws {
        let household = try Examples.household([
            Examples.member("m1", .householdHead, work: [Examples.suzhou]),
            Examples.member("m2", .spouse, formerHukou: [Examples.hefei]), Examples.member("m3", .son),
        ])
        #expect(try regions(household, about: "m1") == [.shanghai, .jiangsu, .anhui])
        #expect(try regions(household, about: "m2") == [.shanghai, .jiangsu, .anhui])
        #expect(try regions(household, about: "m3") == [.shanghai])
    }

    @Test("an asset declared for one spouse ties the other too")
    func spouseAssets() throws {
        let asset = DeclaredAsset(member: Examples.reference("m2"), category: .realEstate, region: Examples.hangzhou)
        let household = try Examples.household(
            [Examples.member("m1", .oneself), Examples.member("m2", .spouse)],
            assets: [asset]
        )
        #expect(try regions(household, about: "m1") == [.shanghai, .zhejiang])
    }

    @Test("every region is asked about everybody when the household says so")
    func everyRegion() throws {
        let household = try Examples.household(
            [Examples.member("m1", .householdHead), Examples.member("m3", .son)],
            everyRegion: true
        )
        #expect(try regions(household, about: "m1") == Examples.everywhere)
        #expect(try regions(household, about: "m3") == Examples.everywhere)
    }

    @Test("temporary assistance decides where the emergency is, and asks the hukou's region too")
    func emergencyElsewhere() throws {
        let household = try Examples.household(
            [Examples.member("m1", .householdHead, hukou: Examples.hefei, residence: Examples.hefei)],
            programme: .temporaryAssistance,
            deciding: Examples.suzhou
        )
        let plan = try planner.plan(household, on: Examples.today)
        #expect(plan.decidingRegion == .jiangsu)
        #expect(plan.legs.map(\.region) == [.jiangsu, .anhui])
    }
}
