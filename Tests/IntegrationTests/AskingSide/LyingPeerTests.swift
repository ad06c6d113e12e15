import Answering
import Coordination
import ExchangeProtocol
import OpenSSLCrypto
import RecordMerging
import Synchronization
import TestSupport
import Testing
import VerificationDomain

@Suite("A peer that listens and lies: its leg says so, the log says so, nothing of it is merged")
struct LyingPeerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let cause: String
        let lie: LyingRegion.Lie

        init(_ testDescription: String, _ cause: AnswerViolation, _ lie: @escaping LyingRegion.Lie) {
            self.testDescription = testDescription
            self.cause = cause.code
            self.lie = lie
        }
    }

    private static let pair = SubjectItem(Examples.reference("m1"), .vehicle)
    private static let early = JSONValue.integer(TestFederation.now.seconds - 86_400)

    static let cases: [Case] = [
        Case("a signature with one changed character", .badSignature) { honest in
            let parts = try Dissection(honest.answer)
            var signed = parts.signedPart
            let place = signed.count - 20
            signed[place] = signed[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            return honest.reply(Forgery.answer(signed, parts.disclosures))
        },
        Case("the signature of a stranger under the region's key name", .badSignature) { honest in
            try await honest.forged(by: try TestFederation.signer("stranger"))
        },
        Case("an answer for another region", .wrongAudience) { honest in
            try await honest.forged { $0.setting("aud", .string("340000")) }
        },
        Case("an answer in another region's name", .wrongIssuer) { honest in
            try await honest.forged { $0.setting("iss", .string("330000")) }
        },
        Case("an answer to other query bytes", .wrongQuery) { honest in
            let other = TestFederation.digests.digest(honest.query + [0x20], .sm3)
            return try await honest.forged { $0.setting("queryHash", .string(other.description)) }
        },
        Case("an answer from the future", .wrongTime) { honest in
            try await honest.forged { $0.setting("iat", .integer(TestFederation.now.seconds + 301)) }
        },
        Case("an answer from before the question", .wrongTime) { honest in
            try await honest.forged { $0.setting("iat", early) }
        },
        Case("an answer that has expired", .wrongTime) { honest in
            try await honest.forged { $0.setting("iat", early).setting("exp", .integer(early.seconds + 60)) }
        },
        Case("an answer that ends in the middle", .malformed(place: "")) { honest in
            honest.reply(Array(honest.answer.prefix(honest.answer.count / 2)))
        },
        Case("claims that end in the middle, signed", .malformed(place: "")) { honest in
            let payload = try Dissection(honest.answer).payload.canonicalBytes
            let signed = try await Forgery.jws(
                header: Forgery.header(.answer, honest.signer),
                payload: Array(payload.dropLast(10)),
                signer: honest.signer
            )
            return honest.reply(Forgery.answer(signed, []))
        },
        Case("an answer with one disclosure stripped", .undisclosedDigest) { honest in
            try await honest.forged(disclosures: { Array($0.dropLast()) })
        },
        Case("an answer without the outcome of one pair", .missingOutcome(pair)) { honest in
            try await honest.forged { $0.changing("outcomes") { .array(Array($0.elements.dropFirst())) } }
        },
        Case("an answer that says `none` and brings a record", .recordCountMismatch(pair)) { honest in
            try await honest.forged { claims in
                claims.changing("outcomes") { outcomes in
                    .array(
                        outcomes.elements.map { outcome in
                            outcome["outcome"] == .string("found") ? outcome.setting("outcome", "none") : outcome
                        }
                    )
                }
            }
        },
        Case("an outcome that only the asking side can state", .outcomeNotAllowed(pair)) { honest in
            try await honest.forged { claims in
                claims.changing("outcomes") { outcomes in
                    outcomes.changing(0) { $0.setting("outcome", "unavailable").setting("reason", "unreachable") }
                }
            }
        },
        Case("the query itself, sent back as its answer", .malformed(place: "")) { honest in
            honest.reply(honest.query)
        },
        Case("nothing at all, called an answer", .malformed(place: "")) { honest in honest.reply([]) },
    ]

    @Test("every lie is quarantined with its cause, kept as evidence and audited", arguments: cases)
    func quarantined(lie: Case) async throws {
        try await PeerBench().withLyingPeer(lie.lie) { node in
            let (report, leg, entry) = try await node.closedLeg()
            #expect(leg.state == .quarantined)
            #expect(leg.statement == .unavailable(.quarantined))
            #expect(leg.violation == lie.cause)
            #expect(leg.replyDigest != nil)
            #expect(report.isPartial)
            #expect(report.picture.entries.isEmpty, "something of a lie was merged")
            #expect(entry.kind == "answer.quarantined")
            #expect(entry.outcome == "unavailable:quarantined")
            #expect(entry.cause == lie.cause)
            #expect(entry.peer == "320000")
        }
    }

    @Test("the honest answer over the same wire is accepted, merged and audited: the lies fail for no other reason")
    func honest() async throws {
        try await PeerBench().withLyingPeer({ $0.reply($0.answer) }) { node in
            let (report, leg, entry) = try await node.closedLeg()
            #expect(leg.state == .accepted)
            #expect(!report.isPartial)
            #expect(report.picture.entries.count == 1)
            #expect(entry.kind == "answer.accepted")
        }
    }

    @Test("the answer to an earlier check, sent again for a new one, is quarantined")
    func replayed() async throws {
        let first = Mutex<[UInt8]?>(nil)
        try await PeerBench().withLyingPeer({ honest in
            honest.reply(
                first.withLock { kept in
                    defer { kept = kept ?? honest.answer }
                    return kept ?? honest.answer
                }
            )
        }) { node in
            let before = try await node.closedLeg()
            #expect(before.leg.state == .accepted)
            let (report, leg, entry) = try await node.closedLeg()
            #expect(leg.state == .quarantined)
            #expect(leg.violation == "wrongQuery")
            #expect(report.picture.entries.isEmpty)
            #expect(entry.cause == "wrongQuery")
        }
    }

    @Test("an answer of 10 MiB and one byte is not read to its end")
    func tooLarge() async throws {
        try await PeerBench().withLyingPeer({ honest in
            honest.reply([UInt8](repeating: UInt8(ascii: "A"), count: ExchangeLimits.answerByteCount + 1))
        }) { node in
            let (report, leg, entry) = try await node.closedLeg()
            #expect(leg.state == .quarantined)
            #expect(leg.violation == "tooLarge")
            #expect(report.isPartial)
            #expect(entry.kind == "answer.quarantined")
            #expect(entry.cause == "tooLarge")
        }
    }

    @Test("a refusal that a stranger signed is not believed; one that the region signed is")
    func refusals() async throws {
        for (signer, state, kind) in [
            ("stranger", LegState.quarantined, "answer.quarantined"), ("320000", .refused, "leg.closed"),
        ] {
            try await PeerBench().withLyingPeer({ honest in try await Self.refusal(of: honest, signedBy: signer) }) {
                node in
                let (report, leg, entry) = try await node.closedLeg()
                #expect(leg.state == state)
                #expect(report.isPartial)
                #expect(entry.kind == kind)
            }
        }
    }

    private static func refusal(of honest: LyingRegion.Honest, signedBy role: String) async throws -> ExchangeReply {
        let identifier = UniqueIdentifier(at: TestFederation.now, random: CountedRandom("refusal"))
        let grounds = RefusalGrounds(
            .noAgreement,
            detail: "no",
            audience: .shanghai,
            queryDigest: TestFederation.digests.digest(honest.query, .sm3),
            queryIdentifier: identifier
        )
        let refusal = Refusal(grounds, issuer: .jiangsu, identifier: identifier, issuedAt: TestFederation.now)
        let parts = try Dissection(
            try await SignedRefusal.sign(refusal, with: try TestFederation.signer(.jiangsu)).bytes
        )
        let bytes = try await Forgery.jws(
            header: Forgery.header(.refusal, honest.signer),
            payload: parts.payload.canonicalBytes,
            signer: try TestFederation.signer(role)
        )
        return ExchangeReply(status: 403, contentType: MessageType.refusal.mediaType, body: bytes)
    }

    @Test("a receipt that nobody signed is quarantined")
    func receipt() async throws {
        try await PeerBench().withLyingPeer({ _ in
            ExchangeReply(
                status: 202,
                contentType: MessageType.receipt.mediaType,
                body: Array("later".utf8),
                retryAfterSeconds: 60
            )
        }) { node in
            let (_, leg, entry) = try await node.closedLeg()
            #expect(leg.state == .quarantined)
            #expect(entry.kind == "answer.quarantined")
        }
    }
}

extension JSONValue {
    fileprivate var seconds: Int64 { if case .integer(let seconds) = self { seconds } else { 0 } }
}
