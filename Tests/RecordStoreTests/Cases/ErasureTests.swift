import RecordStore
import Testing
import TransparencyLog
import VerificationDomain

@Suite("Erasing a case takes every box and tag of it out of the tables")
struct ErasureTests {
    private static let queries: [String: StaticString] = [
        "data_key": "SELECT COUNT(*) AS found FROM data_key",
        "evidence": "SELECT COUNT(*) AS found FROM evidence",
        "audit_opening": "SELECT COUNT(*) AS found FROM audit_opening",
        "picture": "SELECT COUNT(*) AS found FROM picture",
        "report": "SELECT COUNT(*) AS found FROM report",
        "subject_index": "SELECT COUNT(*) AS found FROM subject_index",
        "verification_case": "SELECT COUNT(*) AS found FROM verification_case",
        "leg": "SELECT COUNT(*) AS found FROM leg",
        "report_number": "SELECT COUNT(*) AS found FROM report_number",
    ]

    private func rowCounts(_ fixture: StoreFixture) async throws -> [String: Int64] {
        let database = try SQLiteDatabase.open(fixture.databasePath)
        let counts = try await database.read { connection in
            try Self.queries.mapValues { try connection.row($0)?.integer("found") ?? 0 }
        }
        try await database.close()
        return counts
    }

    /// A case with a leg's evidence, a picture and an issued report.
    private func reported(_ fixture: StoreFixture, _ store: RecordStore) async throws -> NewCase {
        let new = try Examples.newCase(fixture, legs: [.jiangsu])
        try await store.cases.create(new, audit: Examples.created)
        let step = LegTransition(
            new.legs[0].queryIdentifier,
            from: .created,
            to: .signed,
            at: fixture.clock.now(),
            evidence: [Examples.evidence(.query, "query", fixture)],
            audit: []
        )
        try await store.legs.take(step)
        _ = try await Examples.storePicture(of: new.identifier, store, fixture)
        let (region, time) = (try RegionCode(parsing: "310000"), fixture.clock.now())
        let number = try await store.reports.reserveNumber(for: new.identifier, region: region, at: time)
        let report = NewReport(number: number, version: 1, json: [1], signature: [2], issuedAt: time)
        try await store.reports.issue(report, committing: [1], audit: Examples.issued)
        return new
    }

    @Test("its keys, boxes and tags go; its steps and numbers stay, and so does everything of another case")
    func rows() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let (erased, kept) = (try await reported(fixture, store), try await reported(fixture, store))
        let stay: [String: Int64] = ["verification_case": 2, "leg": 2, "report_number": 2]
        let two: [String: Int64] = ["data_key": 2, "evidence": 4, "audit_opening": 4, "picture": 2, "report": 2]
        #expect(try await rowCounts(fixture) == stay.merging(two) { $1 }.merging(["subject_index": 4]) { $1 })
        try await store.cases.erase(erased.identifier, audit: [AuditDraft(.erasure)])
        let one: [String: Int64] = ["data_key": 1, "evidence": 2, "audit_opening": 2, "picture": 1, "report": 1]
        #expect(try await rowCounts(fixture) == stay.merging(one) { $1 }.merging(["subject_index": 2]) { $1 })
        #expect(try await store.reports.latest(of: erased.identifier) == nil)
        #expect(try await store.reports.latest(of: kept.identifier)?.json == [1])
        #expect(try await store.evidence.all(of: kept.identifier).map(\.kind) == [.household, .query])
    }
}
