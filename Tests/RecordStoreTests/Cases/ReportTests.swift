import RecordStore
import Testing
import TransparencyLog
import VerificationDomain

@Suite("Pictures and reports keep every version under one number")
struct ReportTests {
    private func merged() async throws -> (StoreFixture, RecordStore, NewCase) {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let new = try Examples.newCase(fixture)
        try await store.cases.create(new, audit: Examples.created)
        #expect(try await Examples.storePicture(of: new.identifier, store, fixture) == 1)
        return (fixture, store, new)
    }

    @Test("a picture comes back, and a second one is the next version")
    func pictures() async throws {
        let (fixture, store, new) = try await merged()
        #expect(try await store.pictures.latest(of: new.identifier)?.bytes == Array("picture".utf8))
        let version = try await Examples.storePicture("again", of: new.identifier, from: .merged, store, fixture)
        #expect(version == 2)
        #expect(try await store.pictures.latest(of: new.identifier)?.bytes == Array("again".utf8))
        #expect(try await store.pictures.latest(of: fixture.newIdentifier()) == nil)
        #expect(try await fixture.auditKinds() == ["case.created", "match.decided", "match.decided"])
    }

    @Test("a picture that is refused leaves no row, and of many mergers at once each gets a version")
    func concurrentPictures() async throws {
        let (fixture, store, new) = try await merged()
        let conflict = await storeErrorCode {
            _ = try await Examples.storePicture(of: new.identifier, from: .draft, store, fixture)
        }
        #expect(conflict == .stateConflict)
        let versions = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<8 {
                group.addTask {
                    try await Examples.storePicture("\(number)", of: new.identifier, from: .merged, store, fixture)
                }
            }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(versions == Set(2...9))
        #expect(
            try await fixture.auditKinds() == ["case.created"] + Array(repeating: "match.decided", count: 9)
        )
    }

    @Test("a report has the number that was reserved for its case, also after a death in between")
    func number() async throws {
        let (fixture, store, new) = try await merged()
        let region = try RegionCode(parsing: "310000")
        let time = fixture.clock.now()
        let number = try await store.reports.reserveNumber(for: new.identifier, region: region, at: time)
        #expect(number.description.hasPrefix("HD310000"))
        #expect(number.sequence == 1)
        #expect(ReportNumber(number.description) == number)
        #expect(try await store.reports.reserveNumber(for: new.identifier, region: region, at: time) == number)
        let unknown = await storeErrorCode {
            _ = try await store.reports.reserveNumber(for: fixture.newIdentifier(), region: region, at: time)
        }
        #expect(unknown == .notFound)
        let second = try Examples.newCase(fixture)
        try await store.cases.create(second, audit: Examples.created)
        let next = try await store.reports.reserveNumber(for: second.identifier, region: region, at: time)
        #expect(next.sequence == 2)
    }

    @Test("a report is issued once for each version and moves its case")
    func issue() async throws {
        let (fixture, store, new) = try await merged()
        let number = try await store.reports.reserveNumber(
            for: new.identifier,
            region: try RegionCode(parsing: "310000"),
            at: fixture.clock.now()
        )
        #expect(try await store.reports.latest(of: new.identifier) == nil)
        let report = NewReport(
            number: number,
            version: 1,
            json: Array("{}".utf8),
            signature: [1, 2, 3],
            issuedAt: fixture.clock.now()
        )
        try await store.reports.issue(report, committing: [1], audit: Examples.issued)
        let repeated = await storeErrorCode {
            try await store.reports.issue(report, committing: [1], audit: Examples.issued)
        }
        #expect(repeated == .stateConflict)
        #expect(try await store.cases.summary(new.identifier)?.state == .reported)
        #expect(try await store.cases.summary(new.identifier)?.reportNumber == number)
        let amended = NewReport(
            number: number,
            version: try await store.reports.nextVersion(of: number),
            json: Array("{\"v\":2}".utf8),
            signature: [4],
            issuedAt: fixture.clock.now(),
            caseState: .reported
        )
        try await store.reports.issue(amended, committing: [2], audit: Examples.issued)
        #expect(try await store.reports.latest(of: new.identifier)?.json == amended.json)
        #expect(try await store.reports.load(number, version: 1)?.json == report.json)
        #expect(try await store.reports.load(number, version: 1)?.signature == [1, 2, 3])
        #expect(try await store.reports.load(number, version: 3) == nil)
        let issued = ["result.issued", "result.issued"]
        #expect(try await fixture.auditKinds() == ["case.created", "match.decided"] + issued)
    }

    @Test("no version of a report is skipped", arguments: [0, 2, 3])
    func skippedVersion(version: Int) async throws {
        let (fixture, store, new) = try await merged()
        let (region, time) = (try RegionCode(parsing: "310000"), fixture.clock.now())
        let number = try await store.reports.reserveNumber(for: new.identifier, region: region, at: time)
        let report = NewReport(number: number, version: version, json: [1], signature: [2], issuedAt: time)
        let code = await storeErrorCode {
            try await store.reports.issue(report, committing: [1], audit: Examples.issued)
        }
        #expect(code == .stateConflict)
        #expect(try await store.reports.latest(of: new.identifier) == nil)
        #expect(try await store.cases.summary(new.identifier)?.state == .merged)
    }

    @Test("each print counts with its row, and what was never issued cannot be printed")
    func prints() async throws {
        let (fixture, store, new) = try await merged()
        let region = try RegionCode(parsing: "310000")
        let time = fixture.clock.now()
        let number = try await store.reports.reserveNumber(for: new.identifier, region: region, at: time)
        let export: @Sendable (ReportNumber, Int) async throws -> Int = { number, version in
            let rows = [AuditDraft(.reportExported)]
            return try await store.reports.recordPrint(of: number, version: version, at: time, audit: rows)
        }
        #expect(await storeErrorCode { _ = try await export(number, 1) } == .notFound)
        let report = NewReport(number: number, version: 1, json: [], signature: [], issuedAt: time)
        try await store.reports.issue(report, committing: [1], audit: Examples.issued)
        #expect(try await export(number, 1) == 1)
        #expect(try await export(number, 1) == 2)
        #expect(await storeErrorCode { _ = try await export(number, 2) } == .notFound)
        let other = try #require(ReportNumber(region: region, date: time.date, sequence: 99))
        #expect(await storeErrorCode { _ = try await export(other, 1) } == .notFound)
        #expect(
            try await fixture.auditKinds() == [
                "case.created", "match.decided", "result.issued", "report.exported", "report.exported",
            ]
        )
    }

    @Test(
        "text that is no report number",
        arguments: [
            "", "HD", "HD31000020261124000", "HD310000202611240000", "XX310000202611240001", "HD310000202613240001",
        ]
    )
    func malformed(text: String) { #expect(ReportNumber(text) == nil) }
}
