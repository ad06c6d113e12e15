import Coordination
import ExchangeProtocol
import OpenSSLCrypto
import RecordMerging
import TestSupport
import Testing
import VerificationDomain

@Suite("Whatever a peer does, its leg ends with a statement and the check with a report")
struct LegOutcomeTests {
    private func household() throws -> Household {
        try Examples.household([Examples.member("m1", .householdHead, work: [Examples.suzhou])])
    }

    /// Runs a check whose peer in Jiangsu replies so, and gives that leg.
    private func leg(
        _ federation: TestFederation,
        _ reply: @escaping CheckBench.Reply
    ) async throws -> (leg: ReportLeg, report: VerificationReport, steps: [LegStep]) {
        let bench = CheckBench(federation, replies: [.jiangsu: reply])
        let report = try await bench.run(try household()).report
        return (
            try #require(report.legs.first { $0.region == .jiangsu }), report, bench.ledger.steps(of: .jiangsu)
        )
    }

    struct Ending: Sendable, CustomTestStringConvertible {
        let outcome: DeliveryOutcome
        let state: LegState
        let statement: OutcomeStatus
        let cause: String?
        var testDescription: String { "\(state.rawValue) \(cause ?? "")" }
    }

    private static func failed(_ status: Int) -> Ending {
        Ending(
            outcome: .problem(status: status, title: ""),
            state: .failed,
            statement: .unavailable(.sourceDown),
            cause: "http\(status)"
        )
    }

    static let endings: [Ending] =
        [
            Ending(outcome: .timedOut, state: .timedOut, statement: .unavailable(.timedOut), cause: nil),
            Ending(
                outcome: .receipt(Array("later".utf8), retryAfterSeconds: 60),
                state: .quarantined,
                statement: .unavailable(.quarantined),
                cause: "malformed"
            ),
            // The last three ask for another try: the peer is busy, our request is not wrong.
            failed(503), failed(408), failed(425), failed(429),
            Ending(
                outcome: .tooLarge,
                state: .quarantined,
                statement: .unavailable(.quarantined),
                cause: "tooLarge"
            ),
        ]
        + [400, 401, 404, 413, 415].map {
            Ending(
                outcome: .problem(status: $0, title: ""),
                state: .failed,
                statement: .unavailable(.unreachable),
                cause: "rejected\($0)"
            )
        }
        + DeliveryFailure.allCases.map {
            Ending(
                outcome: .unreachable($0),
                state: .failed,
                statement: .unavailable(.unreachable),
                cause: $0.rawValue
            )
        }
        + GarbledReply.allCases.map {
            Ending(
                outcome: .garbled($0),
                state: .quarantined,
                statement: .unavailable(.quarantined),
                cause: $0.rawValue
            )
        }

    @Test("every way of not answering has its state, its statement and its cause", arguments: endings)
    func everyEnding(ending: Ending) async throws {
        let (leg, report, _) = try await leg(try await TestFederation()) { _ in ending.outcome }
        #expect(leg.state == ending.state)
        #expect(leg.statement == ending.statement)
        #expect(leg.violation == ending.cause)
        #expect(report.isPartial)
        let cells = report.picture.coverage.filter { $0.region == .jiangsu }
        #expect(cells.count == 2)
        #expect(cells.allSatisfy { $0.status == ending.statement })
    }

    @Test("a signed refusal is stated with its code and kept as evidence")
    func refused() async throws {
        var terms = TestFederation.Terms()
        terms.agreedItems = [.judicial]
        // Jiangsu goes by another registry than ours.
        let honest = HonestRegion(.jiangsu, in: try await TestFederation(terms))
        let (leg, _, steps) = try await leg(try await TestFederation()) { try await honest.reply(to: $0) }
        #expect(leg.state == .refused)
        #expect(leg.statement == .refused(.itemsNotAgreed))
        #expect(leg.replyDigest != nil)
        #expect(steps.last?.evidence?.kind == .refusal)
    }

    @Test("what a peer says without being a message of ours is kept as evidence, up to its limit")
    func noise() async throws {
        let limit = DeliveryOutcome.keptBodyByteCount
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: limit + 1)
        let cases: [(DeliveryOutcome, LegEvidenceKind?, [UInt8])] = [
            (.problem(status: 500, title: "", body: [1, 2]), .problem, [1, 2]),
            (.problem(status: 401, title: "", body: [3]), .problem, [3]),
            (.garbled(.unknownMediaType, body: [4]), .garbled, [4]),
            (.garbled(.redirect, body: long), .garbled, Array(long.dropLast())),
            (.garbled(.notHTTP), nil, []),
        ]
        for (outcome, kind, bytes) in cases {
            let (leg, _, steps) = try await leg(try await TestFederation()) { _ in outcome }
            #expect(steps.last?.evidence?.kind == kind)
            #expect(steps.last?.evidence?.bytes ?? [] == bytes)
            #expect(leg.replyDigest == (kind == nil ? nil : TestFederation.digests.digest(bytes, .sha256)))
            #expect((leg.repliedAt == nil) == (kind == nil))
        }
    }

    @Test("an answer with one changed byte in each part is quarantined, kept and not merged", arguments: [0, 1, 2])
    func tampered(part: Int) async throws {
        let federation = try await TestFederation()
        let honest = HonestRegion(.jiangsu, in: federation) { [Examples.vehicle($0)] }
        let (leg, report, steps) = try await leg(federation) { query in
            guard case .answer(var bytes) = try await honest.reply(to: query) else { return .timedOut }
            let dots = bytes.indices.filter { bytes[$0] == UInt8(ascii: ".") }
            let starts = [0, dots[0] + 1, dots[1] + 1]
            let index = starts[part] + 20
            bytes[index] = bytes[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            return .answer(bytes)
        }
        #expect(leg.state == .quarantined)
        #expect(leg.statement == .unavailable(.quarantined))
        #expect(leg.violation != nil)
        #expect(steps.map(\.state) == [.signed, .sent, .answered, .quarantined])
        #expect(report.picture.entries.isEmpty)
    }

    @Test("the answer to another query, another region's answer and no answer at all are quarantined")
    func wrongAnswers() async throws {
        let federation = try await TestFederation()
        let honest = HonestRegion(.jiangsu, in: federation)
        let stranger = HonestRegion(.anhui, in: federation)
        let earlier = CheckBench(federation)
        _ = try await earlier.run(try household())
        let old = try #require(
            earlier.ledger.steps(of: .jiangsu).compactMap(\.evidence).first { $0.kind == .answer }?.bytes
        )
        let replies: [CheckBench.Reply] = [
            { _ in .answer(old) }, { _ in .answer([]) }, { _ in .answer([0xFF, 0x7E]) },
            { query in .answer(query.bytes) },
            { query in
                guard case .refusal(let bytes, _) = try await stranger.reply(to: query) else {
                    return try await honest.reply(to: query)
                }
                return .answer(bytes)
            },
        ]
        for (index, reply) in replies.enumerated() {
            let bench = CheckBench(federation, replies: [.jiangsu: reply])
            bench.clock.advance(seconds: 1)
            let report = try await bench.run(try household()).report
            let leg = try #require(report.legs.first { $0.region == .jiangsu })
            #expect(leg.state == .quarantined, "reply \(index)")
        }
    }

    @Test("a refusal that the peer did not sign for this query is quarantined, not believed")
    func forgedRefusal() async throws {
        let federation = try await TestFederation()
        let (leg, _, _) = try await leg(federation) { query in
            let grounds = RefusalGrounds(
                .noAgreement,
                detail: "no",
                audience: .shanghai,
                queryDigest: query.digest(TestFederation.digests),
                queryIdentifier: query.query.identifier
            )
            let refusal = Refusal(
                grounds,
                issuer: .jiangsu,
                identifier: query.query.identifier,
                issuedAt: TestFederation.now
            )
            let forger = try TestFederation.signer("forger")
            return .refusal(try await SignedRefusal.sign(refusal, with: forger).bytes, status: 403)
        }
        #expect(leg.state == .quarantined)
        #expect(leg.statement == .unavailable(.quarantined))
    }
}
