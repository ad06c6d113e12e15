import RecordMerging
import Testing
import VerificationDomain

@Suite("Real estate rules")
struct PropertyRuleTests {
    private func entry(_ records: VerificationRecord...) throws -> PictureEntry {
        let picture = Cases.picture(Cases.leg(.zhejiang, records))
        #expect(picture.entries.count == 1)
        return try #require(picture.entries.first)
    }

    @Test("RE-01: one unit from two provinces is one home with the owners of both")
    func sameUnit() throws {
        let picture = Cases.picture(
            Cases.leg(.zhejiang, [Records.home("m1", coOwnership: .joint)]),
            Cases.leg(.shanghai, [Records.home("m2", coOwnership: .joint)])
        )
        let entry = try #require(picture.entries.first)
        #expect(picture.total(.realEstate)?.interval == Interval(1))
        #expect(entry.holders.count == 2)
        #expect(picture.total(.realEstate, of: People.reference("m2"))?.interval == Interval(1))
    }

    @Test("RE-01: a certificate joins the unit that names it")
    func certificate() throws {
        let paper = RecordKey(.realEstateCertificate, "C1")
        let entry = try entry(Records.home(keys: [paper]), Records.home(unit: nil, keys: [paper]))
        #expect(entry.shows(.sameUnit))
    }

    @Test("RE-02: shares that do not exceed the whole are listed for each owner")
    func shares() throws {
        let entry = try entry(
            Records.home("m1", coOwnership: .byShares, share: .rational(Share("1/3")!)),
            Records.home("m2", coOwnership: .byShares, share: .rational(Share("1/3")!))
        )
        #expect(entry.shows(.sharesAdded))
        #expect(entry.severity == .info)
        #expect(entry.holders.map(\.share) == [Share("1/3"), Share("1/3")])
    }

    @Test("RE-03: a share that cannot be read is a conflict; the home still counts")
    func unreadableShare() throws {
        let entry = try entry(Records.home(coOwnership: .byShares, share: .unparseable("若干")))
        #expect(entry.rule == .sharesContradict)
        #expect(entry.contribution == Interval(1))
    }

    @Test("RE-03: two different shares of one owner on one day contradict each other")
    func contradictoryShare() throws {
        let entry = try entry(
            Records.home(share: .rational(Share("1/2")!)),
            Records.home(share: .rational(Share("1/3")!))
        )
        #expect(entry.shows(.sharesContradict))
        #expect(entry.needsReview)
    }

    @Test("RE-04: a joint owner outside the household leaves the share open, and the home counts once")
    func jointWithOutsider() throws {
        let entry = try entry(Records.home(coOwnership: .joint, [.rightHolderCount: .integer(2)]))
        #expect(entry.rule == .jointWithoutShare)
        #expect(entry.severity == .review)
        #expect(entry.contribution == Interval(1))
    }

    @Test("RE-05: what one spouse owns alone is wholly the household's")
    func sole() throws {
        let entry = try entry(Records.home(coOwnership: .sole))
        #expect(entry.shows(.soleOfSpouse))
        #expect(entry.holders.first?.share == .whole)
    }

    @Test("RE-06: a contract gives way to the registration; alone it is for a reviewer")
    func contract() throws {
        let contract = Records.make(
            .realEstateContract,
            "m1",
            keys: [RecordKey(.realEstateUnit, Records.unit)],
            [.use: .text("11")]
        )
        let registered = try entry(Records.home(), contract)
        #expect(registered.category == .realEstate)
        #expect(registered.roles.contains(.superseded))
        let alone = try entry(contract)
        #expect(alone.rule == .contractOnly)
        #expect(alone.contribution == Interval(low: 0, high: 1))
    }

    @Test("RE-07: of two sole owners the one registered last stands, whatever the snapshots say")
    func transfer() throws {
        let entry = try entry(
            Records.home("m1", coOwnership: .sole, asOf: "2026-06-25", [.registeredOn: Records.date("2015-01-01")]),
            Records.home("m2", coOwnership: .sole, asOf: "2026-06-01", [.registeredOn: Records.date("2026-05-01")])
        )
        #expect(entry.shows(.transferredProperty))
        #expect(entry.holders.map(\.member.text) == ["m2"])
        #expect(entry.severity == .info)
    }

    @Test("RE-07: a cancelled right is no asset")
    func cancelled() throws {
        let entry = try entry(
            Records.home("m1", [.registeredOn: Records.date("2015-01-01"), .cancelledOn: Records.date("2026-01-01")])
        )
        #expect(entry.contribution == .zero)
        #expect(entry.shows(.transferredProperty))
    }

    @Test("RE-08: the same address and area under an old paper is a candidate duplicate")
    func twins() {
        let place: [DetailName: DetailValue?] = [.address: .text("某路 1 号"), .floorArea: .integer(8_000)]
        let old: [DetailName: DetailValue?] = [.address: .text("某路1号"), .floorArea: .integer(8_040)]
        let picture = Cases.picture(
            Cases.leg(
                .zhejiang,
                [
                    Records.home("m1", place),
                    Records.home(unit: nil, keys: [RecordKey(.realEstateCertificate, "old")], old),
                ]
            )
        )
        #expect(picture.entries.allSatisfy { $0.shows(.weakKey) && $0.needsReview })
        #expect(picture.total(.realEstate)?.interval == Interval(low: 1, high: 2))
    }

    @Test("RE-09: a mortgaged home counts and is annotated")
    func mortgaged() throws {
        let entry = try entry(Records.home("m1", [.mortgaged: .flag(true)]))
        #expect(entry.shows(.encumbered))
        #expect(entry.contribution == Interval(1))
    }

    @Test("RE-12: a shop is no home and breaks the rule on other property; a parking space does not")
    func otherUse() throws {
        let shop = Cases.picture(Cases.leg(.zhejiang, [Records.home("m1", [.use: .text("31")])]))
        #expect(shop.total(.realEstate)?.interval == .zero)
        #expect(shop.indication.lines.first { $0.limit == .nonResidential }?.status == .over)
        let space = Cases.picture(Cases.leg(.zhejiang, [Records.home("m1", [.use: .text("车位")])]))
        #expect(space.entries.first?.shows(.otherUse) == true)
        #expect(space.indication.status == .within)
    }

    @Test("two homes exceed a limit of one")
    func twoHomes() {
        let second = Records.home(unit: "330106001001GB00001F00010002")
        let picture = Cases.picture(Cases.leg(.zhejiang, [Records.home(), second]))
        #expect(picture.indication.lines.first { $0.limit == .homes }?.status == .over)
    }
}

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
}
