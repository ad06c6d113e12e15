import RecordMerging
import Testing
import VerificationDomain

/// domain.md section 6.3; the numbers are invented there.
@Suite("Golden scenarios of merging")
struct GoldenScenarioTests {
    static let transferredCar = [
        Cases.leg(.anhui, [Records.vehicle(status: "B", asOf: "2026-06-01")]),
        Cases.leg(.shanghai, [Records.vehicle(status: "A", asOf: "2026-06-10")]),
    ]

    @Test("Golden scenario 1: a car that moved is one vehicle, and the destination's record stands")
    func transferredCar() throws {
        let picture = Cases.merge(Self.transferredCar)
        let entry = try #require(picture.entries(.vehicle).first)
        #expect(picture.entries.count == 1)
        #expect(entry.contribution == Interval(1))
        #expect(entry.rule == .movedVehicle)
        #expect(entry.severity == .info)
        #expect(entry.role(.shanghai) == .kept)
        #expect(entry.role(.anhui) == .superseded)
        #expect(entry.decidedBy?.region == .shanghai)
        #expect(picture.total(.vehicle)?.interval == Interval(1))
    }

    static let jointFlat = [
        Cases.leg(.zhejiang, [Records.home("m1", coOwnership: .joint), Records.home("m2", coOwnership: .joint)])
    ]

    @Test("Golden scenario 2: a flat of both spouses is one home and wholly theirs")
    func jointFlat() throws {
        let picture = Cases.merge(Self.jointFlat)
        let entry = try #require(picture.entries(.realEstate).first)
        #expect(picture.entries.count == 1)
        #expect(entry.contribution == Interval(1))
        #expect(entry.holders.map(\.member.text) == ["m1", "m2"])
        #expect(entry.shows(.sameUnit))
        #expect(entry.shows(.jointWithoutShare))
        #expect(entry.asset?.share == .whole)
        #expect(entry.severity == .info)
    }

    @Test("Golden scenario 2: with a third owner outside, RE-04 leaves the household's share open")
    func jointFlatWithOutsider() throws {
        let three: [DetailName: DetailValue?] = [.rightHolderCount: .integer(3)]
        let picture = Cases.picture(
            Cases.leg(
                .zhejiang,
                [Records.home("m1", coOwnership: .joint, three), Records.home("m2", coOwnership: .joint, three)]
            )
        )
        let entry = try #require(picture.entries(.realEstate).first)
        #expect(entry.rule == .jointWithoutShare)
        #expect(entry.asset?.share == nil)
        #expect(entry.contribution == Interval(1))
    }

    @Test("Golden scenario 2: shares of 60 % and 60 % contradict each other")
    func sharesAboveOne() throws {
        let share = ShareStatement.rational(Share("60%")!)
        let picture = Cases.picture(
            Cases.leg(
                .zhejiang,
                [
                    Records.home("m1", coOwnership: .byShares, share: share),
                    Records.home("m2", coOwnership: .byShares, share: share),
                ]
            )
        )
        let entry = try #require(picture.entries(.realEstate).first)
        #expect(entry.rule == .sharesContradict)
        #expect(entry.severity == .review)
        #expect(entry.asset?.share == nil)
        #expect(entry.contribution == Interval(1))
    }

    static let wageAndPension = [
        Cases.leg(.jiangsu, [Records.income(.pension, "m1", fen: 285_000 * 12, payer: "agency")]),
        Cases.leg(
            .zhejiang,
            [
                Records.income(.incomeTax, "m2", fen: 400_000 * 12),
                Records.income(.socialInsurance, "m2", base: 481_200),
            ]
        ),
    ]

    @Test("Golden scenario 3: a wage and a pension make 6 850.00 a month, over the standard and under the margin")
    func wageAndPension() throws {
        let picture = Cases.merge(Self.wageAndPension)
        let wage = try #require(picture.entries.first { $0.income?.kind == .wage })
        #expect(wage.income?.monthly == Interval(400_000))
        #expect(wage.rule == .oneWage)
        #expect(wage.severity == .review)
        #expect(wage.candidates.map(\.value) == [Interval(400_000 * 12), Interval(481_200 * 12)])
        #expect(wage.shows(.oneWage))
        let total = try #require(picture.total(.income))
        #expect(total.interval.monthly(over: 12) == Interval(685_000))
        #expect(picture.indication.status == .over)
        #expect(picture.indication.wording.chinese == "发现超标")
        let line = try #require(picture.indication.lines.first { $0.limit == .income })
        // 1 510 yuan × 4 persons × 12 months.
        #expect(line.allowed == 151_000 * 4 * 12)
        #expect(line.status == .over)
    }

    @Test("Golden scenario 3: for the margin the same income lies within 1.5 times the standard")
    func margin() throws {
        let picture = Cases.merge(Self.wageAndPension, household: Cases.household(programme: .dibaoMargin))
        let line = try #require(picture.indication.lines.first { $0.limit == .income })
        #expect(line.allowed == 226_500 * 4 * 12)
        #expect(line.status == .within)
        // The difference between tax and insurance is still for a reviewer.
        #expect(picture.indication.status == .undecidable)
        let wage = try #require(picture.entries.first { $0.income?.kind == .wage })
        let household = Cases.household(programme: .dibaoMargin)
        let rest = Cases.leg(.shanghai, none: Cases.everyLimit)
        let legs = Self.wageAndPension + [rest]
        let decision = Cases.decision(wage.id, .confirm, seeing: legs, household: household)
        let settled = Cases.merge(legs, household: household, decisions: [decision])
        #expect(settled.indication.status == .within)
        #expect(settled.indication.wording.chinese == "未发现超标")
    }

    static let thresholdOnly = [
        Cases.leg(.shanghai, [Records.deposit(fen: 3_800_000)]),
        Cases.leg(.jiangsu, [Records.flag(threshold: 5_000_000, exceeds: false)]),
    ]

    @Test("Golden scenario 4: 38 000 and not over 50 000 lie within 38 000 to 88 000; a cap of 100 000 decides")
    func thresholdOnly() throws {
        let picture = Cases.merge(Self.thresholdOnly)
        let total = try #require(picture.total(.money))
        #expect(total.interval == Interval(low: 3_800_000, high: 8_800_000))
        #expect(total.completeness == .full)
        #expect(picture.entries.contains { $0.shows(.thresholdStatement) })
        #expect(picture.indication.lines.first { $0.limit == .money }?.status == .within)
        // The rest was never asked, which no wording may hide.
        #expect(picture.indication.status == .undecidable)
        let whole = Cases.merge(Self.thresholdOnly + [Cases.leg(.anhui, none: Cases.everyLimit)])
        #expect(whole.indication.status == .within)
        #expect(whole.indication.wording == .nothingOver)
    }

    @Test("Golden scenario 4: a cap of 60 000 cannot be decided")
    func thresholdStraddles() throws {
        let cap: JSONValue = .object(["moneyAssetCap": .object(["amountFen": 6_000_000])])
        let picture = Cases.merge(Self.thresholdOnly, pack: Cases.pack(cap))
        let line = try #require(picture.indication.lines.first { $0.limit == .money })
        #expect(line.status == .undecidable)
        #expect(line.reason == .straddlesLimit)
        #expect(picture.indication.wording.chinese == "无法判定")
    }

    static let unitDoubt = [
        Cases.leg(.anhui, [Records.vehicle(fen: 850, scope: .national)]),
        Cases.leg(.shanghai, [Records.vehicle(fen: 8_500_000, scope: .national)]),
    ]

    @Test("Golden scenario 5: an implausible value in the ratio of yuan to ten thousand yuan is set aside, not scaled")
    func unitDoubt() throws {
        let picture = Cases.merge(Self.unitDoubt)
        let entry = try #require(picture.entries(.vehicle).first)
        #expect(entry.asset?.value == Interval(8_500_000))
        #expect(entry.rule == .unitDoubt)
        #expect(entry.severity == .review)
        #expect(entry.role(.anhui) == .ignored(.unitDoubt))
        #expect(entry.role(.shanghai) == .kept)
        #expect(entry.contribution == Interval(1))
    }

    @Test("Golden scenario 5: where both values are plausible both are disputed")
    func unitDoubtOfBoth() throws {
        let plausible: JSONValue = .object([
            "plausibleFen": .object(["vehicle": .object(["min": 1, "max": 1_000_000_000])])
        ])
        let entry = try #require(Cases.merge(Self.unitDoubt, pack: Cases.pack(plausible)).entries(.vehicle).first)
        #expect(entry.roles == [.disputed, .disputed])
        #expect(entry.candidates.map(\.value) == [Interval(8_500_000), Interval(850)])
        #expect(entry.asset?.value == .unknown)
        #expect(entry.decidedBy != nil)
    }

    @Test("Golden scenario 6: a spouse outside the household stops the report, and nothing of that spouse is merged")
    func undeclaredSpouse() throws {
        let single = [People.member("m1", People.father, "甲大山", marital: .divorced)]
        let spousesCar = Records.make(
            .vehicle,
            "m1",
            owner: RecordOwner(identityText: People.stranger.text, nameText: "丙某"),
            keys: [RecordKey(.vehicleIdentification, "LTEST0000NA000002")]
        )
        let marriage = Records.make(
            .marriage,
            "m1",
            [
                .registrationKind: .text("结婚"), .registeredOn: Records.date("2021-05-20"),
                .spouseIdentity: .text(People.stranger.text),
            ]
        )
        let picture = Cases.picture(
            Cases.leg(.jiangsu, [marriage, spousesCar]),
            household: Cases.household(single)
        )
        #expect(picture.isBlocked)
        #expect(picture.hasConflict(.undeclaredSpouse, .block))
        #expect(picture.entries(.vehicle).isEmpty)
        #expect(picture.setAside.map(\.reason) == [.otherIdentity])
        #expect(!picture.json.canonicalText.contains(People.stranger.text))
        #expect(picture.indication.status == .undecidable)
    }

    static let deceased = [
        Cases.leg(.anhui, [Records.make(.death, "m1", [.crematedOn: Records.date("2026-03-02")])]),
        Cases.leg(
            .jiangsu,
            [Records.income(.pension, "m1", fen: 285_000, from: "2026-04", to: "2026-04", payer: "agency")]
        ),
    ]

    @Test("Golden scenario 7: a pension paid after a cremation is no income, and the count falls once it is confirmed")
    func deceasedMember() throws {
        let picture = Cases.merge(Self.deceased)
        #expect(picture.hasConflict(.death, .review))
        #expect(picture.members.first?.counting == .unsettled)
        let pension = try #require(picture.entries(.pension).first)
        #expect(pension.shows(.death))
        #expect(pension.contribution == Interval(low: 0, high: 285_000))
        let line = try #require(picture.indication.lines.first { $0.limit == .income })
        #expect(line.persons == Interval(low: 3, high: 4))

        let death = try #require(picture.entries(.death).first)
        let confirmed = Cases.decision(death.id, .confirm, seeing: Self.deceased)
        let settled = Cases.merge(Self.deceased, decisions: [confirmed])
        #expect(settled.members.first?.counting == .notCounted)
        #expect(settled.indication.lines.first { $0.limit == .income }?.persons == Interval(3))
        let later = try #require(settled.entries(.pension).first)
        #expect(later.contribution == .zero)
        #expect(later.roles == [.ignored(.afterDeath)])
        #expect(later.income?.monthly == .zero)
        #expect(!settled.needsReview)

        let denied = Cases.decision(death.id, .exclude, seeing: Self.deceased)
        let alive = Cases.merge(Self.deceased, decisions: [denied])
        #expect(alive.entries(.pension).first?.contribution == Interval(285_000))
        #expect(alive.members.first?.counting == .counted)
    }

    @Test("Golden scenario 7: of a pension that was paid before the death and after, the months before stay income")
    func pensionAcrossDeath() throws {
        let legs = [
            Self.deceased[0],
            Cases.leg(
                .jiangsu,
                [Records.income(.pension, "m1", fen: 1_200_000, from: "2025-07", to: "2026-06", payer: "agency")]
            ),
        ]
        let open = Cases.merge(legs)
        #expect(open.entries(.pension).first?.contribution == Interval(low: 900_000, high: 1_200_000))
        let death = try #require(open.entries(.death).first)
        let settled = Cases.merge(legs, decisions: [Cases.decision(death.id, .confirm, seeing: legs)])
        let pension = try #require(settled.entries(.pension).first)
        #expect(pension.contribution == Interval(900_000))
        #expect(pension.roles == [.kept])
    }

    @Test("Golden scenario 9: without one region's answer the words are never that nothing was found")
    func peerTimeout() throws {
        let deposit = Cases.leg(.shanghai, [Records.deposit(fen: 3_800_000)], none: Cases.everyLimit)
        let timedOut = Cases.leg(.zhejiang, .unavailable(.timedOut), [("m1", .deposit)])
        let picture = Cases.picture(deposit, timedOut)
        let total = try #require(picture.total(.money))
        #expect(total.interval == Interval(low: 3_800_000, high: nil))
        #expect(total.completeness == .lowerBound)
        #expect(total.openLegs.map(\.reason) == ["unavailable:timedOut"])
        #expect(total.openLegs.map(\.region) == [.zhejiang])
        #expect(picture.indication.status == .undecidable)
        #expect(picture.indication.wording.chinese == "在已反馈范围内未发现超标")
        let over = Cases.picture(Cases.leg(.shanghai, [Records.deposit(fen: 10_000_001)]), timedOut)
        #expect(over.indication.wording.chinese == "发现超标")
    }

    @Test("Golden scenario 10: every order of legs and records gives the same bytes")
    func arrivalOrder() {
        let scenarios = [
            Self.transferredCar, Self.jointFlat, Self.wageAndPension, Self.thresholdOnly, Self.unitDoubt,
        ]
        for legs in scenarios + [scenarios.flatMap { $0 }] {
            let expected = Cases.merge(legs).canonicalBytes
            var random = SeededRandom(legs.count)
            for _ in 0..<24 {
                let shuffled = legs.shuffled(using: &random).map { leg in
                    LegFinding(
                        region: leg.region,
                        outcomes: leg.outcomes.shuffled(using: &random),
                        records: leg.records.shuffled(using: &random)
                    )
                }
                #expect(Cases.merge(shuffled).canonicalBytes == expected)
            }
        }
    }

    @Test("Golden scenario 10: all 24 orders of four regions' answers give the same bytes")
    func everyOrderOfFour() {
        let all = [Self.transferredCar, Self.jointFlat, Self.wageAndPension, Self.thresholdOnly, Self.unitDoubt]
            .flatMap { $0 }
        let legs = ProvinceCode.yangtzeDelta.map { region in
            Cases.leg(region, all.filter { $0.region == region }.flatMap(\.records))
        }
        let expected = Cases.merge(legs).canonicalBytes
        let orders = Self.permutations(legs)
        #expect(orders.count == 24)
        for order in orders { #expect(Cases.merge(order).canonicalBytes == expected) }
    }

    private static func permutations<Element>(_ elements: [Element]) -> [[Element]] {
        guard elements.count > 1 else { return [elements] }
        return elements.indices.flatMap { index in
            var rest = elements
            let first = rest.remove(at: index)
            return permutations(rest).map { [first] + $0 }
        }
    }

    @Test("Golden scenario 12: an answer that is given twice changes nothing")
    func answeredTwice() {
        for legs in [Self.transferredCar, Self.wageAndPension, Self.thresholdOnly, Self.unitDoubt] {
            #expect(Cases.merge(legs + legs).canonicalBytes == Cases.merge(legs).canonicalBytes)
        }
    }

    @Test("Golden scenario 8: assistance in force in another province stops the report")
    func assistanceElsewhere() {
        let record = Records.make(
            .assistance,
            "m1",
            [.programme: .text("低保"), .startsOn: Records.date("2024-05-01"), .status: .text("在保")]
        )
        #expect(Cases.picture(Cases.leg(.anhui, [record])).hasConflict(.assistanceElsewhere, .block))
        #expect(!Cases.picture(Cases.leg(.shanghai, [record])).isBlocked)
    }
}
