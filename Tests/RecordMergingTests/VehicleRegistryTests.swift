import RecordMerging
import Testing
import VerificationDomain

@Suite("Vehicles between two registries")
struct VehicleRegistryTests {
    private func entry(_ legs: LegFinding...) throws -> PictureEntry {
        let picture = Cases.merge(legs)
        #expect(picture.entries.count == 1)
        return try #require(picture.entries.first)
    }

    @Test(
        "V-02: a vehicle is under way for thirty days and no longer",
        arguments: [("2026-05-31", true), ("2026-05-30", false)]
    )
    func daysUnderWay(day: String, isUnderWay: Bool) throws {
        let dated = Records.vehicle(status: "B", [.movedOutOn: Records.date(day)])
        // Without the day of the move it is the day as of which the register speaks.
        for record in [dated, Records.vehicle(status: "B", asOf: day)] {
            let entry = try entry(Cases.leg(.anhui, [record]))
            #expect(entry.rule == .movedVehicle)
            #expect(entry.severity == (isUnderWay ? .info : .review))
            #expect(entry.contribution == Interval(low: isUnderWay ? 1 : 0, high: 1))
        }
    }

    @Test("V-02: a vehicle that came back to the registry that it had left is there again")
    func cameBack() throws {
        let left = Records.vehicle(status: "B", asOf: "2026-03-05", [.movedOutOn: Records.date("2026-03-01")])
        let back = try entry(Cases.leg(.anhui, [left, Records.vehicle(asOf: "2026-06-20")]))
        #expect(back.rule == .movedVehicle)
        #expect(back.severity == .info)
        #expect(back.contribution == Interval(1))
        #expect(back.roles == [.superseded, .kept])
        let before = try entry(Cases.leg(.anhui, [Records.vehicle(asOf: "2026-02-01"), left]))
        #expect(before.severity == .review)
        #expect(before.contribution == Interval(low: 0, high: 1))
        #expect(before.roles == [.superseded, .kept])
    }

    @Test("V-04: two provincial registries that both call a vehicle theirs are both asked, also without plates")
    func activeTwiceWithoutPlates() throws {
        let entry = try entry(
            Cases.leg(.shanghai, [Records.vehicle(scope: .provincial)]),
            Cases.leg(.anhui, [Records.vehicle(scope: .provincial)])
        )
        #expect(entry.rule == .activeTwice)
        #expect(entry.severity == .review)
        #expect(entry.contribution == Interval(1))
    }

    @Test("V-04: the same row of the national register from two provinces is no second registration")
    func nationalTwice() throws {
        let entry = try entry(
            Cases.leg(.shanghai, [Records.vehicle(scope: .national)]),
            Cases.leg(.anhui, [Records.vehicle(scope: .national)])
        )
        #expect(entry.rule == .sameVehicle)
        #expect(entry.severity == .info)
    }
}
