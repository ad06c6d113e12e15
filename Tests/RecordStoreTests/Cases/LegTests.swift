import OpenSSLCrypto
import RecordStore
import Testing
import TransparencyLog
import VerificationDomain

@Suite("A leg's step stores state, evidence and audit row together")
struct LegTests {
    private func prepared() async throws -> (StoreFixture, RecordStore, NewCase, UniqueIdentifier) {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let new = try Examples.newCase(fixture, legs: [.jiangsu])
        try await store.cases.create(new, audit: Examples.created)
        return (fixture, store, new, new.legs[0].queryIdentifier)
    }

    @Test("evidence comes back byte for byte, in order, with its digest")
    func evidence() async throws {
        let (fixture, store, new, leg) = try await prepared()
        let key = try #require(KeyIdentifier("sign-32-1"))
        let bytes = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let steps: [(StoredLegState, StoredLegState, EvidenceKind)] = [
            (.created, .signed, .query), (.signed, .sent, .problem), (.sent, .answered, .answer),
        ]
        for (from, to, kind) in steps {
            let draft = EvidenceDraft(kind: kind, bytes: bytes, receivedAt: fixture.clock.now(), keyIdentifier: key)
            try await store.legs.take(
                LegTransition(
                    leg,
                    from: from,
                    to: to,
                    at: fixture.clock.now(),
                    evidence: [draft],
                    audit: [AuditDraft(.queryAsked)]
                )
            )
        }
        let stored = try await store.evidence.all(ofLeg: leg)
        #expect(stored.map(\.kind) == [.query, .problem, .answer])
        #expect(stored.allSatisfy { $0.bytes == bytes && $0.keyIdentifier == key })
        #expect(stored.allSatisfy { $0.digest == fixture.digests.digest(bytes, .sha256) })
        #expect(
            try await store.evidence.all(of: new.identifier).map(\.kind) == [.household, .query, .problem, .answer]
        )
        #expect(try await store.audit.unsealedCount() == 4)
    }

    @Test("a final state carries its code and its time")
    func finished() async throws {
        let (fixture, store, _, leg) = try await prepared()
        let time = fixture.clock.now()
        try await store.legs.take(
            LegTransition(leg, from: .created, to: .refused, statusCode: "noAuthorization", at: time, audit: [])
        )
        let stored = try #require(try await store.legs.load(leg))
        #expect(stored.state == .refused)
        #expect(stored.statusCode == "noAuthorization")
        #expect(stored.finishedAt == time)
    }

    @Test("a state behind which something follows has no end")
    func running() async throws {
        let (fixture, store, _, leg) = try await prepared()
        for (from, to) in [(StoredLegState.created, StoredLegState.signed), (.signed, .sent), (.sent, .answered)] {
            try await store.legs.take(LegTransition(leg, from: from, to: to, at: fixture.clock.now(), audit: []))
            let stored = try #require(try await store.legs.load(leg))
            #expect(stored.state == to)
            #expect(stored.finishedAt == nil)
        }
    }

    @Test("legs come in the order of their regions, whatever the order in which they were made")
    func order() async throws {
        let (fixture, store, _, _) = try await prepared()
        let new = try Examples.newCase(fixture, legs: [.zhejiang, .shanghai, .jiangsu])
        try await store.cases.create(new, audit: Examples.created)
        let expected: [ProvinceCode] = [.shanghai, .jiangsu, .zhejiang]
        #expect(try await store.legs.all(of: new.identifier).map(\.region) == expected)
        #expect(try await store.cases.load(new.identifier)?.legs.map(\.region) == expected)
    }

    @Test("a status code has at most 64 characters")
    func longCode() async throws {
        let (fixture, store, _, leg) = try await prepared()
        let expected: [(count: Int, code: StoreError.Code?)] = [(65, .constraint), (64, nil)]
        for (count, code) in expected {
            let step = LegTransition(
                leg,
                from: .created,
                to: .failed,
                statusCode: String(repeating: "a", count: count),
                at: fixture.clock.now(),
                audit: []
            )
            #expect(await storeErrorCode { try await store.legs.take(step) } == code)
        }
        #expect(try await store.legs.load(leg)?.statusCode?.utf8.count == 64)
    }

    @Test("of two drivers that take the same step at once, one stores its evidence and the other conflicts")
    func race() async throws {
        let (fixture, store, _, leg) = try await prepared()
        let codes = await withTaskGroup(of: StoreError.Code?.self) { group in
            for number in 0..<8 {
                let step = LegTransition(
                    leg,
                    from: .created,
                    to: .signed,
                    at: fixture.clock.now(),
                    evidence: [Examples.evidence(.query, "query \(number)", fixture)],
                    audit: [AuditDraft(.queryAsked)]
                )
                group.addTask { await storeErrorCode { try await store.legs.take(step) } }
            }
            return await group.reduce(into: [StoreError.Code?]()) { $0.append($1) }
        }
        #expect(codes.filter { $0 == nil }.count == 1)
        #expect(codes.filter { $0 == .stateConflict }.count == 7)
        #expect(try await store.evidence.all(ofLeg: leg).count == 1)
        #expect(try await store.audit.unsealedCount() == 2)
    }

    @Test("text is no status code, and an oversized answer is refused", arguments: ["张三", "", "not a code", "a\nb"])
    func refusedInput(code: String) async throws {
        let (fixture, store, _, leg) = try await prepared()
        let step = LegTransition(leg, from: .created, to: .failed, statusCode: code, at: fixture.clock.now(), audit: [])
        #expect(await storeErrorCode { try await store.legs.take(step) } == .constraint)
        let large = EvidenceDraft(
            kind: .garbled,
            bytes: [UInt8](repeating: 0, count: EvidenceDraft.byteLimit + 1),
            receivedAt: fixture.clock.now()
        )
        let heavy = LegTransition(
            leg,
            from: .created,
            to: .quarantined,
            at: fixture.clock.now(),
            evidence: [large],
            audit: []
        )
        #expect(await storeErrorCode { try await store.legs.take(heavy) } == .tooLarge)
        #expect(try await store.legs.load(leg)?.state == .created)
    }

    @Test("a step of an unknown leg is refused")
    func unknownLeg() async throws {
        let (fixture, store, _, _) = try await prepared()
        let step = LegTransition(
            fixture.newIdentifier(),
            from: .created,
            to: .signed,
            at: fixture.clock.now(),
            audit: []
        )
        #expect(await storeErrorCode { try await store.legs.take(step) } == .notFound)
    }
}
