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

    @Test("RE-09: a mortgaged or seized home counts and is annotated", arguments: [DetailName.mortgaged, .seized])
    func encumbered(by name: DetailName) throws {
        let entry = try entry(Records.home("m1", [name: .flag(true)]))
        #expect(entry.shows(.encumbered))
        #expect(entry.severity == .info)
        #expect(entry.contribution == Interval(1))
        #expect(try !self.entry(Records.home("m1", [name: .flag(false)])).shows(.encumbered))
    }

    @Test("RE-12: a shop is no home and breaks the rule on other property; a parking space does not")
    func otherUse() throws {
        let shop = Cases.picture(Cases.leg(.zhejiang, [Records.home("m1", [.use: .text("31")])]))
        #expect(shop.total(.realEstate)?.interval == .zero)
        #expect(shop.indication.lines.first { $0.limit == .nonResidential }?.status == .over)
        let space = Cases.picture(
            Cases.leg(.zhejiang, [Records.home("m1", [.use: .text("车位")])], none: Cases.everyLimit)
        )
        #expect(space.entries.first?.shows(.otherUse) == true)
        #expect(space.indication.status == .within)
    }

    /// What a home with a parking space comes to beside so many declared properties.
    private func homeAndSpace(declared: Int) -> ComparisonLine? {
        let space = Records.home(unit: "330106001001GB00001F00010002", [.use: .text("车位")])
        let assets = (0..<declared).map { _ in DeclaredAsset(member: People.reference("m1"), category: .realEstate) }
        return Cases.picture(
            Cases.leg(.zhejiang, [Records.home(), space]),
            household: Cases.household(declaration: Declaration(assets: assets))
        ).comparison.first { $0.category == .realEstate }
    }

    @Test("RE-12: a parking space may have been declared by itself or with its home")
    func declaredSpace() {
        #expect(homeAndSpace(declared: 1)?.verified == Interval(low: 1, high: 2))
        #expect(homeAndSpace(declared: 1)?.result == .undecidable)
        #expect(homeAndSpace(declared: 2)?.result == .undecidable)
        #expect(homeAndSpace(declared: 3)?.result == .overstated)
    }

    private func other(_ records: VerificationRecord...) -> IndicationLine? {
        Cases.picture(Cases.leg(.zhejiang, records)).indication.lines.first { $0.limit == .nonResidential }
    }

    @Test("RE-12: a shop that was sold, or whose right was cancelled, breaks no rule")
    func formerShop() {
        let use: DetailValue = .text("商业")
        let ended = Records.home(
            "m1",
            [.use: use, .registeredOn: Records.date("2015-01-01"), .cancelledOn: Records.date("2026-01-01")]
        )
        #expect(other(ended)?.total == .zero)
        #expect(other(ended)?.status == .within)
        let sold = Records.home(
            "m1",
            [.use: use, .registeredOn: Records.date("2015-01-01"), .transferredOn: Records.date("2026-01-01")]
        )
        #expect(other(sold)?.total == Interval(low: 0, high: 1))
        #expect(other(sold)?.status == .undecidable)
    }

    @Test("RE-12: of one shop in two registers the newest use stands")
    func newestUse() {
        let before = Records.home("m1", asOf: "2026-01-01", [.use: .text("31")])
        let after = Records.home("m1", asOf: "2026-06-01", [.use: .text("住宅")])
        let picture = Cases.picture(Cases.leg(.zhejiang, [before, after]))
        #expect(picture.entries.first?.asset?.use == .residential)
        #expect(picture.total(.realEstate)?.interval == Interval(1))
        let contradicting = Cases.picture(
            Cases.leg(.zhejiang, [Records.home("m1", [.use: .text("31")]), Records.home("m1", [.use: .text("11")])])
        )
        #expect(contradicting.entries.first?.asset?.use == .unknown)
        #expect(contradicting.needsReview)
    }

    @Test("a use that cannot be read may be a home or not", arguments: ["其它", "商住", "住宅、车库", "?"])
    func unreadableUse(text: String) throws {
        let picture = Cases.picture(Cases.leg(.zhejiang, [Records.home("m1", [.use: .text(text)])]))
        let entry = try #require(picture.entries.first)
        #expect(entry.asset?.use == .unknown)
        #expect(entry.rule == .unhandled)
        #expect(entry.severity == .review)
        #expect(picture.total(.realEstate)?.interval == Interval(low: 0, high: 1))
        #expect(other(Records.home("m1", [.use: .text(text)]))?.total == Interval(low: 0, high: 1))
    }

    @Test(
        "words of the registers say what a property is",
        arguments: [("非住宅", "nonResidential"), ("成套住宅", "residential"), ("地下车库", "attached"), ("商铺", "nonResidential")]
    )
    func words(text: String, use: String) {
        let picture = Cases.picture(Cases.leg(.zhejiang, [Records.home("m1", [.use: .text(text)])]))
        #expect(picture.entries.first?.asset?.use?.rawValue == use)
    }

    @Test("RE-07: a later snapshot that denies a cancellation is for a reviewer")
    func deniedCancellation() throws {
        let entry = try entry(
            Records.home(
                "m1",
                asOf: "2026-05-01",
                [.registeredOn: Records.date("2015-01-01"), .cancelledOn: Records.date("2026-04-01")]
            ),
            Records.home("m1", asOf: "2026-06-20", [.registeredOn: Records.date("2015-01-01")])
        )
        #expect(entry.rule == .transferredProperty)
        #expect(entry.severity == .review)
        #expect(entry.contribution == Interval(low: 0, high: 1))
    }

    @Test("RE-11: public housing is no property, but a reviewer is told of the home")
    func publicHousing() throws {
        let picture = Cases.picture(
            Cases.leg(.zhejiang, [Records.make(.publicHousing, "m1", [.address: .text("某路1号")])])
        )
        let entry = try #require(picture.entries(.publicHousing).first)
        #expect(entry.rule == .publicHousing)
        #expect(entry.severity == .review)
        #expect(picture.total(.realEstate) == nil)
    }

    @Test("homes without any key may be one home, also of both spouses")
    func keylessHomes() {
        func picture(_ keyed: Bool) -> Picture {
            Cases.picture(
                Cases.leg(
                    .zhejiang,
                    [Records.home("m1", unit: keyed ? Records.unit : nil), Records.home("m2", unit: nil)]
                )
            )
        }
        #expect(picture(false).total(.realEstate)?.interval == Interval(low: 1, high: 2))
        #expect(picture(true).total(.realEstate)?.interval == Interval(low: 1, high: 2))
        #expect(picture(true).indication.lines.first { $0.limit == .homes }?.status == .undecidable)
    }

    @Test(
        "two homes exceed a limit of one, unless small homes are excepted: then a reviewer decides, up to that number"
    )
    func twoHomes() {
        let homes = (1...3).map { Records.home(unit: "330106001001GB00001F0001000\($0)") }
        func line(_ count: Int, _ pack: RulePack) -> IndicationLine? {
            Cases.picture(Cases.leg(.zhejiang, Array(homes.prefix(count))), pack: pack).indication.lines
                .first { $0.limit == .homes }
        }
        #expect(line(2, Cases.pack)?.status == .over)
        let excepting = Cases.pack(.object(["homes": .object(["exceptionMaxCount": 2])]))
        #expect(line(1, excepting)?.status == .within)
        #expect(line(2, excepting)?.status == .undecidable)
        #expect(line(2, excepting)?.reason == .needsReview)
        #expect(line(2, excepting)?.answered == .undecidable)
        #expect(line(3, excepting)?.status == .over)
    }
}
