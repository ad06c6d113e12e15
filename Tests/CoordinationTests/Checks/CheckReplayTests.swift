import Coordination
import ExchangeProtocol
import RecordMerging
import TestSupport
import Testing
import VerificationDomain

@Suite("A stored check replays to the same digest, or the replay names what changed")
struct CheckReplayTests {
    /// Shanghai and Anhui answer, Jiangsu refuses, and Zhejiang says something that is no message.
    private func bench() async throws -> CheckBench {
        var terms = TestFederation.Terms()
        terms.agreedItems = [.judicial]
        let refusing = HonestRegion(.jiangsu, in: try await TestFederation(terms))
        let bench = CheckBench(
            try await TestFederation(),
            records: { _, request in request.item == .vehicle ? [Examples.vehicle(request)] : [] },
            replies: [
                .jiangsu: { try await refusing.reply(to: $0) },
                .zhejiang: { _ in .problem(status: 500, title: "", body: Array(repeating: 7, count: 300)) },
            ]
        )
        _ = try await bench.run(
            try Examples.household(
                [Examples.member("m1", .householdHead), Examples.member("m2", .spouse)],
                everyRegion: true,
                authorisations: [
                    Examples.authorisation("a1", persons: ["m1"]),
                    Examples.authorisation("a2", persons: ["m2"], items: [.vehicle], regions: [.shanghai]),
                ]
            )
        )
        return bench
    }

    private func stored(_ bench: CheckBench) async throws -> ReplayableCheck {
        try await bench.ledger.load(try #require(bench.ledger.opening).identifier)
    }

    @Test("evidence alone gives the same picture, with dead legs and withheld pairs where they were")
    func same() async throws {
        let bench = try await bench()
        let outcome = try await bench.replay()
        #expect(outcome.pictureDigest == (try await stored(bench)).pictureDigest)
        #expect(outcome.verifiedAnswers == 2)
        #expect(outcome.records == 3)
    }

    /// The same check with some of its parts replaced.
    private func altered(
        _ check: ReplayableCheck,
        household: [UInt8]? = nil,
        registry: [UInt8]? = nil,
        rulePack: [UInt8]? = nil,
        legs: [ReplayableLeg]? = nil,
        report: ReplayableReport? = nil,
        leg: (ReplayableLeg) -> ReplayableLeg = { $0 }
    ) -> ReplayableCheck {
        ReplayableCheck(
            identifier: check.identifier,
            householdBytes: household ?? check.householdBytes,
            registryBytes: registry ?? check.registryBytes,
            rulePackBytes: rulePack ?? check.rulePackBytes,
            openedAt: check.openedAt,
            legs: (legs ?? check.legs).map(leg),
            pictureDigest: check.pictureDigest,
            report: report ?? check.report
        )
    }

    private func changed(_ bytes: [UInt8], at index: Int) -> [UInt8] {
        var bytes = bytes
        bytes[index] = bytes[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        return bytes
    }

    /// Expects a replay to fail with words that name the piece.
    private func expectChanged(_ bench: CheckBench, _ check: ReplayableCheck, naming words: String) {
        let error = #expect(throws: CoordinationError(.evidenceChanged)) { try bench.replaying().replay(check) }
        #expect(error?.context.contains(words) == true, "\(words): \(error?.context ?? "")")
    }

    @Test("one changed byte of household, registry, rule pack or report is found and named")
    func changedBasis() async throws {
        let bench = try await bench()
        let check = try await stored(bench)
        let report = try #require(check.report)
        let text = String(decoding: report.bytes, as: UTF8.self).replacing("测试m1", with: "测试m9")
        let other = ReplayableReport(
            number: report.number,
            version: report.version,
            bytes: Array(text.utf8),
            signatureBytes: report.signatureBytes
        )
        expectChanged(bench, altered(check, household: changed(check.householdBytes, at: 5)), naming: "household")
        let registry = changed(check.registryBytes, at: check.registryBytes.count - 10)
        expectChanged(bench, altered(check, registry: registry), naming: "registry")
        expectChanged(bench, altered(check, rulePack: changed(check.rulePackBytes, at: 3)), naming: "rule pack")
        expectChanged(bench, altered(check, report: other), naming: "report")
    }

    @Test(
        "one changed byte of any leg's query or reply is found and named, accepted or not",
        arguments: Examples.everywhere
    )
    func changedLeg(region: ProvinceCode) async throws {
        let bench = try await bench()
        let check = try await stored(bench)
        let kinds: [ProvinceCode: LegEvidenceKind] = [
            .shanghai: .answer, .jiangsu: .refusal, .zhejiang: .problem, .anhui: .answer,
        ]
        let kind = try #require(kinds[region])
        #expect(check.legs.first { $0.region == region }?.reply?.kind == kind)
        let reply = altered(check) { leg in
            guard leg.region == region, let reply = leg.reply else { return leg }
            return self.leg(leg, reply: .init(kind: reply.kind, bytes: self.changed(reply.bytes, at: 200)))
        }
        expectChanged(bench, reply, naming: "leg \(region), \(kind.rawValue)")
        let query = altered(check) { leg in
            guard leg.region == region, let bytes = leg.queryBytes else { return leg }
            return self.leg(leg, query: self.changed(bytes, at: bytes.count - 10))
        }
        expectChanged(bench, query, naming: "leg \(region), query")
        let lost = altered(check) { $0.region == region ? self.leg($0, losingReply: true) : $0 }
        expectChanged(bench, lost, naming: "leg \(region), reply")
    }

    @Test("a stored statement that is not the refusal's code is found")
    func changedCode() async throws {
        let bench = try await bench()
        let check = altered(try await stored(bench)) {
            $0.region == .jiangsu ? self.leg($0, statement: .refused(.noAgreement)) : $0
        }
        expectChanged(bench, check, naming: "leg 320000")
    }

    @Test("a refusal is verified as of when it was received, like an answer")
    func refusalInTime() async throws {
        let bench = try await bench()
        let check = altered(try await stored(bench)) { leg in
            leg.region == .jiangsu ? self.leg(leg, receivedAt: TestFederation.now.adding(seconds: -86_400)) : leg
        }
        expectChanged(bench, check, naming: "leg 320000, refusal")
    }

    @Test("a leg that is missing, or one that nobody planned, is found")
    func otherLegs() async throws {
        let bench = try await bench()
        let check = try await stored(bench)
        expectChanged(bench, altered(check, legs: Array(check.legs.dropLast())), naming: "legs")
        expectChanged(bench, altered(check, legs: check.legs + check.legs.prefix(1)), naming: "legs")
    }

    private func leg(
        _ leg: ReplayableLeg,
        state: LegState? = nil,
        statement: OutcomeStatus? = nil,
        query: [UInt8]? = nil,
        reply: LegStep.Evidence? = nil,
        losingReply: Bool = false,
        receivedAt: Timestamp? = nil
    ) -> ReplayableLeg {
        ReplayableLeg(
            region: leg.region,
            queryIdentifier: leg.queryIdentifier,
            state: state ?? leg.state,
            statement: statement ?? leg.statement,
            cause: leg.cause,
            queryBytes: query ?? leg.queryBytes,
            reply: losingReply ? nil : reply ?? leg.reply,
            replyReceivedAt: receivedAt ?? leg.replyReceivedAt
        )
    }

    @Test("an accepted answer that is called unanswered is found")
    func dropped() async throws {
        let bench = try await bench()
        let check = altered(try await stored(bench)) { $0.region == .anhui ? self.leg($0, state: .timedOut) : $0 }
        expectChanged(bench, check, naming: "leg 340000, its state")
    }

    @Test("a leg that is called accepted and has no answer is found")
    func invented() async throws {
        let bench = try await bench()
        let check = altered(try await stored(bench)) { $0.region == .zhejiang ? self.leg($0, state: .accepted) : $0 }
        expectChanged(bench, check, naming: "leg 330000, its state")
    }

    @Test("the same evidence under rules that read otherwise gives another digest")
    func otherRules() async throws {
        let bench = try await bench()
        let check = try await stored(bench)
        let replay = CheckReplay(
            rootKey: bench.federation.rootKey,
            verifier: TestFederation.verifier,
            digests: TestFederation.digests,
            rulePacks: RenamedRulePacks(),
            region: .shanghai
        )
        #expect(throws: CoordinationError(.digestDiffers)) { try replay.replay(check) }
    }

    /// Reads the stored bytes as another version of the pack than they hold.
    private struct RenamedRulePacks: RulePackShelf {
        func pack(for household: Household) throws -> ShelvedRulePack { try pack(stored: TestRulePacks.bytes) }

        func pack(stored bytes: [UInt8]) throws -> ShelvedRulePack {
            ShelvedRulePack(pack: try RulePack(RulePackDocument(TestRulePacks.document(version: 2))), bytes: bytes)
        }
    }

    @Test("a case without a report is not replayed")
    func unfinished() async throws {
        let bench = try await bench()
        let check = try await stored(bench)
        let open = ReplayableCheck(
            identifier: check.identifier,
            householdBytes: check.householdBytes,
            registryBytes: check.registryBytes,
            rulePackBytes: check.rulePackBytes,
            openedAt: check.openedAt,
            legs: check.legs,
            pictureDigest: nil,
            report: nil
        )
        #expect(throws: CoordinationError(.notReported)) { try bench.replaying().replay(open) }
    }
}
