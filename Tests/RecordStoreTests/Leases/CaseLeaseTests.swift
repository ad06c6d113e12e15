import Testing
import TransparencyLog
import VerificationDomain

@testable import RecordStore

@Suite("A case is driven by one holder of a lease at a time")
struct CaseLeaseTests {
    private let fixture: StoreFixture
    private let store: RecordStore
    private let now: Timestamp

    init() async throws {
        fixture = try StoreFixture()
        store = try await fixture.open()
        now = fixture.clock.now()
    }

    /// - Parameter age: seconds since it was submitted.
    private func newCase(drivenFor seconds: Int64? = nil, age: Int64 = 0) async throws -> NewCase {
        let new = try Examples.newCase(
            fixture,
            at: now.adding(seconds: -age),
            drivenUntil: seconds.map { now.adding(seconds: $0) }
        )
        try await store.cases.create(new, audit: Examples.created)
        return new
    }

    @Test("a case that nobody drives is taken once, under token 1")
    func free() async throws {
        let new = try await newCase()
        let lease = try #require(
            try await store.leases.take(new.identifier, until: now.adding(seconds: 60), at: now)
        )
        #expect(lease.token == 1 && lease.expiresAt == now.adding(seconds: 60))
        #expect(try await store.leases.take(new.identifier, until: now.adding(seconds: 90), at: now) == nil)
        #expect(try await store.leases.drivenUntil(new.identifier, at: now) == now.adding(seconds: 60))
    }

    @Test("a case that is made by its driver is that driver's until the time it gave")
    func ownCase() async throws {
        let new = try await newCase(drivenFor: 60)
        let before = now.adding(seconds: 59)
        #expect(try await store.leases.take(new.identifier, until: now.adding(seconds: 200), at: before) == nil)
        let end = now.adding(seconds: 60)
        let next = try #require(try await store.leases.take(new.identifier, until: now.adding(seconds: 200), at: end))
        #expect(next.token == 2)
    }

    @Test("of many takers at once one gets it")
    func manyTakers() async throws {
        let new = try await newCase()
        let (store, now) = (store, now)
        let taken = try await withThrowingTaskGroup(of: CaseLease?.self) { group in
            for _ in 0..<20 {
                group.addTask { try await store.leases.take(new.identifier, until: now.adding(seconds: 60), at: now) }
            }
            return try await group.reduce(into: [CaseLease]()) { if let lease = $1 { $0.append(lease) } }
        }
        #expect(taken.map(\.token) == [1])
    }

    @Test("giving back needs the token of today")
    func lost() async throws {
        let new = try await newCase(drivenFor: 60)
        let old = try #require(new.lease)
        let later = now.adding(seconds: 61)
        let next = try #require(try await store.leases.take(new.identifier, until: now.adding(seconds: 120), at: later))
        #expect(await storeErrorCode { try await store.leases.release(old) } == .leaseLost)
        #expect(try await store.leases.drivenUntil(new.identifier, at: later) == now.adding(seconds: 120))
        try await store.leases.release(next)
        #expect(try await store.leases.drivenUntil(new.identifier, at: later) == nil)
        let third = try await store.leases.take(new.identifier, until: now.adding(seconds: 400), at: later)
        #expect(third?.token == 3)
    }

    @Test("a step, a picture and a report under a lost lease are refused, and nothing of them is stored")
    func fenced() async throws {
        let new = try await newCase(drivenFor: 60)
        let old = try #require(new.lease)
        _ = try await store.leases.take(new.identifier, until: now.adding(seconds: 120), at: now.adding(seconds: 61))
        let leg = try #require(new.legs.first)
        let step = LegTransition(
            leg.queryIdentifier,
            from: .created,
            to: .signed,
            at: now,
            evidence: [EvidenceDraft(kind: .query, bytes: [1], receivedAt: now)],
            audit: [AuditDraft(.queryAsked)],
            lease: old
        )
        #expect(await storeErrorCode { try await store.legs.take(step) } == .leaseLost)
        #expect(try await store.legs.load(leg.queryIdentifier)?.state == .created)
        let picture = await storeErrorCode {
            _ = try await store.pictures.store(
                [2],
                of: new.identifier,
                movingCaseFrom: new.state,
                to: .merged,
                at: now,
                under: old,
                committing: [3]
            ) { _, _ in [] }
        }
        #expect(picture == .leaseLost)
        #expect(try await store.pictures.latest(of: new.identifier) == nil)
        let number = try await store.reports.reserveNumber(
            for: new.identifier,
            region: new.decidingRegion.province.region,
            at: now
        )
        let report = NewReport(
            number: number,
            version: 1,
            json: [4],
            signature: [5],
            issuedAt: now,
            caseState: new.state,
            lease: old
        )
        let issue = await storeErrorCode { try await store.reports.issue(report, committing: [6]) { _ in [] } }
        #expect(issue == .leaseLost)
        #expect(try await store.reports.load(number) == nil)
        #expect(try await fixture.auditKinds() == ["case.created"])
    }

    @Test("a lease that has run out and that nobody took still counts")
    func lateButAlone() async throws {
        let new = try await newCase(drivenFor: 60)
        let leg = try #require(new.legs.first)
        try await store.legs.take(
            LegTransition(
                leg.queryIdentifier,
                from: .created,
                to: .signed,
                at: now.adding(seconds: 600),
                audit: [AuditDraft(.queryAsked)],
                lease: new.lease
            )
        )
        #expect(try await store.legs.load(leg.queryIdentifier)?.state == .signed)
    }

    @Test("the next due case is the oldest that nobody drives and that is not at its end")
    func due() async throws {
        let driven = try await newCase(drivenFor: 60, age: 50)
        let second = try await newCase(age: 10)
        let failed = try await newCase(age: 30)
        let reported = try await newCase(age: 20)
        let first = try await newCase(age: 40)
        for (new, end) in [(failed, StoredCaseState.failed), (reported, .reported)] {
            try await store.cases.move(new.identifier, from: new.state, to: end, at: now, audit: [])
            #expect(try await store.leases.take(new.identifier, until: now.adding(seconds: 9), at: now) == nil)
        }
        let due = try await store.leases.takeDue(10, until: now.adding(seconds: 60), at: now)
        #expect(due.map(\.caseIdentifier) == [first.identifier, second.identifier])
        #expect(try await store.leases.takeDue(10, until: now.adding(seconds: 60), at: now).isEmpty)
        let later = now.adding(seconds: 60)
        let one = try await store.leases.takeDue(1, until: now.adding(seconds: 90), at: later)
        #expect(one.map(\.caseIdentifier) == [driven.identifier])
        #expect(one.first?.token == 2)
    }

    @Test("a case that was erased while it was open has failed: it is nobody's to finish")
    func erased() async throws {
        let new = try await newCase()
        try await store.cases.erase(new.identifier, audit: [AuditDraft(.erasure)])
        #expect(try await store.cases.summary(new.identifier)?.state == .failed)
        #expect(try await store.leases.take(new.identifier, until: now.adding(seconds: 9), at: now) == nil)
        #expect(try await store.leases.takeDue(9, until: now.adding(seconds: 9), at: now).isEmpty)
    }

    @Test("a case that was tried a moment ago comes behind one that waits for longer, however old it is")
    func turns() async throws {
        let old = try await newCase(drivenFor: 30, age: 500)
        let young = try await newCase(drivenFor: 20)
        let later = now.adding(seconds: 60)
        let first = try await store.leases.takeDue(1, until: now.adding(seconds: 70), at: later)
        #expect(first.map(\.caseIdentifier) == [young.identifier])
        let next = try await store.leases.takeDue(10, until: now.adding(seconds: 90), at: now.adding(seconds: 80))
        #expect(next.map(\.caseIdentifier) == [old.identifier, young.identifier])
    }

    @Test("a lease that ends later than any may was made under a wrong clock, and holds nobody off")
    func wrongClock() async throws {
        let new = try await newCase(drivenFor: 365 * 86_400)
        #expect(try await store.leases.drivenUntil(new.identifier, at: now) == nil)
        let lease = try await store.leases.take(new.identifier, until: now.adding(seconds: 60), at: now)
        #expect(lease?.token == 2)
        let longest = CaseLeases.longestMilliseconds
        let fits = try await newCase(drivenFor: longest / 1000)
        #expect(try await store.leases.take(fits.identifier, until: now.adding(seconds: 60), at: now) == nil)
        #expect(try await store.leases.takeDue(9, until: now.adding(seconds: 60), at: now).isEmpty)
    }

    @Test("a case that is not there cannot be taken")
    func unknown() async throws {
        let code = await storeErrorCode {
            _ = try await store.leases.take(fixture.newIdentifier(), until: now.adding(seconds: 60), at: now)
        }
        #expect(code == .notFound)
    }
}
