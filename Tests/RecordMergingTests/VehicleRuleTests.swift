import RecordMerging
import Testing
import VerificationDomain

@Suite("Vehicle rules")
struct VehicleRuleTests {
    private func entry(_ legs: LegFinding...) throws -> PictureEntry {
        let picture = Cases.merge(legs)
        #expect(picture.entries.count == 1)
        return try #require(picture.entries.first)
    }

    @Test("V-01: one vehicle from four regions is one, by the latest as-of date")
    func same() throws {
        let legs = ProvinceCode.yangtzeDelta.enumerated().map { index, region in
            Cases.leg(region, [Records.vehicle(plate: "02:沪A12345", asOf: "2026-06-1\(index)", fen: 4_000_000)])
        }
        let picture = Cases.merge(legs)
        let entry = try #require(picture.entries.first)
        #expect(entry.rule == .sameVehicle)
        #expect(entry.decidedBy?.region == .anhui)
        #expect(entry.roles == [.duplicate, .duplicate, .duplicate, .kept])
        #expect(picture.total(.vehicle)?.interval == Interval(1))
    }

    @Test("V-02: a vehicle on its way counts for a month; after that it is a question")
    func underWay() throws {
        let recent = try entry(
            Cases.leg(.anhui, [Records.vehicle(status: "B", [.movedOutOn: Records.date("2026-06-15")])])
        )
        #expect(recent.contribution == Interval(1))
        #expect(recent.severity == .info)
        let old = try entry(
            Cases.leg(.anhui, [Records.vehicle(status: "B", [.movedOutOn: Records.date("2026-03-15")])])
        )
        #expect(old.contribution == Interval(low: 0, high: 1))
        #expect(old.rule == .movedVehicle)
        #expect(old.severity == .review)
    }

    @Test("V-03: of two owners the one registered last stands; without dates a reviewer decides")
    func owners() throws {
        let first = Records.vehicle("m1", [.registeredOn: Records.date("2020-01-01")])
        let second = Records.vehicle("m2", [.registeredOn: Records.date("2026-01-01")])
        let settled = try entry(Cases.leg(.shanghai, [first, second]))
        #expect(settled.holders.map(\.member.text) == ["m2"])
        #expect(settled.shows(.vehicleOwnersDiffer))
        let open = try entry(Cases.leg(.shanghai, [Records.vehicle("m1"), Records.vehicle("m2")]))
        #expect(open.rule == .vehicleOwnersDiffer)
        #expect(open.severity == .review)
        #expect(open.holders.count == 2)
    }

    @Test("V-04: two provinces with different plates for one vehicle are both asked")
    func activeTwice() throws {
        let entry = try entry(
            Cases.leg(.shanghai, [Records.vehicle(plate: "02:沪A12345", scope: .provincial)]),
            Cases.leg(.anhui, [Records.vehicle(plate: "02:皖B54321", scope: .provincial)])
        )
        #expect(entry.rule == .activeTwice)
        #expect(entry.severity == .review)
        #expect(entry.contribution == Interval(1))
    }

    @Test("V-05: one plate on two vehicles keeps them apart, and a record with the plate only joins neither")
    func plateReused() {
        let picture = Cases.picture(
            Cases.leg(
                .shanghai,
                [
                    Records.vehicle(plate: "02:沪A12345"),
                    Records.vehicle(vin: "LTEST0000NA000002", plate: "02:沪A12345"),
                    Records.vehicle(vin: nil, plate: "02:沪A12345"),
                ]
            )
        )
        #expect(picture.entries.count == 3)
        #expect(picture.hasConflict(.plateReused, .review))
    }

    @Test("V-06: a cancelled vehicle is no asset", arguments: ["E", "AE", "F"])
    func cancelled(status: String) throws {
        let entry = try entry(Cases.leg(.shanghai, [Records.vehicle(status: status)]))
        #expect(entry.contribution == .zero)
        #expect(entry.shows(.cancelledVehicle))
        #expect(entry.severity == .info)
    }

    @Test("V-06: scrapped on paper only may still run", arguments: ["M", "P"])
    func scrapped(status: String) throws {
        let entry = try entry(Cases.leg(.shanghai, [Records.vehicle(status: status)]))
        #expect(entry.severity == .review)
        #expect(entry.contribution == Interval(low: 0, high: 1))
        let destroyed = try self.entry(
            Cases.leg(.shanghai, [Records.vehicle(status: status, [.cancelledOn: Records.date("2025-01-01")])])
        )
        #expect(destroyed.contribution == .zero)
    }

    @Test("V-06: a cancellation beats older snapshots; a later active snapshot is for a reviewer")
    func cancelledAndActive() throws {
        let cancelled = Cases.leg(.shanghai, [Records.vehicle(status: "E", asOf: "2026-06-10")])
        let before = try entry(cancelled, Cases.leg(.anhui, [Records.vehicle(asOf: "2026-06-01")]))
        #expect(before.contribution == .zero)
        #expect(before.role(.anhui) == .superseded)
        let after = try entry(cancelled, Cases.leg(.anhui, [Records.vehicle(asOf: "2026-06-20")]))
        #expect(after.contribution == Interval(low: 0, high: 1))
        #expect(after.needsReview)
    }

    @Test("V-07: stolen is a question; sealed and detained count with a note")
    func flagged() throws {
        let stolen = try entry(Cases.leg(.shanghai, [Records.vehicle(status: "C")]))
        #expect(stolen.severity == .review)
        #expect(stolen.contribution == Interval(low: 0, high: 1))
        let sealed = try entry(Cases.leg(.shanghai, [Records.vehicle(status: "AK")]))
        #expect(sealed.severity == .info)
        #expect(sealed.shows(.flaggedVehicle))
        #expect(sealed.contribution == Interval(1))
    }

    @Test("V-10: an original value in another unit than the present one casts doubt on the record")
    func originalValue() throws {
        let record = Records.vehicle(fen: 8_500_000, [.originalValue: .money(Money(fen: 850))])
        let entry = try entry(Cases.leg(.shanghai, [record]))
        #expect(entry.rule == .unitDoubt)
        #expect(entry.asset?.value == .unknown)
        #expect(entry.roles == [.disputed])
    }

    @Test("the value of the dearest vehicle is held against the pack's limit")
    func valueLimit() {
        let pack = Cases.pack(
            .object(["vehicles": .object(["allowed": true, "maxCount": 1, "maxValueFen": 5_000_000])])
        )
        func status(_ fen: Int64?) -> Indication.Status? {
            Cases.picture(Cases.leg(.shanghai, [Records.vehicle(fen: fen)]), pack: pack)
                .indication.lines.first { $0.limit == .vehicleValue }?.status
        }
        #expect(status(5_000_000) == .within)
        #expect(status(5_000_001) == .over)
        #expect(status(nil) == .undecidable)
    }

    @Test("V-08: an operating vehicle is an asset, and business income is looked for", arguments: ["B", "D", "G"])
    func operating(nature: String) throws {
        let entry = try entry(Cases.leg(.shanghai, [Records.vehicle("m1", [.useNature: .text(nature)])]))
        #expect(entry.shows(.operatingVehicle))
        #expect(entry.contribution == Interval(1))
        let own = try self.entry(Cases.leg(.shanghai, [Records.vehicle("m1", [.useNature: .text("A")])]))
        #expect(!own.shows(.operatingVehicle))
    }

    private let excepting = Cases.pack(
        .object(["vehicles": .object(["exceptions": ["disabilityAid", "livelihoodTool"]])])
    )

    private func line(_ pack: RulePack, _ records: VerificationRecord..., declared: Int = 0) -> IndicationLine? {
        let assets = (0..<declared).map { _ in DeclaredAsset(member: People.reference("m1"), category: .vehicle) }
        return Cases.picture(
            Cases.leg(.shanghai, records, none: [("m1", .vehicle)]),
            pack: pack,
            household: Cases.household(declaration: Declaration(assets: assets))
        ).indication.lines.first { $0.limit == .vehicles }
    }

    @Test("V-09: what may be a disability aid or a tool of one's living is for a reviewer, not flatly over")
    func exempt() throws {
        let aid = Records.vehicle("m1", [.brand: .text("残疾人代步车")])
        let disabled = Records.make(.disability, "m1", keys: [RecordKey(.certificateNumber, "D1")])
        #expect(line(Cases.pack, aid)?.status == .over)
        #expect(line(excepting, aid)?.status == .undecidable)
        #expect(line(excepting, Records.vehicle(), disabled)?.status == .undecidable)
        #expect(line(excepting, Records.vehicle("m2"), disabled)?.status == .over)
        #expect(line(excepting, Records.vehicle("m1", [.useNature: .text("F")]))?.status == .undecidable)
        #expect(line(excepting, aid, Records.vehicle(vin: "LTEST0000NA000002"))?.status == .over)
        let picture = Cases.picture(Cases.leg(.shanghai, [aid]), pack: excepting)
        #expect(picture.hasConflict(.exemptVehicle, .review))
        #expect(picture.total(.vehicle)?.interval == Interval(1))
    }

    @Test(
        "V-09: low-speed vehicles and tractors may be tools of one's living, by the kind of their plates",
        arguments: ["13", "14"]
    )
    func farmVehicle(kind: String) {
        for vehicle in [
            Records.vehicle("m1", [.plateType: .text(kind)]), Records.vehicle(plate: "\(kind):皖A12345"),
        ] {
            #expect(line(excepting, vehicle)?.status == .undecidable)
            #expect(line(Cases.pack, vehicle)?.status == .over)
        }
        #expect(line(excepting, Records.vehicle(plate: "02:皖A12345"))?.status == .over)
    }

    @Test("V-09: a vehicle that was only declared is not flatly over either where there are exceptions")
    func declaredVehicle() {
        #expect(line(Cases.pack, declared: 1)?.status == .over)
        #expect(line(excepting, declared: 1)?.status == .undecidable)
        #expect(line(excepting, declared: 1)?.total == Interval(low: 0, high: 1))
    }

    @Test("V-11: a company's vehicle is shown and is nobody's asset")
    func company() {
        let owner = RecordOwner(identityText: "91350100M000100Y43", nameText: "某公司")
        let record = Records.make(.vehicle, "m1", owner: owner, keys: [RecordKey(.plate, "02:沪A12345")])
        let picture = Cases.picture(Cases.leg(.shanghai, [record]))
        #expect(picture.entries.isEmpty)
        #expect(picture.setAside.map(\.reason) == [.organisation])
        #expect(picture.setAside.map(\.reason.rule) == [.ownedByCompany])
        #expect(picture.total(.vehicle)?.interval == .zero)
        #expect(!picture.needsReview)
    }

    @Test("vehicles of one member without any key may be one, and may be the one that a key names")
    func keyless() {
        let bare = Records.vehicle(vin: nil, [.brand: .text("甲")])
        let other = Records.vehicle(vin: nil, [.brand: .text("乙")])
        #expect(line(Cases.pack, bare, other)?.total == Interval(low: 1, high: 2))
        #expect(line(Cases.pack, bare, Records.vehicle())?.total == Interval(low: 1, high: 2))
        #expect(line(Cases.pack, bare, Records.vehicle("m2", vin: nil))?.total == Interval(2))
    }
}
