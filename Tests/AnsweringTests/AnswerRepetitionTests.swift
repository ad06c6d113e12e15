import Answering
import ExchangeProtocol
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

@Suite("The same bytes get the same reply, and nothing leaves before it is stored")
struct AnswerRepetitionTests {
    @Test("an answer is signed, bound to the query, stored, and logged with counts and digests only")
    func answered() async throws {
        let bench = try await AnsweringBench()
        let query = try await TestQuery.signed()
        let reply = await bench.send(query)
        #expect(reply.status == 200)
        #expect(reply.contentType == MessageType.answer.mediaType)
        let answer = try bench.answer(reply, to: query)
        #expect(answer.finding.records.count == 1)
        #expect(bench.ledger.stored.map(\.reply.bytes) == [reply.body])
        let event = try #require(bench.ledger.events.first)
        #expect(event.kind == .answered(records: 1, outcomes: ["found": 1, "none": 1]))
        #expect(event.peer == .shanghai)
        #expect(event.subjectCount == 1)
        #expect(event.replyDigest == TestFederation.digests.digest(reply.body, .sha256))
    }

    @Test("an identical repetition gets identical bytes, hours later too, and nothing is looked up again")
    func identical() async throws {
        let bench = try await AnsweringBench()
        let query = try await TestQuery.signed()
        let first = await bench.send(query)
        bench.clock.advance(seconds: 6 * 3600)
        for _ in 0..<3 { #expect(await bench.send(query) == first) }
        #expect(bench.registers.lookUps.count == 2)
        #expect(bench.ledger.events.count == 1)
    }

    @Test("identical queries at the same moment are joined: the registers are asked once, and all get the same bytes")
    func concurrent() async throws {
        let gate = Gate()
        let bench = try await AnsweringBench(gate: gate)
        let query = try await TestQuery.signed()
        let replies = await withTaskGroup(of: ExchangeReply.self) { group in
            for _ in 0..<8 { group.addTask { await bench.send(query) } }
            await gate.arrivals(1)
            await gate.open()
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(replies.count == 8)
        #expect(Set(replies.map(\.body)).count == 1)
        #expect(replies.allSatisfy { $0.status == 200 })
        #expect(bench.registers.lookUps.count == 2, "a repetition asked the registers again")
        #expect(bench.ledger.stored.count == 1)
        #expect(bench.ledger.events.count == 1)
    }

    @Test("one that comes while the first is looked up waits for it, although the first sender has gone")
    func joinsAbandoned() async throws {
        let gate = Gate()
        let bench = try await AnsweringBench(gate: gate)
        let query = try await TestQuery.signed()
        let gone = Task { await bench.send(query) }
        await gate.arrivals(1)
        gone.cancel()
        async let again = bench.send(query)
        await gate.open()
        #expect(await again.status == 200)
        #expect(await gone.value.body == again.body)
        #expect(bench.registers.lookUps.count == 2)
    }

    @Test("other bytes under a used identifier get a signed refusal with 409, and the stored reply stays")
    func replay() async throws {
        let bench = try await AnsweringBench()
        let query = try await TestQuery.signed()
        let first = await bench.send(query)
        let other = try await TestQuery.signed(authorisedItems: [.vehicle])
        #expect(other.query.identifier == query.query.identifier)
        let reply = await bench.send(other)
        #expect(reply.status == 409)
        #expect(reply.contentType == MessageType.refusal.mediaType)
        #expect(try bench.refusal(reply, of: other).code == .replay)
        #expect(await bench.send(query) == first)
        #expect(bench.registers.lookUps.count == 2)
        #expect(bench.ledger.stored.count == 1)
        #expect(bench.ledger.events.map(\.kind).last == .refused(.replay))
    }

    @Test("of two different queries with one identifier at the same moment, one is answered and the other refused")
    func concurrentConflict() async throws {
        let gate = Gate()
        let bench = try await AnsweringBench(gate: gate)
        let one = try await TestQuery.signed()
        let other = try await TestQuery.signed(authorisedItems: [.vehicle])
        let statuses = await withTaskGroup(of: Int.self) { group in
            for query in [one, other] { group.addTask { await bench.send(query).status } }
            await gate.arrivals(2)
            await gate.open()
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [200, 409])
        #expect(bench.ledger.stored.count == 1)
    }

    @Test("of two nodes of a region that answer the same bytes at once, both send the reply that was stored first")
    func twoNodes() async throws {
        let gate = Gate()
        let ledger = MemoryAnsweringLedger()
        let one = try await AnsweringBench(gate: gate, ledger: ledger)
        let other = try await AnsweringBench(gate: gate, ledger: ledger)
        // So that their own answers differ.
        other.clock.advance(seconds: 1)
        let query = try await TestQuery.signed()
        async let first = one.send(query)
        async let second = other.send(query)
        await gate.arrivals(2)
        await gate.open()
        let replies = await [first, second]
        #expect(replies.map(\.status) == [200, 200])
        #expect(ledger.stored.count == 1)
        #expect(Set(replies.map(\.body)) == Set(ledger.stored.map(\.reply.bytes)))
        #expect(ledger.events.count == 1)
    }

    @Test(
        "a store that fails answers nothing: 503 without a word of the answer, and the same bytes work later",
        arguments: [MemoryAnsweringLedger.Fault.recall, .record]
    )
    func storeFails(fault: MemoryAnsweringLedger.Fault) async throws {
        let bench = try await AnsweringBench()
        let query = try await TestQuery.signed()
        bench.ledger.fail(fault)
        let reply = await bench.send(query)
        #expect(reply.status == 503)
        #expect(try AnsweringBench.problem(reply) == "urn:hedui:problem:unavailable")
        #expect(bench.ledger.stored.isEmpty)
        #expect(bench.ledger.events.isEmpty)
        bench.ledger.fail()
        #expect(await bench.send(query).status == 200)
    }

    @Test("a refusal that cannot be logged is not sent either")
    func noteFails() async throws {
        let bench = try await AnsweringBench()
        bench.ledger.fail(.note)
        let stray = await bench.send(try await TestQuery.signed(audience: .anhui))
        #expect(stray.status == 503)
        let forged = try await TestQuery.signed(signer: try TestFederation.signer("forger"))
        #expect(await bench.send(forged).status == 503)
    }
}
