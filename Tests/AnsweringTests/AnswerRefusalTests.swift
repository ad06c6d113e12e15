import Answering
import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("A query that is refused reaches no register")
struct AnswerRefusalTests {
    @Test("a query that nobody authorised is refused with a signature; the refusal is stored and repeated")
    func noAuthorisation() async throws {
        let bench = try await AnsweringBench()
        let query = try await TestQuery.signed(authorisedRegions: [.anhui])
        let reply = await bench.send(query)
        #expect(reply.status == 403)
        #expect(try bench.refusal(reply, of: query).code == .noAuthorisation)
        bench.clock.advance(seconds: 60)
        #expect(await bench.send(query) == reply)
        #expect(bench.ledger.stored.map(\.reply.kind) == [.refusal])
        #expect(bench.ledger.events.map(\.kind) == [.refused(.noAuthorisation)])
        #expect(bench.ledger.events.map(\.queryIdentifier) == [query.query.identifier])
        #expect(bench.registers.lookUps.isEmpty)
    }

    @Test("only the authorised pair is looked up; the other is stated as notQueried")
    func partlyAuthorised() async throws {
        let bench = try await AnsweringBench()
        let query = try await TestQuery.signed(authorisedItems: [.deposit])
        let answer = try bench.answer(await bench.send(query), to: query)
        #expect(bench.registers.lookUps.map(\.item) == [.deposit])
        let statuses = Dictionary(
            uniqueKeysWithValues: answer.finding.outcomes.map { ($0.item, $0.status) }
        )
        #expect(statuses == [.deposit: .none, .vehicle: .notQueried(.noConsent)])
    }

    @Test("a query for another region, for another purpose or from before its time is refused and not looked up")
    func refused() async throws {
        let bench = try await AnsweringBench()
        let queries: [(SignedQuery, RefusalCode)] = [
            (try await TestQuery.signed("1", audience: .anhui), .wrongAudience),
            (try await TestQuery.signed("2", purposes: [.tekun]), .noAuthorisation),
        ]
        for (query, code) in queries {
            let reply = await bench.send(query)
            #expect(reply.status == 403)
            #expect(bench.ledger.events.last?.kind == .refused(code))
            #expect(bench.ledger.events.last?.queryIdentifier == query.query.identifier)
        }
        bench.clock.advance(seconds: 2 * 86_400)
        let late = try await TestQuery.signed("3")
        #expect(try bench.refusal(await bench.send(late), of: late).code == .expired)
        #expect(bench.registers.lookUps.isEmpty)
    }

    @Test("what nobody has proved to have sent gets an unsigned problem, a row with its kind alone, and no look-up")
    func problems() async throws {
        let bench = try await AnsweringBench()
        let query = try await TestQuery.signed()
        let forged = try await TestQuery.signed(signer: BorrowedKey())
        let unlisted = try await TestQuery.signed(signer: try TestFederation.signer("forger"))
        let cases: [(InboundRequest, ProblemDetails.Kind, ProvinceCode?)] = [
            (AnsweringBench.request(forged.bytes), .badSignature, .shanghai),
            (AnsweringBench.request(unlisted.bytes), .unknownKey, .shanghai),
            (AnsweringBench.request(query.bytes, from: "stranger"), .unknownPeer, nil),
            (AnsweringBench.request(query.bytes, from: ProvinceCode.anhui.text), .unknownPeer, .anhui),
            (AnsweringBench.request(query.bytes, contentType: "text/plain"), .unsupportedMediaType, .shanghai),
            (AnsweringBench.request(Array("{}".utf8)), .malformed, .shanghai),
            (
                AnsweringBench.request([UInt8](repeating: 0x41, count: ExchangeLimits.queryByteCount + 1)),
                .tooLarge, .shanghai
            ),
            (
                InboundRequest(
                    bytes: query.bytes,
                    contentType: MessageType.query.mediaType,
                    carrier: .unidentified
                ),
                .unknownPeer, nil
            ),
        ]
        for (request, kind, peer) in cases {
            let reply = await bench.service.receive(request)
            #expect(reply.status == kind.status)
            #expect(try AnsweringBench.problem(reply) == "urn:hedui:problem:\(kind.rawValue)")
            #expect(bench.ledger.events.last == AnsweringEvent(kind: .turnedAway(kind), peer: peer))
        }
        #expect(bench.ledger.events.count == cases.count)
        #expect(bench.ledger.stored.isEmpty)
        #expect(bench.registers.lookUps.isEmpty)
    }

    @Test("who sends too large a body is told how many bytes the registry allows")
    func tooLarge() async throws {
        var terms = TestFederation.Terms()
        terms.limits = MessageLimits(queryByteCount: 5000)
        let bench = try await AnsweringBench(terms)
        let certificate = TestFederation.certificate(ProvinceCode.shanghai.text)
        let reply = await bench.service.turnAway(.tooLarge, tlsCertificate: certificate)
        #expect(reply.status == 413)
        #expect(try AnsweringBench.problem(reply) == "urn:hedui:problem:tooLarge")
        #expect(String(decoding: reply.body, as: UTF8.self).contains("at most 5000 bytes"))
        #expect(bench.ledger.events == [AnsweringEvent(kind: .turnedAway(.tooLarge), peer: .shanghai)])
    }

    @Test("a query handed over in-process is taken from this region only")
    func inProcess() async throws {
        let bench = try await AnsweringBench()
        let query = try await TestQuery.signed()
        let reply = await bench.service.receive(.inProcess(query))
        #expect(try AnsweringBench.problem(reply) == "urn:hedui:problem:unknownPeer")
        #expect(bench.registers.lookUps.isEmpty)
    }
}

/// The forger's key under the name of Shanghai's.
private struct BorrowedKey: Signer {
    var keyIdentifier: KeyIdentifier { KeyIdentifier("sm2.310000")! }
    private let signer: any Signer
    var publicKey: PublicKey { signer.publicKey }

    init() throws { signer = try TestFederation.signer("forger") }

    func sign(_ bytes: [UInt8]) async throws -> Signature { try await signer.sign(bytes) }
}
