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
        "T-09: a register that either answer calls national is one register",
        arguments: [(SourceScope.national, SourceScope.provincial), (.provincial, .national)]
    )
    func statedNational(found: SourceScope, none: SourceScope) throws {
        func leg(_ region: ProvinceCode, _ scope: SourceScope, _ records: [VerificationRecord]) -> LegFinding {
            let outcome = ItemOutcome(
                subject: People.reference("m1"),
                item: .deposit,
                status: records.isEmpty ? .none : .found,
                scope: scope,
                recordCount: records.count
            )
            return LegFinding(region: region, outcomes: [outcome], records: records)
        }
        let picture = Cases.picture(leg(.shanghai, found, [Records.deposit(fen: 1)]), leg(.jiangsu, none, []))
        let conflict = try #require(picture.conflicts.first)
        #expect(picture.conflicts.count == 1)
        #expect(conflict.rule == .noneAndFound)
        #expect(conflict.severity == .info)
        #expect(conflict.regions == [.jiangsu])
        #expect(conflict.subjects == [People.reference("m1")])
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

    @Test(
        "a question about one member leaves open what each of the others has, who may own the same thing",
        arguments: [Records.deposit(fen: 1), Records.home(), Records.vehicle()]
    )
    func openForEveryMember(record: VerificationRecord) throws {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [record]),
            Cases.leg(.anhui, .unavailable(.timedOut), [("m2", record.category)])
        )
        let valuation = record.category.valuation
        let own = try #require(picture.total(valuation, of: People.reference("m1")))
        #expect(own.interval == Interval(low: 1, high: nil))
        #expect(own.answered == Interval(1))
        #expect(own.completeness == .lowerBound)
        #expect(own.openLegs == [])
        #expect(picture.total(valuation, of: People.reference("m3"))?.interval == .unknown)
        #expect(picture.total(valuation, of: People.reference("m2"))?.openLegs.count == 1)
    }

    @Test("a question about one member's income leaves the others' income as it is")
    func incomeOfOthers() throws {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.income(.incomeTax, fen: 1_200_000)]),
            Cases.leg(.anhui, .unavailable(.timedOut), [("m2", .incomeTax)])
        )
        let own = try #require(picture.total(.income, of: People.reference("m1")))
        #expect(own.interval == Interval(1_200_000))
        #expect(own.completeness == .full)
        #expect(picture.total(.income, of: People.reference("m2"))?.interval == .unknown)
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
            Cases.leg(.shanghai, none: Cases.everyLimit),
            household: Cases.household(Array(People.family.prefix(1)), items: Cases.everyLimit.map(\.1))
        )
        #expect(picture.indication.status == .within)
        #expect(picture.indication.wording.chinese == "未发现超标")
        #expect(picture.totals.allSatisfy { $0.completeness == .full })
    }

    @Test(
        "a limit that was never asked about keeps the household from lying within it",
        arguments: Cases.everyLimit.map(\.1)
    )
    func oneNeverAsked(item: ItemCategory) {
        let picture = Cases.picture(Cases.leg(.shanghai, none: Cases.everyLimit.filter { $0.1 != item }))
        #expect(picture.indication.status == .undecidable)
        #expect(picture.indication.wording != .nothingOver)
        let isMoney = item == .incomeTax || item == .deposit
        #expect(picture.indication.wording == (isMoney ? .undecidable : .nothingOverInAnswers))
        #expect(picture.indication.lines.contains { $0.reason == .notAsked && $0.status == .undecidable })
    }

    @Test("only a vehicle was asked about, and the declaration is held against the limits all the same")
    func declaredButNeverAsked() throws {
        func picture(_ wage: Int64, _ savings: Int64) -> Picture {
            let income = DeclaredIncome(member: People.reference("m1"), kind: .wage, monthly: Money(fen: wage))
            let asset = DeclaredAsset(member: People.reference("m1"), category: .deposit, value: Money(fen: savings))
            return Cases.picture(
                Cases.leg(.shanghai, none: [("m1", .vehicle)]),
                household: Cases.household(
                    items: [.vehicle],
                    declaration: Declaration(income: [income], assets: [asset])
                )
            )
        }
        #expect(picture(0, 10_000_001).indication.status == .over)
        // The standard is 604 000 a month for four, and income has to lie below it.
        #expect(picture(604_000, 0).indication.status == .over)
        let below = picture(603_999, 10_000_000)
        #expect(below.indication.status == .undecidable)
        let line = try #require(below.indication.lines.first { $0.limit == .income })
        #expect(line.reason == .notAsked)
        #expect(line.total == Interval(low: 603_999 * 12, high: nil))
    }

    @Test("what was declared and found nowhere is added to what was found")
    func declaredBesideFound() {
        func status(_ key: RecordKey?, _ kind: IncomeKind) -> [Indication.Status?] {
            let income = DeclaredIncome(member: People.reference("m2"), kind: kind, monthly: Money(fen: 300_000))
            let asset = DeclaredAsset(
                member: People.reference("m1"),
                category: .deposit,
                key: key,
                value: Money(fen: 6_000_000)
            )
            let lines = Cases.picture(
                Cases.leg(.shanghai, [Records.deposit(fen: 6_000_000), Records.income(.incomeTax, fen: 4_800_000)]),
                household: Cases.household(declaration: Declaration(income: [income], assets: [asset]))
            ).indication.lines
            return [.money, .income].map { limit in lines.first { $0.limit == limit }?.status }
        }
        #expect(status(RecordKey(.bankAccount, "102:6222"), .wage) == [.within, .undecidable])
        #expect(status(nil, .wage) == [.within, .undecidable])
        #expect(status(RecordKey(.bankAccount, "103:1"), .wage) == [.undecidable, .undecidable])
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

    private func status(_ record: VerificationRecord, _ programme: AssistanceProgramme = .dibao) -> Indication.Status {
        Cases.picture(
            Cases.leg(.shanghai, [record], none: Cases.everyLimit),
            household: Cases.household(programme: programme)
        ).indication.status
    }

    @Test("one fen decides at the limit: money may reach it, income has to lie below it")
    func boundary() {
        #expect(status(Records.deposit(fen: 10_000_000)) == .within)
        #expect(status(Records.deposit(fen: 10_000_001)) == .over)
        #expect(status(Records.income(.incomeTax, fen: 604_000 * 12 - 1)) == .within)
        #expect(status(Records.income(.incomeTax, fen: 604_000 * 12)) == .over)
        #expect(status(Records.income(.incomeTax, fen: 906_000 * 12 - 1), .dibaoMargin) == .within)
        #expect(status(Records.income(.incomeTax, fen: 906_000 * 12), .dibaoMargin) == .over)
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
        let margin = Cases.pack(.object(["programmes": ["dibaoMargin"]]))
        #expect(Cases.picture(leg, pack: margin).hasConflict(.foreignRulePack, .review))
        #expect(
            Cases.picture(leg, pack: Cases.pack(.object(["incomeWindowMonths": 6]))).hasConflict(
                .outsideWindow,
                .review
            )
        )
    }

    @Test(
        "G-08: a pack that is not in force on the day of the application is not applied silently",
        arguments: [
            ("2025-07-01", nil, true), ("2026-07-06", "2026-07-06", true), ("2026-07-07", nil, false),
            ("2025-07-01", "2026-07-05", false),
        ]
    )
    func packDates(from: String, to: String?, isInForce: Bool) {
        let pack = Cases.pack(
            .object(["effectiveFrom": .string(from), "effectiveTo": to.map(JSONValue.string)])
        )
        let picture = Cases.picture(Cases.leg(.shanghai, none: Cases.everyLimit), pack: pack)
        #expect(picture.hasConflict(.foreignRulePack, .review) == !isInForce)
        #expect(picture.indication.status == (isInForce ? .within : .undecidable))
    }

    @Test("G-09: temporary assistance has no limits here, so nothing is indicated and the reason is said")
    func noLimits() throws {
        let pack = try RulePackFiles.pack("310000-temporary-assistance")
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.deposit(fen: 900_000_000)], none: Cases.everyLimit),
            pack: pack,
            household: Cases.household(programme: .temporaryAssistance)
        )
        #expect(picture.indication.status == .undecidable)
        #expect(picture.indication.wording == .undecidable)
        #expect(picture.indication.lines.isEmpty)
        #expect(picture.conflicts.map(\.rule) == [.noLimits])
        #expect(picture.total(.money)?.interval == Interval(900_000_000))
    }
}
