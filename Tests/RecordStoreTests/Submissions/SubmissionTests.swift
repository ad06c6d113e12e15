import Foundation
import Testing
import TransparencyLog
import VerificationDomain

@testable import RecordStore

@Suite("A submission makes one case, however often it comes")
struct SubmissionTests {
    private let fixture: StoreFixture
    private let store: RecordStore
    private let key = SubmissionKey("SH-2026-11-24/000123")!

    init() async throws {
        fixture = try StoreFixture()
        store = try await fixture.open()
    }

    @Test(
        "a key is 1 to 128 visible characters of ASCII",
        arguments: ["a", "SH-2026/1", String(repeating: "k", count: 128)]
    )
    func keys(text: String) { #expect(SubmissionKey(text) != nil) }

    @Test("any other key is none", arguments: ["", "a b", "键", "a\n", "a\u{7F}", String(repeating: "k", count: 129)])
    func noKeys(text: String) { #expect(SubmissionKey(text) == nil) }

    @Test("a key is not printed, by whatever prints it")
    func masked() throws {
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), "\([key])", dumped] { #expect(!text.contains("123")) }
    }

    @Test("a key is unused, then made this case of these bytes, and is used otherwise for any others")
    func states() async throws {
        let household = Examples.household()
        #expect(try await store.cases.state(of: key, household: household) == .unused)
        let new = try Examples.newCase(fixture, submissionKey: key)
        try await store.cases.create(new, audit: Examples.created)
        #expect(try await store.cases.state(of: key, household: household) == .made(new.identifier))
        #expect(try await store.cases.state(of: key, household: household + [0x20]) == .usedOtherwise)
        let other = try #require(SubmissionKey("SH-2026-11-24/000124"))
        #expect(try await store.cases.state(of: other, household: household) == .unused)
    }

    @Test("of many submissions at once one makes a case, with its legs and one row, and the others make nothing")
    func atOnce() async throws {
        let news = try (0..<20).map { _ in try Examples.newCase(fixture, submissionKey: key) }
        let (store, created) = (store, Examples.created)
        let made = try await withThrowingTaskGroup(of: UniqueIdentifier?.self) { group in
            for new in news {
                group.addTask {
                    do {
                        try await store.cases.create(new, audit: created)
                        return new.identifier
                    } catch let error as StoreError where error.code == .alreadyExists {
                        return nil
                    }
                }
            }
            return try await group.reduce(into: [UniqueIdentifier]()) { if let made = $1 { $0.append(made) } }
        }
        #expect(made.count == 1)
        #expect(try await store.cases.list().map(\.identifier) == made)
        #expect(try await fixture.auditKinds() == ["case.created"])
        #expect(try await store.cases.state(of: key, household: Examples.household()) == .made(made[0]))
    }

    @Test("without a key every submission makes a case")
    func withoutKey() async throws {
        for _ in 0..<2 { try await store.cases.create(Examples.newCase(fixture), audit: Examples.created) }
        #expect(try await store.cases.list().count == 2)
    }

    @Test("a refused audit row leaves the key unused, and erasing the case frees it")
    func freed() async throws {
        let new = try Examples.newCase(fixture, submissionKey: key)
        await #expect(throws: (any Error).self) {
            try await store.cases.create(new) { _ in
                [AuditDraft(.caseCreated) { $0.details = ["amount": .integer(.max)] }]
            }
        }
        #expect(try await store.cases.state(of: key, household: new.household) == .unused)
        try await store.cases.create(new, audit: Examples.created)
        try await store.cases.erase(new.identifier, audit: [AuditDraft(.erasure)])
        #expect(try await store.cases.state(of: key, household: new.household) == .unused)
    }

    @Test("neither the key nor what was submitted can be read in the file")
    func keyedTags() async throws {
        try await store.cases.create(Examples.newCase(fixture, submissionKey: key), audit: Examples.created)
        try await store.close()
        let file = try Data(contentsOf: URL(filePath: fixture.databasePath))
        #expect(file.range(of: Data("verification_case".utf8)) != nil)
        #expect(file.range(of: Data("SH-2026-11-24/000123".utf8)) == nil)
    }
}
