import Coordination
import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("Time that passes while a check is made fails no leg of it, and ends it by its deadline")
struct CheckTimeTests {
    private func household() throws -> Household {
        try Examples.household([Examples.member("m1", .householdHead)], everyRegion: true)
    }

    @Test("a deadline that passed while the case was opened: nothing is sent, every leg says so, the report is partial")
    func deadlinePassedAtOnce() async throws {
        let bench = CheckBench(try await TestFederation(), whenOpened: { $0.advance(seconds: 31) })
        let report = try await bench.run(try household()).report
        #expect(report.isPartial)
        #expect(report.legs.map(\.region) == Examples.everywhere)
        for leg in report.legs {
            #expect(leg.state == .timedOut)
            #expect(leg.statement == .unavailable(.timedOut))
            #expect(leg.violation == "notSent")
            #expect(bench.ledger.steps(of: leg.region).map(\.state) == [.signed, .timedOut])
        }
        #expect(!bench.journal.contains { $0.hasPrefix("delivered") })
        #expect(try await bench.replay().verifiedAnswers == 0)
    }

    @Test("an agreement that ended at midnight, after the check began, still covers its queries")
    func midnight() async throws {
        var terms = TestFederation.Terms()
        terms.agreedUntil = Examples.today
        var bench = CheckBench(try await TestFederation(terms), whenOpened: { $0.advance(seconds: 16 * 3_600) })
        bench.deadlines = CheckDeadlines(legMilliseconds: 80_000_000, checkMilliseconds: 80_000_000)
        let report = try await bench.run(try household()).report
        #expect(report.identification.issuedAt.date > Examples.today)
        #expect(report.legs.allSatisfy { $0.state == .accepted })
    }

    @Test(
        "the shorter of both deadlines is what the peers are told and what the carriers get",
        arguments: [(30_000, 60_000, 30), (30_000, 10_000, 10)] as [(Int64, Int64, Int64)]
    )
    func deadline(leg: Int64, check: Int64, seconds: Int64) async throws {
        let told = Journal()
        let federation = try await TestFederation()
        let honest = HonestRegion(.anhui, in: federation)
        var bench = CheckBench(
            federation,
            replies: [
                .anhui: { query in
                    told.add("\(query.query.respondBy)")
                    return try await honest.reply(to: query)
                }
            ]
        )
        bench.deadlines = CheckDeadlines(legMilliseconds: leg, checkMilliseconds: check)
        _ = try await bench.run(try household())
        let expected = TestFederation.now.adding(seconds: seconds)
        #expect(told.all == ["\(expected)"])
        #expect(Set(bench.carrierDeadlines.all) == Set(Examples.everywhere.map { "\($0) \(expected)" }))
    }

    @Test("all legs are out at the same time: none waits for another's answer", .timeLimit(.minutes(20)))
    func concurrent() async throws {
        let federation = try await TestFederation()
        let gate = Gate()
        let replies = Examples.everywhere.map { region -> (ProvinceCode, CheckBench.Reply) in
            let honest = HonestRegion(region, in: federation)
            return (
                region,
                { query in
                    await gate.pass()
                    return try await honest.reply(to: query)
                }
            )
        }
        let bench = CheckBench(federation, replies: Dictionary(uniqueKeysWithValues: replies))
        let household = try household()
        let task = Task { try await bench.run(household) }
        await gate.arrivals(4)
        await gate.open()
        #expect(try await task.value.report.legs.allSatisfy { $0.state == .accepted })
    }
}
