import RecordMerging
import Testing
import VerificationDomain

@Suite("Coverage, comparison and indication")
struct CoverageTests {
    @Test("T-03: a snapshot older than the pack allows is labelled")
    func stale() throws {
        let fresh = try #require(Cases.picture(Cases.leg(.shanghai, [Records.deposit(fen: 1)])).entries.first)
        #expect(!fresh.shows(.stale))
        let old = try #require(
            Cases.picture(Cases.leg(.shanghai, [Records.deposit(fen: 1, asOf: "2025-12-31")])).entries.first
        )
        #expect(old.shows(.stale))
        #expect(old.severity == .info)
    }

    @Test("T-09: of a national register found beats none, and who said none is asked")
    func noneAndFound() throws {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.vehicle()]),
            Cases.leg(.jiangsu, none: [("m1", .vehicle)])
        )
        let conflict = try #require(picture.conflicts.first { $0.rule == .noneAndFound })
        #expect(conflict.regions == [.jiangsu])
        #expect(conflict.severity == .info)
        #expect(picture.total(.vehicle)?.interval == Interval(1))
    }

    @Test("T-09: of a provincial register the two do not contradict each other")
    func provincialNone() {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.deposit(fen: 1)]),
            Cases.leg(.jiangsu, none: [("m1", .deposit)])
        )
        #expect(picture.conflicts.isEmpty)
    }

    @Test(
        "T-10: whatever was not answered opens its class and is named with its reason",
        arguments: [
            (OutcomeStatus.unavailable(.sourceDown), "unavailable:sourceDown"),
            (.unavailable(.quarantined), "unavailable:quarantined"), (.notQueried(.noConsent), "notQueried:noConsent"),
            (.notQueried(.notOffered), "notQueried:notOffered"), (.refused(.noAgreement), "refused:noAgreement"),
            (.restricted, "restricted"), (.identityMismatch, "identityMismatch"), (.thresholdOnly, "thresholdOnly"),
        ]
    )
    func unanswered(status: OutcomeStatus, reason: String) {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.deposit(fen: 100)]),
            Cases.leg(.anhui, status, [("m2", .deposit)])
        )
        #expect(picture.total(.money)?.interval == Interval(low: 100, high: nil))
        #expect(picture.total(.money)?.completeness == .lowerBound)
        #expect(picture.openLegs.map(\.reason) == [reason])
        #expect(picture.conflicts.contains { $0.rule == .notAnswered && $0.regions == [.anhui] })
        #expect(picture.indication.status == .undecidable)
    }

    @Test("a national register answered by one region still leaves the other region's question open")
    func nationalStillOpen() {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.vehicle()]),
            Cases.leg(.jiangsu, .unavailable(.timedOut), [("m1", .vehicle)])
        )
        #expect(picture.total(.vehicle)?.interval == Interval(low: 1, high: nil))
    }

    @Test("an item of the household that no leg was asked for is open too")
    func neverAsked() {
        let picture = Cases.picture(
            Cases.leg(.shanghai, none: [("m1", .deposit)]),
            household: Cases.household(Array(People.family.prefix(1)), items: [.deposit, .securities])
        )
        #expect(picture.openLegs.map(\.reason) == ["notAsked"])
        #expect(picture.openLegs.map(\.item) == [.securities])
    }

    @Test("everything asked, answered and under the limits is said so")
    func within() {
        let picture = Cases.picture(
            Cases.leg(.shanghai, none: [("m1", .deposit), ("m1", .incomeTax), ("m1", .vehicle), ("m1", .realEstate)]),
            household: Cases.household(
                Array(People.family.prefix(1)),
                items: [.deposit, .incomeTax, .vehicle, .realEstate]
            )
        )
        #expect(picture.indication.status == .within)
        #expect(picture.indication.wording.chinese == "未发现超标")
        #expect(picture.totals.allSatisfy { $0.completeness == .full })
    }

    @Test("no legs at all decide nothing")
    func noLegs() {
        let picture = Cases.merge([], household: Cases.household(items: [.deposit]))
        #expect(picture.indication.status == .undecidable)
        #expect(picture.totals.first?.interval == .unknown)
        #expect(Cases.merge([]).indication.status == .undecidable)
    }

    @Test("of two outcomes for one question the more telling one stands, whatever came first")
    func twoOutcomes() {
        let found = Cases.leg(.shanghai, [Records.deposit(fen: 5)])
        let late = Cases.leg(.shanghai, .unavailable(.timedOut), [("m1", .deposit)])
        #expect(Cases.picture(found, late) == Cases.picture(late, found))
        #expect(Cases.picture(late, found).coverage.map(\.status) == [.found])
    }

    private func result(declared fen: Int64?, _ legs: LegFinding...) -> ComparisonLine.Result? {
        let asset = fen.map { DeclaredAsset(member: People.reference("m1"), category: .deposit, value: Money(fen: $0)) }
        let household = Cases.household(declaration: Declaration(assets: asset.map { [$0] } ?? []))
        return Cases.merge(legs, household: household).comparison.first { $0.category == .deposit }?.result
    }

    @Test("declared and verified are compared within the tolerance")
    func comparison() {
        let leg = Cases.leg(.shanghai, [Records.deposit(fen: 100_000)])
        #expect(result(declared: 100_000, leg) == .consistent)
        #expect(result(declared: 96_000, leg) == .consistent)
        #expect(result(declared: 90_000, leg) == .understated)
        #expect(result(declared: 110_000, leg) == .overstated)
        #expect(result(declared: nil, leg) == .undeclared)
        #expect(
            result(declared: 110_000, leg, Cases.leg(.anhui, .unavailable(.timedOut), [("m1", .deposit)]))
                == .undecidable
        )
        #expect(
            result(declared: 90_000, leg, Cases.leg(.anhui, .unavailable(.timedOut), [("m1", .deposit)]))
                == .understated
        )
    }

    @Test("a declared vehicle with another number than the one found is not consistent")
    func comparedByKey() {
        func result(_ vin: String) -> ComparisonLine.Result? {
            let asset = DeclaredAsset(
                member: People.reference("m1"),
                category: .vehicle,
                key: RecordKey(.vehicleIdentification, vin)
            )
            return Cases.picture(
                Cases.leg(.shanghai, [Records.vehicle()]),
                household: Cases.household(declaration: Declaration(assets: [asset]))
            ).comparison.first?.result
        }
        #expect(result("LTEST0009NA000001") == .consistent)
        #expect(result("LTEST0000NA000002") == .undeclared || result("LTEST0000NA000002") == .understated)
    }

    @Test("what the household declares itself is the least that it has")
    func declaredIsALowerBound() {
        let income = DeclaredIncome(member: People.reference("m1"), kind: .wage, monthly: Money(fen: 700_000))
        let picture = Cases.picture(
            Cases.leg(.shanghai, none: [("m1", .incomeTax)]),
            household: Cases.household(declaration: Declaration(income: [income]))
        )
        #expect(picture.total(.income)?.interval == .zero)
        #expect(picture.indication.status == .over)
        #expect(picture.comparison.first?.result == .overstated)
    }

    @Test("one fen decides at the limit")
    func boundary() {
        #expect(Cases.picture(Cases.leg(.shanghai, [Records.deposit(fen: 10_000_000)])).indication.status == .within)
        #expect(Cases.picture(Cases.leg(.shanghai, [Records.deposit(fen: 10_000_001)])).indication.status == .over)
    }

    @Test("a small household's cap is raised by its exact factor")
    func smallHousehold() throws {
        let cap: JSONValue = .object([
            "moneyAssetCap": .object([
                "basis": "perCapita", "amountFen": 3_000_000, "smallHouseholdFactor": "11/10", "smallHouseholdMax": 2,
            ])
        ])
        func allowed(_ count: Int) -> Int64? {
            Cases.picture(
                Cases.leg(.shanghai, none: [("m1", .deposit)]),
                pack: Cases.pack(cap),
                household: Cases.household(Array(People.family.prefix(count)))
            ).indication.lines.first { $0.limit == .money }?.allowed
        }
        #expect(allowed(1) == 3_300_000)
        #expect(allowed(2) == 6_600_000)
        #expect(allowed(3) == 9_000_000)
    }

    @Test("a pack of another province, programme or window is not applied silently")
    func foreignPack() {
        let leg = Cases.leg(.shanghai, none: [("m1", .deposit)])
        #expect(
            Cases.picture(leg, pack: Cases.pack(.object(["region": "330000"]))).hasConflict(.foreignRulePack, .review)
        )
        #expect(
            Cases.picture(leg, pack: Cases.pack(.object(["programmes": ["tekun"]]))).hasConflict(
                .foreignRulePack,
                .review
            )
        )
        #expect(
            Cases.picture(leg, pack: Cases.pack(.object(["incomeWindowMonths": 6]))).hasConflict(
                .outsideWindow,
                .review
            )
        )
    }

    private func company(_ status: String) -> Indication.Status? {
        let record = Records.make(
            .company,
            "m1",
            keys: [RecordKey(.creditCode, "91310000TEST000001")],
            [.status: .text(status)]
        )
        return Cases.picture(Cases.leg(.shanghai, [record])).indication.lines.first { $0.limit == .companies }?.status
    }

    @Test("a company is for review under a pack that says so; a cancelled one is no company")
    func companies() {
        #expect(company("存续") == .undecidable)
        #expect(company("注销") == .within)
    }
}
