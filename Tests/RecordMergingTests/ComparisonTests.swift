import RecordMerging
import Testing
import VerificationDomain

@Suite("What was declared beside what was verified")
struct ComparisonTests {
    private func result(declared fen: Int64?, _ legs: LegFinding...) -> ComparisonLine.Result? {
        let asset = fen.map { DeclaredAsset(member: People.reference("m1"), category: .deposit, value: Money(fen: $0)) }
        let household = Cases.household(declaration: Declaration(assets: asset.map { [$0] } ?? []))
        return Cases.merge(legs, household: household).comparison.first { $0.category == .deposit }?.result
    }

    private func line(_ asset: DeclaredAsset, _ records: VerificationRecord...) -> ComparisonLine? {
        Cases.picture(
            Cases.leg(.shanghai, records),
            household: Cases.household(declaration: Declaration(assets: [asset]))
        ).comparison.first { $0.category == asset.category }
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

    private static let car = RecordKey(.vehicleIdentification, "LTEST0009NA000001")
    private static let otherCar = RecordKey(.vehicleIdentification, "LTEST0000NA000002")

    private func picture(declaring keys: [RecordKey?], _ category: ItemCategory, _ legs: LegFinding...) -> Picture {
        let assets = keys.map { DeclaredAsset(member: People.reference("m1"), category: category, key: $0) }
        return Cases.merge(legs, household: Cases.household(declaration: Declaration(assets: assets)))
    }

    @Test("a declared thing whose key no answer has is too much, although the number of the others fits")
    func declaredAndFoundNowhere() throws {
        let found = Cases.leg(.shanghai, [Records.vehicle()])
        let line = try #require(picture(declaring: [Self.car, Self.otherCar], .vehicle, found).comparison.first)
        #expect(line.declared == 2)
        #expect(line.verified == Interval(1))
        #expect(line.result == .overstated)
        let none = Cases.leg(.shanghai, none: [("m1", .vehicle)])
        #expect(picture(declaring: [Self.otherCar], .vehicle, none).comparison.first?.result == .overstated)
        let silent = Cases.leg(.anhui, .unavailable(.timedOut), [("m1", .vehicle)])
        #expect(picture(declaring: [Self.otherCar], .vehicle, none, silent).comparison.first?.result == .undecidable)
    }

    @Test(
        "a declared vehicle that was found scrapped is none; one that was not found, or has no key, is one for certain",
        arguments: [(RecordKey?.some(car), Indication.Status.within), (otherCar, .over), (nil, .over)]
    )
    func declaredAndScrapped(key: RecordKey?, status: Indication.Status) {
        let scrapped = Cases.leg(.shanghai, [Records.vehicle(status: "E")])
        let lines = picture(declaring: [key], .vehicle, scrapped).indication.lines
        #expect(lines.first { $0.limit == .vehicles }?.status == status)
    }

    @Test("a declared home that no record speaks of may be one more; one that was found, or has no key, is none")
    func declaredHome() throws {
        let found = Cases.leg(.zhejiang, [Records.home()])
        func line(_ key: RecordKey?) -> IndicationLine? {
            picture(declaring: [key], .realEstate, found).indication.lines.first { $0.limit == .homes }
        }
        let other = try #require(line(RecordKey(.realEstateUnit, "330106001001GB00001F00010002")))
        #expect(other.total == Interval(low: 1, high: 2))
        #expect(other.status == .undecidable)
        #expect(other.reason == .straddlesLimit)
        #expect(line(RecordKey(.realEstateUnit, Records.unit))?.status == .within)
        #expect(line(nil)?.status == .within)
    }

    @Test("an asset declared without a worth, or in dollars, is no zero")
    func declaredWithoutValue() {
        let member = People.reference("m1")
        let dollars = Money(fen: 100_000, currency: Currency("USD")!)
        for value in [nil, dollars] {
            let asset = DeclaredAsset(member: member, category: .deposit, value: value)
            #expect(line(asset, Records.deposit(fen: 100_000))?.result == .undecidable)
            #expect(line(asset, Records.deposit(fen: 100_000))?.declared == 0)
        }
        let yuan = DeclaredAsset(member: member, category: .deposit, value: Money(fen: 100_000))
        #expect(line(yuan, Records.deposit(fen: 100_000))?.result == .consistent)
    }

    @Test("income declared in another currency is not compared")
    func declaredForeignIncome() {
        let income = DeclaredIncome(
            member: People.reference("m1"),
            kind: .wage,
            monthly: Money(fen: 100, currency: Currency("USD")!)
        )
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.income(.incomeTax, fen: 1_200_000)]),
            household: Cases.household(declaration: Declaration(income: [income]))
        )
        #expect(picture.comparison.first { $0.incomeKind == .wage }?.result == .undecidable)
    }

    @Test("a dated exclusion leaves the same months out of both sides")
    func datedExclusionOnBothSides() throws {
        let income = DeclaredIncome(member: People.reference("m1"), kind: .basicPension, monthly: Money(fen: 100_000))
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.income(.pension, fen: 1_200_000, kind: .basicPension)]),
            household: Cases.household(declaration: Declaration(income: [income]))
        )
        let line = try #require(picture.comparison.first { $0.incomeKind == .basicPension })
        #expect(line.declared == 100_000)
        #expect(line.verified == Interval(100_000))
        #expect(line.result == .consistent)
        // Six of the twelve months count against the limit too.
        #expect(picture.indication.lines.first { $0.limit == .income }?.total == Interval(600_000))
    }
}
