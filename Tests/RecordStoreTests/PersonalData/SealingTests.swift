import OpenSSLCrypto
import RecordStore
import Testing
import VerificationDomain

@Suite("Boxes open with the right key in the right place and nowhere else")
struct SealingTests {
    private func otherKey() throws -> SymmetricKey { try #require(SymmetricKey(bytes: SystemRandom().bytes(32))) }

    private func message(_ fixture: StoreFixture, _ change: (inout StoreConfiguration) -> Void) async -> (
        StoreError.Code?, String
    ) {
        do {
            try await fixture.open(change).close()
            return (nil, "")
        } catch {
            return ((error as? StoreError)?.code, "\(error)")
        }
    }

    @Test("a wrong key is refused at the opening, by the name of its file")
    func wrongKeys() async throws {
        let fixture = try StoreFixture()
        try await fixture.open().close()
        let other = try otherKey()
        let first = await message(fixture) { $0.keyEncryptionKey = StoreKey(other, fileName: "keys/kek-2.key") }
        #expect(first.0 == .wrongKey)
        #expect(first.1.contains("keys/kek-2.key"))
        let second = await message(fixture) { $0.indexKey = StoreKey(other, fileName: "keys/index-2.key") }
        #expect(second.0 == .wrongKey)
        #expect(second.1.contains("keys/index-2.key"))
        let swapped = await message(fixture) { configuration in
            (configuration.keyEncryptionKey, configuration.indexKey) =
                (configuration.indexKey, configuration.keyEncryptionKey)
        }
        #expect(swapped.0 == .wrongKey)
    }

    @Test("the other sealing algorithm opens what the first one sealed")
    func algorithms() async throws {
        let fixture = try StoreFixture()
        let new = try Examples.newCase(fixture)
        let store = try await fixture.open { $0.sealing = OpenSSLSealer(algorithm: .sm4CTRHMACSM3) }
        try await store.cases.create(new, audit: Examples.created)
        try await store.close()
        let again = try await fixture.open()
        #expect(try await again.cases.load(new.identifier)?.household == new.household)
    }

    private func twoCases() async throws -> (StoreFixture, NewCase, NewCase) {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let (first, second) = (try Examples.newCase(fixture), try Examples.newCase(fixture))
        for new in [first, second] { try await store.cases.create(new, audit: Examples.created) }
        try await store.close()
        return (fixture, first, second)
    }

    private func tamper(_ fixture: StoreFixture, _ statement: StaticString, _ arguments: [SQLValue]) async throws {
        let database = try SQLiteDatabase.open(fixture.databasePath)
        #expect(try await database.write { try $0.execute(statement, arguments) } > 0)
        try await database.close()
    }

    @Test("a box that was moved to another case does not open")
    func movedBox() async throws {
        let (fixture, first, second) = try await twoCases()
        try await tamper(
            fixture,
            "UPDATE evidence SET box = (SELECT box FROM evidence WHERE case_id = ?) WHERE case_id = ?",
            [.text("\(first.identifier)"), .text("\(second.identifier)")]
        )
        let store = try await fixture.open()
        #expect(await storeErrorCode { _ = try await store.cases.load(second.identifier) } == .boxRefused)
        #expect(try await store.cases.load(first.identifier)?.household == first.household)
    }

    @Test("a box that took the place of another piece of the same case does not open, even with its tag")
    func movedWithinCase() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let new = try Examples.newCase(fixture, legs: [.jiangsu])
        try await store.cases.create(new, audit: Examples.created)
        let step = LegTransition(
            new.legs[0].queryIdentifier,
            from: .created,
            to: .sent,
            at: fixture.clock.now(),
            evidence: ["first", "second"].map { Examples.evidence(.problem, $0, fixture) },
            audit: []
        )
        try await store.legs.take(step)
        try await store.close()
        try await tamper(
            fixture,
            """
            UPDATE evidence SET (box, content_tag) = (SELECT box, content_tag FROM evidence WHERE position = 2)
            WHERE position = 3
            """,
            []
        )
        let again = try await fixture.open()
        #expect(await storeErrorCode { _ = try await again.evidence.all(of: new.identifier) } == .boxRefused)
    }

    @Test("an older picture does not open in the place of the newer one")
    func movedPicture() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let new = try Examples.newCase(fixture)
        try await store.cases.create(new, audit: Examples.created)
        _ = try await Examples.storePicture("old", of: new.identifier, store, fixture)
        _ = try await Examples.storePicture("new", of: new.identifier, from: .merged, store, fixture)
        try await store.close()
        try await tamper(
            fixture,
            "UPDATE picture SET box = (SELECT box FROM picture WHERE version = 1) WHERE version = 2",
            []
        )
        let again = try await fixture.open()
        #expect(await storeErrorCode { _ = try await again.pictures.latest(of: new.identifier) } == .boxRefused)
    }

    @Test("a data key that was moved to another case does not open")
    func movedKey() async throws {
        let (fixture, first, second) = try await twoCases()
        try await tamper(
            fixture,
            "UPDATE data_key SET box = (SELECT box FROM data_key WHERE owner = ?) WHERE owner = ?",
            [.text("case:\(first.identifier)"), .text("case:\(second.identifier)")]
        )
        let store = try await fixture.open()
        #expect(await storeErrorCode { _ = try await store.cases.load(second.identifier) } == .wrongKey)
    }

    @Test("evidence whose kind was changed in the database is refused")
    func changedKind() async throws {
        let (fixture, first, _) = try await twoCases()
        try await tamper(fixture, "UPDATE evidence SET kind = 'answer' WHERE kind = 'household'", [])
        let store = try await fixture.open()
        #expect(await storeErrorCode { _ = try await store.evidence.all(of: first.identifier) } == .boxRefused)
    }

    @Test("without its data key a case is unreadable, and its summary is still there")
    func erasedKey() async throws {
        let (fixture, first, second) = try await twoCases()
        try await tamper(fixture, "DELETE FROM data_key WHERE owner = ?", [.text("case:\(first.identifier)")])
        let store = try await fixture.open()
        #expect(await storeErrorCode { _ = try await store.cases.load(first.identifier) } == .notFound)
        #expect(try await store.cases.summary(first.identifier) != nil)
        #expect(try await store.cases.load(second.identifier)?.household == second.household)
    }

    @Test("shared evidence that lost its digest is refused")
    func changedSharedEvidence() async throws {
        let (fixture, first, _) = try await twoCases()
        try await tamper(fixture, "UPDATE shared_evidence SET bytes = ?", [.bytes([1, 2, 3])])
        let store = try await fixture.open()
        #expect(await storeErrorCode { _ = try await store.evidence.shared(of: first.identifier) } == .damagedRow)
    }

    @Test("shared evidence over the limit is refused together with its case")
    func largeSharedEvidence() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let example = try Examples.newCase(fixture)
        let large = [UInt8](repeating: 1, count: EvidenceDraft.byteLimit + 1)
        let new = NewCase(
            identifier: example.identifier,
            household: example.household,
            subjects: example.subjects,
            programme: example.programme,
            decidingRegion: example.decidingRegion,
            office: example.office,
            submittedAt: example.submittedAt,
            sharedEvidence: [SharedEvidence(kind: .registry, bytes: large)]
        )
        #expect(await storeErrorCode { try await store.cases.create(new, audit: Examples.created) } == .tooLarge)
        #expect(try await store.cases.summary(new.identifier) == nil)
        #expect(try await store.audit.unsealedCount() == 0)
    }

    @Test("no error of the store shows a value", arguments: StoreError.Code.allCases)
    func descriptions(code: StoreError.Code) {
        let error = StoreError(code, "table evidence")
        #expect(error.description.hasPrefix("table evidence: "))
        #expect(error.description.count > 30)
        #expect(error.debugDescription.contains(code.rawValue))
    }
}
