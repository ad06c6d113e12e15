import RecordStore
import Testing
import TransparencyLog
import VerificationDomain

@Suite("Cases keep what was submitted, under numbers without gaps")
struct CaseTests {
    @Test("a case comes back as it was stored")
    func roundTrip() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let new = try Examples.newCase(fixture)
        let number = try await store.cases.create(new, audit: Examples.created)
        #expect(number.sequence == 1)
        let stored = try #require(try await store.cases.load(new.identifier))
        #expect(stored.household == new.household)
        #expect(stored.summary.requestNumber == number)
        #expect(stored.summary.state == .draft)
        #expect(stored.summary.legCounts == [.created: 2])
        #expect(stored.legs.map(\.region) == [.jiangsu, .zhejiang])
        #expect(try await store.evidence.shared(of: new.identifier) == new.sharedEvidence)
        #expect(try await store.audit.unsealedCount() == 1)
        #expect(try await store.cases.load(fixture.newIdentifier()) == nil)
    }

    @Test("cases are found by each of their persons, and by nobody else")
    func bySubject() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let new = try Examples.newCase(fixture)
        try await store.cases.create(new, audit: Examples.created)
        for identity in Examples.identities() {
            #expect(try await store.cases.list(ofSubject: identity).map(\.identifier) == [new.identifier])
        }
        let stranger = try #require(
            (0..<10).compactMap { IdentityNumber("34999919900101123\($0)") }.first
                ?? IdentityNumber("34999919900101123X")
        )
        #expect(try await store.cases.list(ofSubject: stranger).isEmpty)
    }

    @Test("request numbers count each office and day, and a case that failed gives its number back")
    func sequence() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let first = try Examples.newCase(fixture)
        #expect(try await store.cases.create(first, audit: Examples.created).sequence == 1)
        #expect(
            await storeErrorCode { try await store.cases.create(first, audit: Examples.created) } == .alreadyExists
        )
        let clash = NewLeg(
            queryIdentifier: first.legs[0].queryIdentifier,
            region: .anhui,
            startedAt: fixture.clock.now()
        )
        let broken = NewCase(
            identifier: fixture.newIdentifier(),
            household: [1],
            subjects: [],
            programme: .dibao,
            decidingRegion: first.decidingRegion,
            office: first.office,
            submittedAt: first.submittedAt,
            legs: [clash]
        )
        #expect(await storeErrorCode { try await store.cases.create(broken, audit: Examples.created) } == .constraint)
        #expect(try await store.cases.summary(broken.identifier) == nil)
        #expect(
            try await store.cases.create(try Examples.newCase(fixture), audit: Examples.created).sequence == 2
        )
        let tomorrow = try Examples.newCase(fixture, at: fixture.clock.now().adding(seconds: 86_400))
        #expect(try await store.cases.create(tomorrow, audit: Examples.created).sequence == 1)
        #expect(try await store.audit.unsealedCount() == 3)
    }

    @Test("fifty cases at once get fifty numbers")
    func concurrentNumbers() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<50 {
                let new = try Examples.newCase(fixture)
                group.addTask { try await store.cases.create(new, audit: Examples.created).sequence }
            }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(numbers == Set(1...50))
    }

    @Test("a state changes only from where the caller believes it to be")
    func states() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let new = try Examples.newCase(fixture)
        try await store.cases.create(new, audit: Examples.created)
        let time = fixture.clock.now()
        try await store.cases.move(
            new.identifier,
            from: .draft,
            to: .authorised,
            at: time,
            audit: [AuditDraft(.consentGiven)]
        )
        let conflict = await storeErrorCode {
            try await store.cases.move(
                new.identifier,
                from: .draft,
                to: .failed,
                at: time,
                audit: [AuditDraft(.caseCreated)]
            )
        }
        #expect(conflict == .stateConflict)
        #expect(try await store.cases.summary(new.identifier)?.state == .authorised)
        #expect(try await fixture.auditKinds() == ["case.created", "consent.given"])
        let unknown = await storeErrorCode {
            try await store.cases.move(fixture.newIdentifier(), from: .draft, to: .failed, at: time, audit: [])
        }
        #expect(unknown == .notFound)
    }

    @Test("an entry that the log refuses takes the case with it")
    func refusedAudit() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let new = try Examples.newCase(fixture)
        await #expect(throws: (any Error).self) {
            try await store.cases.create(new) { _ in
                [AuditDraft(.caseCreated) { $0.details = ["amount": .integer(.max)] }]
            }
        }
        #expect(try await store.cases.summary(new.identifier) == nil)
        #expect(try await store.audit.unsealedCount() == 0)
        try await store.audit.record([AuditDraft(.login)])
        #expect(store.audit.lane.lastNumber == 1)
    }

    @Test("an erased case is unreadable and not found by its persons; its steps and the others stay")
    func erasure() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let (erased, kept) = (try Examples.newCase(fixture), try Examples.newCase(fixture))
        for new in [erased, kept] { try await store.cases.create(new, audit: Examples.created) }
        try await store.cases.erase(erased.identifier, audit: [AuditDraft(.erasure)])
        #expect(await storeErrorCode { _ = try await store.cases.load(erased.identifier) } == .notFound)
        #expect(await storeErrorCode { _ = try await store.evidence.all(of: erased.identifier) } == .notFound)
        #expect(try await store.cases.summary(erased.identifier)?.legCounts == [.created: 2])
        for identity in Examples.identities() {
            #expect(try await store.cases.list(ofSubject: identity).map(\.identifier) == [kept.identifier])
        }
        #expect(try await store.cases.load(kept.identifier)?.household == kept.household)
        #expect(try await fixture.auditKinds() == ["case.created", "case.created", "erasure"])
        #expect(
            await storeErrorCode { try await store.cases.erase(fixture.newIdentifier(), audit: []) } == .notFound
        )
    }
}
