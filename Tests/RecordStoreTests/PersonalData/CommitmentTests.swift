import OpenSSLCrypto
import RecordStore
import Testing
import TransparencyLog
import VerificationDomain

@Suite("What an audit row commits to can be opened by the case alone")
struct CommitmentTests {
    private func commitment(_ leaf: LogLeaf) throws -> String {
        let limits = JSONLimits(byteCount: 8192, depth: 8, valueCount: 99)
        return try JSONCursor(try JSONParser.parse(leaf.bytes, limits: limits)).member("c").member("picture").string()
    }

    private func twoCases() async throws -> (StoreFixture, RecordStore, [UniqueIdentifier]) {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        var cases: [UniqueIdentifier] = []
        for _ in 0..<2 {
            let new = try Examples.newCase(fixture)
            try await store.cases.create(new, audit: Examples.created)
            _ = try await Examples.storePicture("the same", of: new.identifier, store, fixture)
            cases.append(new.identifier)
        }
        return (fixture, store, cases)
    }

    @Test("two cases with the same picture have different commitments, and the stored salt opens each")
    func salted() async throws {
        let (fixture, store, cases) = try await twoCases()
        let rows = try await fixture.auditRows()
        let decided = try [rows[1], rows[3]].map(commitment)
        #expect(decided[0] != decided[1])
        for (identifier, text) in zip(cases, decided) {
            let opening = try #require(try await store.cases.opening(.picture, version: 1, of: identifier))
            #expect(opening.value == Array("digest of the same".utf8))
            #expect(opening.commitment(fixture.digests).text == text)
        }
        // Nobody confirms the guess from the row: neither the plain digest nor one with a salt of nothing stands there.
        let guess = fixture.digests.digest(Array("digest of the same".utf8), .sha256)
        #expect(!decided.contains(Base64.standard.encode(guess.bytes)))
    }

    @Test("an erased case takes its salt with it, and the row stays")
    func erased() async throws {
        let (fixture, store, cases) = try await twoCases()
        try await store.cases.erase(cases[0], audit: [AuditDraft(.erasure)])
        #expect(try await store.cases.opening(.picture, version: 1, of: cases[0]) == nil)
        #expect(try await store.cases.opening(.picture, version: 1, of: cases[1]) != nil)
        #expect(try await fixture.auditRows().count == 5)
    }

    @Test("an opening that was moved to another case does not open")
    func moved() async throws {
        let (fixture, store, cases) = try await twoCases()
        try await store.close()
        let database = try SQLiteDatabase.open(fixture.databasePath)
        try await database.write { connection in
            try connection.execute(
                "UPDATE audit_opening SET box = (SELECT box FROM audit_opening WHERE case_id = ?) WHERE case_id = ?",
                [.text("\(cases[0])"), .text("\(cases[1])")]
            )
        }
        try await database.close()
        let again = try await fixture.open()
        #expect(
            await storeErrorCode { _ = try await again.cases.opening(.picture, version: 1, of: cases[1]) }
                == .boxRefused
        )
    }

    @Test("every row names the region whose log it is in, when the node works for one")
    func organisation() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open { $0.organisation = .anhui }
        try await store.audit.record([AuditDraft(.login)])
        try await store.close()
        #expect(try await fixture.auditRows().map { try AuditEntryHeader($0).organisation } == ["340000"])
    }
}
