import OpenSSLCrypto
import RecordStore
import Testing
import TransparencyLog
import VerificationDomain

@Suite("What cannot be logged does not happen")
struct RefusedRowTests {
    /// A row with a number long enough to be somebody's, which the log does not take.
    private static func refused(_ kind: AuditKind) -> AuditDraft {
        AuditDraft(kind) { $0.details.add("amount", .integer(.max)) }
    }

    private static let refusal = LogError(.personalText, "")

    private func created() async throws -> (StoreFixture, RecordStore, UniqueIdentifier) {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let new = try Examples.newCase(fixture)
        try await store.cases.create(new, audit: Examples.created)
        return (fixture, store, new.identifier)
    }

    private func merged() async throws -> (StoreFixture, RecordStore, UniqueIdentifier, NewReport) {
        let (fixture, store, identifier) = try await created()
        _ = try await Examples.storePicture(of: identifier, store, fixture)
        let (region, time) = (try RegionCode(parsing: "310000"), fixture.clock.now())
        let number = try await store.reports.reserveNumber(for: identifier, region: region, at: time)
        let report = NewReport(number: number, version: 1, json: [1], signature: [2], issuedAt: time)
        return (fixture, store, identifier, report)
    }

    @Test("a refused row takes the picture, its opening and the step of the case with it")
    func picture() async throws {
        let (fixture, store, identifier) = try await created()
        await #expect(throws: Self.refusal) {
            try await store.pictures.store(
                [1],
                of: identifier,
                movingCaseFrom: .draft,
                to: .merged,
                at: fixture.clock.now(),
                committing: [1]
            ) { _, _ in [Self.refused(.matchDecided)] }
        }
        #expect(try await store.pictures.latest(of: identifier) == nil)
        #expect(try await store.cases.opening(.picture, version: 1, of: identifier) == nil)
        #expect(try await store.cases.summary(identifier)?.state == .draft)
        #expect(try await fixture.auditKinds() == ["case.created"])
    }

    @Test("a refused row takes the report, its opening and the step of the case with it")
    func report() async throws {
        let (fixture, store, identifier, report) = try await merged()
        await #expect(throws: Self.refusal) {
            try await store.reports.issue(report, committing: [1]) { _ in [Self.refused(.resultIssued)] }
        }
        #expect(try await store.reports.latest(of: identifier) == nil)
        #expect(try await store.reports.nextVersion(of: report.number) == 1)
        #expect(try await store.cases.opening(.report, version: 1, of: identifier) == nil)
        #expect(try await store.cases.summary(identifier)?.state == .merged)
        #expect(try await fixture.auditKinds() == ["case.created", "match.decided"])
    }

    @Test("a refused row takes the print with it, which does not count")
    func reportPrint() async throws {
        let (fixture, store, _, report) = try await merged()
        try await store.reports.issue(report, committing: [1], audit: Examples.issued)
        let (number, time) = (report.number, fixture.clock.now())
        await #expect(throws: Self.refusal) {
            let rows = [AuditDraft(.reportOpened), Self.refused(.reportExported)]
            return try await store.reports.recordPrint(of: number, version: 1, at: time, audit: rows)
        }
        #expect(try await store.reports.printCount(of: number, version: 1) == 0)
        #expect(try await fixture.auditKinds() == ["case.created", "match.decided", "result.issued"])
    }

    @Test("a refused row takes the reply with it, and the query counts as unseen")
    func reply() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let key = ReplyKey(issuer: .jiangsu, identifier: fixture.newIdentifier())
        let asked = fixture.digests.digest([1], .sm3)
        let reply = Examples.reply("answer", expiresAt: fixture.clock.now().adding(seconds: 60))
        await #expect(throws: Self.refusal) {
            let rows = [Self.refused(.queryAnswered)]
            return try await store.replies.remember(key, digest: asked, reply: reply, audit: rows)
        }
        #expect(try await store.replies.recall(key, digest: asked) == .unseen)
        #expect(try await fixture.auditKinds() == [])
    }
}
