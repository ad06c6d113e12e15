import Coordination
import ExchangeProtocol
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

@Suite("A replay rests on what the signed report names, as of when it came, and on nothing beside it")
struct ReplayEvidenceTests {
    /// Shanghai, Jiangsu and Anhui answer; Zhejiang fails.
    private func stored() async throws -> (replay: CheckReplay, check: ReplayableCheck) {
        let bench = CheckBench(
            try await TestFederation(),
            records: { _, request in request.item == .vehicle ? [Examples.vehicle(request)] : [] },
            replies: [.zhejiang: { _ in .problem(status: 500, title: "", body: [7]) }]
        )
        _ = try await bench.run(try Examples.household(everyRegion: true))
        return (bench.replaying(), try await bench.ledger.load(try #require(bench.ledger.opening).identifier))
    }

    /// Expects a replay to fail with words that name the piece.
    private func expectChanged(_ replay: CheckReplay, _ check: ReplayableCheck, naming words: String) {
        let error = #expect(throws: CoordinationError(.evidenceChanged)) { try replay.replay(check) }
        #expect(error?.context.contains(words) == true, "\(words): \(error?.context ?? "")")
    }

    @Test("a check that was made in the week after the registry's end is replayed, one of a later moment is not")
    func grace() async throws {
        let (replay, check) = try await stored()
        let end = TestFederation.now.adding(seconds: (30 + 7) * 86_400)
        #expect(try replay.replay(check.changing(openedAt: end)).pictureDigest == check.pictureDigest)
        let later = check.changing(openedAt: end.adding(seconds: 1))
        expectChanged(replay, later, naming: "registry: ")
    }

    @Test("a household file is read up to 1 MiB, white space and all")
    func householdSize() async throws {
        let (replay, check) = try await stored()
        let blanks = [UInt8](repeating: UInt8(ascii: " "), count: 1_048_576 - check.householdBytes.count)
        let largest = check.changing(household: check.householdBytes + blanks)
        #expect(try replay.replay(largest).pictureDigest == check.pictureDigest)
        let larger = check.changing(household: largest.householdBytes + [UInt8(ascii: " ")])
        expectChanged(replay, larger, naming: "household: ")
    }

    @Test("another cause than the report's is found")
    func cause() async throws {
        let (replay, check) = try await stored()
        let leg = try #require(check.legs.first { $0.region == .zhejiang })
        #expect(leg.cause == "http500")
        expectChanged(replay, check.replacing(leg.changing(cause: "http503")), naming: "leg 330000, its state")
        expectChanged(replay, check.replacing(leg.changing(cause: nil)), naming: "leg 330000, its state")
    }

    @Test("an answer is verified as of when it was received, not as of when it was asked for")
    func answerInTime() async throws {
        let (replay, check) = try await stored()
        let leg = try #require(check.legs.first { $0.region == .anhui })
        let early = leg.changing(cause: leg.cause, receivedAt: TestFederation.now.adding(seconds: -86_400))
        expectChanged(replay, check.replacing(early), naming: "leg 340000, answer: ")
    }

    @Test("another picture than the one that the report names is found before anything is merged")
    func otherPicture() async throws {
        let (replay, check) = try await stored()
        let other = TestFederation.digests.digest(Array("another picture".utf8), .sm3)
        expectChanged(replay, check.changing(pictureDigest: other), naming: "it names another picture")
    }

    @Test("another registry of the same root key is not the one that the report names, though it says the same of us")
    func otherRegistry() async throws {
        let (replay, check) = try await stored()
        var terms = TestFederation.Terms()
        terms.agreedUntil = CalendarDate("2027-07-01")!
        let other = try await TestFederation(terms).registry.bytes
        expectChanged(replay, check.changing(registry: other), naming: "registry: its digest")
    }

    /// The report of the check with the digest of one leg's query replaced, signed anew by the node's own key.
    private func report(
        of check: ReplayableCheck,
        naming query: [UInt8],
        in region: ProvinceCode
    ) async throws -> ReplayableReport {
        let report = try #require(check.report)
        let json = try JSONParser.parse(report.bytes, limits: ReportVerification.limits)
        let index = try #require(
            try VerificationReport(json: JSONCursor(json)).legs.firstIndex { $0.region == region }
        )
        let digest = TestFederation.digests.digest(query, .sm3)
        let changed = json.changing(["legs", "\(index)", "queryDigest"]) { _ in .string(digest.description) }
        let bytes = changed.canonicalBytes
        let statement = ReportSignature(number: report.number, digest: TestFederation.digests.digest(bytes, .sm3))
        return ReplayableReport(
            number: report.number,
            version: report.version,
            bytes: bytes,
            signatureBytes: try await statement.sign(with: try TestFederation.signer(.shanghai))
        )
    }

    @Test(
        "our own query counts with our signature only, whatever a report says of its bytes",
        arguments: [("310000", true), ("340000", false), ("forger", false)]
    )
    func querySignature(role: String, isOurs: Bool) async throws {
        let (replay, check) = try await stored()
        let leg = try #require(check.legs.first { $0.region == .zhejiang })
        let query = try await Forgery.jws(
            header: Forgery.header(.query, try TestFederation.signer(.shanghai)),
            payload: try Dissection(try #require(leg.queryBytes)).payload.canonicalBytes,
            signer: try TestFederation.signer(role)
        )
        let report = try await report(of: check, naming: query, in: .zhejiang)
        let signed = check.replacing(leg.changing(cause: leg.cause, query: query)).changing(report: report)
        if isOurs {
            #expect(try replay.replay(signed).pictureDigest == check.pictureDigest)
        } else {
            expectChanged(replay, signed, naming: "leg 330000, query: its signature")
        }
    }
}

extension ReplayableCheck {
    /// The same check with some of its parts replaced.
    fileprivate func changing(
        household: [UInt8]? = nil,
        registry: [UInt8]? = nil,
        openedAt time: Timestamp? = nil,
        legs other: [ReplayableLeg]? = nil,
        pictureDigest digest: Digest? = nil,
        report otherReport: ReplayableReport? = nil
    ) -> ReplayableCheck {
        ReplayableCheck(
            identifier: identifier,
            householdBytes: household ?? householdBytes,
            registryBytes: registry ?? registryBytes,
            rulePackBytes: rulePackBytes,
            openedAt: time ?? openedAt,
            legs: other ?? legs,
            pictureDigest: digest ?? pictureDigest,
            report: otherReport ?? report
        )
    }

    /// The same check with this leg in the place of its region's.
    fileprivate func replacing(_ leg: ReplayableLeg) -> ReplayableCheck {
        changing(legs: legs.map { $0.region == leg.region ? leg : $0 })
    }
}

extension ReplayableLeg {
    /// The same leg with this cause, and with a query or a time of its own where one is given.
    fileprivate func changing(
        cause: String?,
        query: [UInt8]? = nil,
        receivedAt: Timestamp? = nil
    ) -> ReplayableLeg {
        ReplayableLeg(
            region: region,
            queryIdentifier: queryIdentifier,
            state: state,
            statement: statement,
            cause: cause,
            queryBytes: query ?? queryBytes,
            reply: reply,
            replyReceivedAt: receivedAt ?? replyReceivedAt
        )
    }
}
