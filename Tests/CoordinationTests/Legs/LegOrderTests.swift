import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@testable import Coordination

@Suite("Every step of a leg is durable before the next, and a ledger that fails stops it")
struct LegOrderTests {
    private func household() throws -> Household {
        try Examples.household(
            [Examples.member("m1", .householdHead, work: [Examples.suzhou])],
            deciding: Examples.shanghai
        )
    }

    /// Runs the leg to Jiangsu alone.
    private func run(_ bench: CheckBench) async throws -> LegResult { try await bench.runLeg(try household()) }

    @Test("signed and sent are durable before the query leaves; the answer is durable before it is believed")
    func order() async throws {
        let bench = CheckBench(try await TestFederation())
        let result = try await run(bench)
        #expect(result.state == .accepted)
        #expect(
            bench.journal == [
                "signed 320000", "shown signed", "sent 320000", "shown sent", "delivered 320000", "answered 320000",
                "shown answered", "accepted 320000", "shown accepted",
            ]
        )
    }

    @Test("the stored query is what was delivered, the stored reply what came back, byte for byte")
    func evidence() async throws {
        let federation = try await TestFederation()
        let honest = HonestRegion(.jiangsu, in: federation)
        let exchanged = Journal()
        let bench = CheckBench(
            federation,
            replies: [
                .jiangsu: { query in
                    let outcome = try await honest.reply(to: query)
                    exchanged.add(String(decoding: query.bytes, as: UTF8.self))
                    if case .answer(let bytes) = outcome { exchanged.add(String(decoding: bytes, as: UTF8.self)) }
                    return outcome
                }
            ]
        )
        _ = try await run(bench)
        let evidence = bench.ledger.steps.compactMap(\.evidence)
        #expect(evidence.map(\.kind) == [.query, .answer])
        #expect(evidence.map { String(decoding: $0.bytes, as: UTF8.self) } == exchanged.all)
    }

    @Test("a ledger that cannot store the query or its sending keeps it from leaving", arguments: ["signed", "sent"])
    func failsBeforeSending(state: String) async throws {
        let bench = CheckBench(try await TestFederation(), failingAt: "\(state) 320000")
        await #expect(throws: MemoryCaseLedger.Failure()) { try await run(bench) }
        #expect(!bench.journal.contains("delivered 320000"))
    }

    @Test("a ledger that cannot store the answer keeps it from being believed")
    func failsAfterAnswer() async throws {
        let bench = CheckBench(try await TestFederation(), failingAt: "answered 320000")
        await #expect(throws: MemoryCaseLedger.Failure()) { try await run(bench) }
        #expect(bench.ledger.steps.map(\.state) == [.signed, .sent])
    }

    @Test("each step leaves the state that the one before it reached")
    func chain() async throws {
        let bench = CheckBench(try await TestFederation())
        _ = try await run(bench)
        #expect(bench.ledger.steps.map(\.from) == [.created] + bench.ledger.steps.dropLast().map(\.state))
    }
}
