import Foundation
import OpenSSLCrypto
import RecordStore
import TestSupport
import Testing
import TransparencyLog
import VerificationDomain

@Suite("Nothing personal stands in any file of the store")
struct PersonalDataTests {
    private static let texts = Examples.names + Examples.identities().map(\.text)

    /// Stores everything that a store takes, then leaves database and WAL as they are.
    private func fill(_ fixture: StoreFixture) async throws -> RecordStore {
        let store = try await fixture.open()
        let new = try Examples.newCase(fixture, legs: [.jiangsu])
        try await store.cases.create(new, audit: Examples.created)
        let household = String(decoding: Examples.household(), as: UTF8.self)
        try await store.legs.take(
            LegTransition(
                new.legs[0].queryIdentifier,
                from: .created,
                to: .answered,
                at: fixture.clock.now(),
                evidence: EvidenceKind.allCases.map { Examples.evidence($0, household, fixture) },
                audit: [Examples.asked(new.identifier)]
            )
        )
        _ = try await store.pictures.store(
            Examples.household(),
            of: new.identifier,
            movingCaseFrom: .draft,
            to: .merged,
            at: fixture.clock.now(),
            committing: Examples.household()
        ) { _, _ in [AuditDraft(.matchDecided)] }
        let number = try await store.reports.reserveNumber(
            for: new.identifier,
            region: .init(parsing: "310000"),
            at: fixture.clock.now()
        )
        try await store.reports.issue(
            NewReport(
                number: number,
                version: 1,
                json: Examples.household(),
                signature: Examples.household(),
                issuedAt: fixture.clock.now()
            ),
            committing: Examples.household(),
            audit: Examples.issued
        )
        _ = try await store.replies.remember(
            ReplyKey(issuer: .jiangsu, identifier: fixture.newIdentifier()),
            digest: fixture.digests.digest(Examples.household(), .sm3),
            reply: Examples.reply(household, expiresAt: fixture.clock.now()),
            audit: [AuditDraft(.queryAnswered)]
        )
        _ = try await store.publisher(key: fixture.logKey).publish()
        return store
    }

    @Test("neither in the database, its WAL, the published log nor the signer's state")
    func nothingFound() async throws {
        let fixture = try StoreFixture()
        let store = try await fill(fixture)
        let search = PersonalDataSearch(Self.texts)
        #expect(FileManager.default.fileExists(atPath: fixture.databasePath + "-wal"))
        #expect(try search.findings(below: fixture.folder) == [])
        try await store.close()
        #expect(try search.findings(below: fixture.folder) == [])
    }

    @Test("a folder that is not there is an error, never a search without findings")
    func missingFolder() async throws {
        let fixture = try StoreFixture()
        let search = PersonalDataSearch(Self.texts)
        #expect(throws: PersonalDataSearch.Unreadable.self) {
            try search.findings(below: "\(fixture.folder)/absent")
        }
        try Data().write(to: URL(filePath: "\(fixture.folder)/file"))
        #expect(throws: PersonalDataSearch.Unreadable.self) { try search.findings(below: "\(fixture.folder)/file") }
    }

    @Test("the search finds every form that is planted, at each alignment", arguments: PersonalDataSearch.Form.allCases)
    func control(form: PersonalDataSearch.Form) throws {
        let search = PersonalDataSearch(Self.texts)
        for text in Self.texts {
            for spelling in form.spellings(of: text) {
                let planted = Array("before ".utf8) + spelling + Array(" after".utf8)
                #expect(search.findings(in: planted, place: "planted").contains { $0.form == form && $0.offset == 7 })
            }
        }
    }

    @Test("base64 of a longer text gives a person away wherever it begins", arguments: 0..<6)
    func alignments(padding: Int) {
        let search = PersonalDataSearch(Self.texts)
        for text in Self.texts {
            let bytes = [UInt8](repeating: 0x7B, count: padding) + Array(text.utf8) + Array("\"}".utf8)
            let standard = Base64.standard.encodeToUTF8(bytes)
            let url = Base64.url.encodeToUTF8(bytes)
            #expect(search.findings(in: standard, place: "").contains { $0.form == .base64 })
            #expect(search.findings(in: url, place: "").contains { $0.form == .base64URL })
        }
    }

    @Test("the 15-digit form and a lower-case x are found, and a finding says nothing of the person")
    func otherForms() throws {
        let search = PersonalDataSearch(["31999919800101123X", "欧阳测试"])
        #expect(search.findings(in: Array("a319999800101123b".utf8), place: "f").count == 1)
        let found = search.findings(in: Array("31999919800101123x".utf8), place: "f")
        #expect(found.count == 1)
        #expect(found.allSatisfy { !$0.description.contains("319999") })
    }

    /// The tags of a case's two persons.
    private func subjectTags(_ fixture: StoreFixture) async throws -> Set<[UInt8]> {
        let store = try await fixture.open()
        try await store.cases.create(try Examples.newCase(fixture), audit: Examples.created)
        try await store.close()
        let database = try SQLiteDatabase.open(fixture.databasePath)
        let tags = try await database.read { connection in
            try connection.rows("SELECT tag FROM subject_index").map { try $0.bytes("tag") }
        }
        try await database.close()
        return Set(tags)
    }

    @Test("without the index key nobody makes a person's tag: two nodes have different ones, and no plain digest fits")
    func keyedTags() async throws {
        let (first, second) = (try StoreFixture(), try StoreFixture())
        let (tags, others) = (try await subjectTags(first), try await subjectTags(second))
        #expect(tags.count == 2 && others.count == 2)
        #expect(tags.isDisjoint(with: others))
        for identity in Examples.identities() {
            for algorithm in DigestAlgorithm.allCases {
                let digest = first.digests.digest(Array(identity.text.utf8), algorithm)
                #expect(!tags.contains(digest.bytes))
            }
        }
    }

    @Test("a planted row in the real database is found in database or WAL")
    func plantedRow() async throws {
        let fixture = try StoreFixture()
        try await fixture.open().close()
        let database = try SQLiteDatabase.open(fixture.databasePath)
        let search = PersonalDataSearch(Self.texts)
        #expect(try search.findings(below: fixture.folder) == [])
        try await database.write { connection in
            try connection.createTable("leak", columns: "text TEXT")
            try connection.execute("INSERT INTO leak (text) VALUES (?)", [.text(Self.texts[0])])
        }
        #expect(try search.findings(below: fixture.folder).contains { $0.form == .utf8 })
        try await database.close()
        #expect(try search.findings(below: fixture.folder).contains { $0.form == .utf8 })
    }
}
