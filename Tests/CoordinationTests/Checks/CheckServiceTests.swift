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
