import ExchangeProtocol
import RecordStore
import TestSupport
import Testing
import VerificationDomain

@testable import Coordination

@Suite("A case has one driver", .timeLimit(.minutes(20)))
struct CheckTakeoverTests {
    /// A check whose answer from Jiangsu waits at a gate.
    private func held() async throws -> (bench: InterruptionBench, gate: Gate) {
        let gate = Gate()
        let federation = try await TestFederation()
        let honest = HonestRegion(.jiangsu, in: federation)
        let bench = try await InterruptionBench(jiangsu: { query in
            await gate.pass()
            return try await honest.reply(to: query)
        })
        return (bench, gate)
    }

    /// A check whose process died when its case was open and nothing was signed.
    private func opened() async throws -> InterruptionBench {
        let bench = try await InterruptionBench()
        await #expect(throws: DyingLedger.Died.self) {
            try await bench.run(dying: DyingLedger(bench.stored.newLedger(), dyingAt: 1, .afterStoring))
        }
        return bench
    }

    private func underNewerRegistry(_ bench: InterruptionBench) async throws -> CheckService.Parts {
        var terms = TestFederation.Terms()
        terms.agreedUntil = CalendarDate("2027-12-31")!
        var parts = try bench.bench.parts(ledger: bench.stored.newLedger())
        parts.registry = try await TestFederation(terms).registry
        return parts
    }

    @Test("while one drives it, nobody takes it over, neither by its identifier nor as the next")
    func driven() async throws {
        let (bench, gate) = try await held()
        let first = Task { try await bench.run() }
        await gate.arrivals(1)
        let identifier = try #require(try await bench.cases().first)
        #expect(try await bench.service().resume(identifier) == nil)
        #expect(try await bench.service().resumeNext() == nil)
        await gate.open()
        let report = try await first.value.report
        #expect(report.identification.caseIdentifier == identifier)
        #expect(bench.deliveries.all(of: .jiangsu).count == 1)
    }

    @Test("a driver that comes back after its case was taken over can write nothing more")
    func lateDriver() async throws {
        let (bench, gate) = try await held()
        let late = Task { try await bench.run() }
        await gate.arrivals(1)
        bench.waitForLease()
        let next = Task { try await bench.service().resumeNext() }
        await gate.arrivals(2)
        await gate.open()
        let issued = try #require(try await next.value)
        let error = await #expect(throws: StoreError.self) { try await late.value }
        #expect(error?.code == .leaseLost || error?.code == .stateConflict)
        let identifier = issued.report.identification.caseIdentifier
        #expect(try await bench.stored.ledger.load(identifier).report?.version == 1)
        #expect(try await bench.cases() == [identifier])
        let accepted = try await bench.stored.rows().filter { row in
            row["kind"] == .string("answer.accepted")
        }
        #expect(accepted.count == issued.report.legs.count { $0.state == .accepted })
    }

    @Test("a cancelled check is given back at once, and its leg that was out is sent the same bytes again")
    func cancelled() async throws {
        let (bench, gate) = try await held()
        let first = Task { try await bench.run() }
        await gate.arrivals(1)
        first.cancel()
        await gate.open()
        await #expect(throws: CancellationError.self) { try await first.value }
        let issued = try #require(try await bench.service().resumeNext())
        #expect(issued.report.legs.first { $0.region == .jiangsu }?.state == .accepted)
        let sent = bench.deliveries.all(of: .jiangsu)
        #expect(sent.count == 2 && Set(sent.map(\.bytes)).count == 1)
    }

    @Test("a query that was out and has run out since is not sent again")
    func expiredWhileOut() async throws {
        let (bench, gate) = try await held()
        let first = Task { try await bench.run() }
        await gate.arrivals(1)
        first.cancel()
        await gate.open()
        await #expect(throws: CancellationError.self) { try await first.value }
        bench.bench.clock.advance(seconds: 86_400)
        let issued = try #require(try await bench.service().resumeNext())
        let leg = try #require(issued.report.legs.first { $0.region == .jiangsu })
        #expect(leg.state == .timedOut && leg.statement == .unavailable(.timedOut))
        #expect(bench.deliveries.all(of: .jiangsu).count == 1)
    }

    @Test("under a newer registry no region is asked any more, and the check is replayed under its own")
    func newerRegistry() async throws {
        let bench = try await opened()
        bench.waitForLease()
        let parts = try await underNewerRegistry(bench)
        let issued = try #require(try await CheckService(parts).resumeNext())
        #expect(issued.report.legs.allSatisfy { $0.state == .timedOut && $0.violation == "notSent" })
        for leg in issued.report.legs { #expect(bench.deliveries.all(of: leg.region).isEmpty) }
        let loaded = try await bench.stored.ledger.load(issued.report.identification.caseIdentifier)
        #expect(try bench.bench.replaying().replay(loaded).pictureDigest == issued.report.pictureDigest)
    }

    @Test("with a signing key that the check's own registry does not know, nothing more is signed")
    func replacedKey() async throws {
        let bench = try await opened()
        bench.waitForLease()
        var parts = try await underNewerRegistry(bench)
        parts.signer = try TestFederation.signer("310000-2027")
        let service = CheckService(parts)
        let error = await #expect(throws: CoordinationError.self) { try await service.resumeNext() }
        let identifier = try #require(try await bench.cases().first)
        #expect(error?.code == .registryReplaced && error?.context == identifier.description)
        #expect(try await bench.stored.ledger.load(identifier).legs.allSatisfy { $0.state == .created })
    }

    @Test("with an expired registry nothing is taken over")
    func expiredRegistry() async throws {
        let bench = try await opened()
        bench.bench.clock.advance(seconds: 40 * 86_400)
        await #expect(throws: CoordinationError(.registryExpired)) { try await bench.service().resumeNext() }
    }
}
