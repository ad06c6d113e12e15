import Coordination
import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("A stored check replays to the same digest, or the replay names what changed")
struct CheckReplayTests {
    private func bench() async throws -> CheckBench {
        let bench = CheckBench(
            try await TestFederation(),
            records: { _, request in request.item == .vehicle ? [Examples.vehicle(request)] : [] },
            replies: [.zhejiang: { _ in .timedOut }]
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
        #expect(outcome.verifiedAnswers == 3)
        #expect(outcome.records == 4)
    }

    /// The same check with some of its parts replaced.
    private func altered(
        _ check: ReplayableCheck,
        household: [UInt8]? = nil,
        registry: [UInt8]? = nil,
        rulePack: [UInt8]? = nil,
        leg: (ReplayableLeg) -> ReplayableLeg = { $0 },
        report: ReplayableReport? = nil
    ) -> ReplayableCheck {
        ReplayableCheck(
            identifier: check.identifier,
            householdBytes: household ?? check.householdBytes,
            registryBytes: registry ?? check.registryBytes,
            rulePackBytes: rulePack ?? check.rulePackBytes,
            openedAt: check.openedAt,
            legs: check.legs.map(leg),
            pictureDigest: check.pictureDigest,
            report: report ?? check.report
        )
    }

    private func changed(_ bytes: [UInt8], at index: Int) -> [UInt8] {
        var bytes = bytes
        bytes[index] = bytes[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        return bytes
    }

    @Test("one changed byte of any piece of evidence is found")
    func changedEvidence() async throws {
        let bench = try await bench()
        let check = try await stored(bench)
        let report = try #require(check.report)
        let replies: (ReplayableLeg) -> ReplayableLeg = { leg in
            guard let reply = leg.reply else { return leg }
            return self.leg(leg, reply: .init(kind: reply.kind, bytes: self.changed(reply.bytes, at: 200)))
        }
        let queries: (ReplayableLeg) -> ReplayableLeg = { leg in
            guard let bytes = leg.queryBytes else { return leg }
            return self.leg(leg, query: self.changed(bytes, at: bytes.count - 10))
        }
        let text = String(decoding: report.bytes, as: UTF8.self).replacing("测试m1", with: "测试m9")
        let other = ReplayableReport(
            number: report.number,
            version: report.version,
            bytes: Array(text.utf8),
            signatureBytes: report.signatureBytes
        )
        let cases = [
            altered(check, household: changed(check.householdBytes, at: 5)),
            altered(check, registry: changed(check.registryBytes, at: check.registryBytes.count - 10)),
            altered(check, rulePack: changed(check.rulePackBytes, at: 3)), altered(check, leg: replies),
            altered(check, leg: queries), altered(check, report: other),
        ]
        for (index, one) in cases.enumerated() {
            #expect(throws: CoordinationError(.evidenceChanged), "case \(index)") { try bench.replaying().replay(one) }
        }
    }

    private func leg(
        _ leg: ReplayableLeg,
        state: LegState? = nil,
        query: [UInt8]? = nil,
        reply: LegStep.Evidence? = nil
    ) -> ReplayableLeg {
        ReplayableLeg(
            region: leg.region,
            queryIdentifier: leg.queryIdentifier,
            state: state ?? leg.state,
            statement: leg.statement,
            cause: leg.cause,
            queryBytes: query ?? leg.queryBytes,
            reply: reply ?? leg.reply,
            replyReceivedAt: leg.replyReceivedAt
        )
    }

    @Test("an accepted answer that is called unanswered gives another digest")
    func dropped() async throws {
        let bench = try await bench()
        let check = altered(try await stored(bench)) { $0.region == .anhui ? self.leg($0, state: .timedOut) : $0 }
        #expect(throws: CoordinationError(.digestDiffers)) { try bench.replaying().replay(check) }
    }

    @Test("a leg that is called accepted and has no answer is found")
    func invented() async throws {
        let bench = try await bench()
        let check = altered(try await stored(bench)) { $0.region == .zhejiang ? self.leg($0, state: .accepted) : $0 }
        #expect(throws: CoordinationError(.evidenceChanged)) { try bench.replaying().replay(check) }
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
