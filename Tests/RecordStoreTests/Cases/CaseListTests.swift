import RecordStore
import Testing
import VerificationDomain

@Suite("Lists of cases show the newest first")
struct CaseListTests {
    @Test("by the time of submission, and of one moment the one that was made later")
    func newestFirst() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let begin = fixture.clock.now()
        var made: [UniqueIdentifier] = []
        for seconds: Int64 in [0, 20, 10, 10] {
            let new = try Examples.newCase(fixture, at: begin.adding(seconds: seconds))
            try await store.cases.create(new, audit: Examples.created)
            made.append(new.identifier)
        }
        let expected = [made[1], made[3], made[2], made[0]]
        #expect(try await store.cases.list().map(\.identifier) == expected)
        #expect(try await store.cases.list(limit: 2).map(\.identifier) == Array(expected.prefix(2)))
        for identity in Examples.identities() {
            #expect(try await store.cases.list(ofSubject: identity).map(\.identifier) == expected)
        }
    }
}
