import Coordination
import ExchangeProtocol
import RecordMerging
import TestSupport
import Testing
import VerificationDomain

@Suite("A check ends with a report that says what is known and what is not")
struct CheckServiceTests {
    private func family() throws -> Household {
        try Examples.household(
            [Examples.member("m1", .householdHead), Examples.member("m2", .spouse, formerHukou: [Examples.hefei])],
            everyRegion: true
        )
    }

    @Test("when all answer, the report is full and every cell of the matrix has its outcome")
    func full() async throws {
        let bench = CheckBench(try await TestFederation()) { region, request in
            region == .anhui && request.item == .vehicle && request.subject.reference.text == "m2"
                ? [Examples.vehicle(request)] : []
        }
        let issued = try await bench.run(try family())
        #expect(issued.report.legs.map(\.region) == Examples.everywhere)
        #expect(issued.report.legs.allSatisfy { $0.state == .accepted && $0.statement == nil })
        #expect(!issued.report.isPartial)
        #expect(issued.report.picture.coverage.count == 16)
        #expect(issued.report.picture.entries.map(\.category) == [.vehicle])
        #expect(issued.report.descriptions.map(\.keys) == [[RecordKey(.plate, "02:沪A12345")]])
        #expect(bench.journal.first == "opened")
        #expect(bench.journal.suffix(3) == ["merged", "numbered", "issued"])
    }

    @Test("one dead peer leaves the others' answers, opens the totals and makes the report partial")
    func deadPeer() async throws {
        let bench = CheckBench(
            try await TestFederation(),
            replies: [.anhui: { _ in .unreachable(.connectFailed) }]
        )
        let report = try await bench.run(try family()).report
        #expect(report.isPartial)
        #expect(report.legs.filter { $0.state == .accepted }.map(\.region) == [.shanghai, .jiangsu, .zhejiang])
        #expect(Set(report.picture.openLegs.map(\.region)) == [.anhui])
        #expect(report.picture.total(.money)?.interval.isOpen == true)
        #expect(report.picture.indication.wording != .nothingOver)
    }

    @Test("a region without a carrier is unreachable, not forgotten")
    func absentCarrier() async throws {
        let bench = CheckBench(try await TestFederation(), without: [.zhejiang])
        let report = try await bench.run(try family()).report
        let leg = try #require(report.legs.first { $0.region == .zhejiang })
        #expect(leg.statement == .unavailable(.unreachable))
        #expect(leg.violation == "noEndpoint")
    }

    @Test("a region without an agreement is stated as out of scope and does not stop the check")
    func withoutAgreement() async throws {
        var terms = TestFederation.Terms()
        terms.parties = [.shanghai, .jiangsu, .zhejiang]
        let bench = CheckBench(try await TestFederation(terms))
        let report = try await bench.run(try family()).report
        #expect(report.legs.map(\.region) == [.shanghai, .jiangsu, .zhejiang])
        let cells = report.picture.coverage.filter { $0.region == .anhui }
        #expect(cells.count == 4)
        #expect(cells.allSatisfy { $0.status == .notQueried(.outOfScope) })
        #expect(!bench.journal.contains("delivered 340000"))
    }

    @Test("what is refused before the case is opened stores nothing and sends nothing")
    func refusedBefore() async throws {
        let bench = CheckBench(try await TestFederation())
        let withdrawn = try Examples.household(
            authorisations: [Examples.authorisation(persons: ["m1"], withdrawnOn: "2026-11-02")]
        )
        await #expect(throws: PlanningError.nothingAuthorised) { try await bench.run(withdrawn) }
        #expect(bench.journal.isEmpty)
        let elsewhere = try Examples.household(deciding: Examples.hangzhou)
        await #expect(throws: PlanningError.decidedElsewhere(.zhejiang)) { try await bench.run(elsewhere) }
        #expect(bench.journal.isEmpty)
        var terms = TestFederation.Terms()
        terms.items = [.vehicle]
        let poor = CheckBench(try await TestFederation(terms))
        await #expect(throws: PlanningError.offeredByNobody(.deposit)) { try await poor.run(try family()) }
        #expect(poor.journal.isEmpty)
        bench.clock.advance(seconds: 31 * 86_400)
        await #expect(throws: CoordinationError(.registryExpired)) { try await bench.run(try family()) }
        #expect(bench.journal.isEmpty)
    }

    @Test("queries that would contradict themselves are found before the case is opened")
    func contradiction() async throws {
        let bench = CheckBench(try await TestFederation())
        // A file cannot name so many, but a household that was made otherwise can: a query takes eight.
        let member = Member(
            reference: Examples.reference("m1"),
            name: PersonName("测试m1")!,
            formerNames: try (1...9).map { try #require(PersonName("测试旧名\($0)")) },
            identity: try #require(Examples.numbers["m1"]),
            relation: .householdHead,
            places: MemberPlaces(hukou: Examples.shanghai, residence: Examples.shanghai)
        )
        let household = try Examples.household([member])
        let error = await #expect(throws: ExchangeError.self) { try await bench.run(household) }
        #expect(error?.code == .inconsistent)
        #expect(bench.journal.isEmpty)
    }

    @Test("the household is kept in the very bytes that were submitted, and the check replays from them")
    func submittedBytes() async throws {
        let bench = CheckBench(try await TestFederation())
        let household = try family()
        let bytes = Array("\n ".utf8) + household.json.canonicalBytes + Array("\n".utf8)
        let issued = try await CheckService(bench.parts()).run(household, submitted: bytes)
        #expect(bench.ledger.opening?.householdBytes == bytes)
        #expect(try await bench.replay().pictureDigest == issued.report.pictureDigest)
    }

    @Test("a tie to a region outside the federation is stated, makes the report partial and stops nothing")
    func strangerRegion() async throws {
        let nanchang = RegionCode("360102")!
        let jiangxi = ProvinceCode("360000")!
        for everyRegion in [false, true] {
            let bench = CheckBench(try await TestFederation())
            let household = try Examples.household(
                [Examples.member("m1", .householdHead, formerHukou: [nanchang])],
                everyRegion: everyRegion
            )
            let report = try await bench.run(household).report
            #expect(report.legs.allSatisfy { $0.state == .accepted && $0.region != jiangxi })
            let cells = report.picture.coverage.filter { $0.region == jiangxi }
            #expect(cells.count == 2 && cells.allSatisfy { $0.status == .notQueried(.outOfScope) })
            #expect(report.isPartial)
            #expect(report.picture.indication.wording != .nothingOver)
            #expect(report.notes.contains { $0.chinese.contains("360000") })
            #expect(try await bench.replay().pictureDigest == report.pictureDigest)
        }
    }

    @Test("regions without a tie are named in the report, and only they")
    func untiedRegions() async throws {
        let bench = CheckBench(try await TestFederation())
        let household = try Examples.household([Examples.member("m1", .householdHead, work: [Examples.suzhou])])
        let report = try await bench.run(household).report
        #expect(report.regionsNotAsked == [.zhejiang, .anhui])
        #expect(!report.isPartial)
        let note = try #require(report.notes.first { $0.chinese.contains("未向以下地区查询") })
        #expect(note.chinese.contains("浙江省、安徽省") && note.english.contains("330000, 340000"))
        let everywhere = try await CheckBench(try await TestFederation()).run(try family()).report
        #expect(everywhere.regionsNotAsked.isEmpty)
        #expect(!everywhere.notes.contains { $0.chinese.contains("未向以下地区查询") })
    }

    @Test("a ledger that cannot open the case sends nothing")
    func openFails() async throws {
        let bench = CheckBench(try await TestFederation(), failingAt: "opened")
        await #expect(throws: MemoryCaseLedger.Failure()) { try await bench.run(try family()) }
        #expect(bench.journal.isEmpty)
    }

    @Test("a ledger that fails at the end gives no report", arguments: ["merged", "numbered", "issued"])
    func endFails(line: String) async throws {
        let bench = CheckBench(try await TestFederation(), failingAt: line)
        await #expect(throws: MemoryCaseLedger.Failure()) { try await bench.run(try family()) }
        #expect(bench.ledger.issue == nil)
    }

    @Test("no identity number is in the report, not even a spouse's that a register volunteers")
    func masked() async throws {
        let spouse = try #require(Examples.numbers["m3"])
        let bench = CheckBench(try await TestFederation()) { _, request in
            request.item == .vehicle
                ? [Examples.vehicle(request, [.spouseIdentity: .text(spouse.text), .note: .text("noted")])] : []
        }
        let issued = try await bench.run(try family())
        let text = String(decoding: issued.bytes, as: UTF8.self)
        for number in Examples.numbers.values { #expect(!text.contains(number.text)) }
        #expect(issued.report.members.map(\.maskedIdentity).allSatisfy { $0.contains("**************") })
        #expect(issued.report.descriptions.first?.details.text(.spouseIdentity) == spouse.masked)
        #expect(issued.report.descriptions.first?.details.text(.note) == "noted")
    }
}
