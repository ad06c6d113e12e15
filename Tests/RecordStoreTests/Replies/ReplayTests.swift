import OpenSSLCrypto
import RecordStore
import Testing
import TransparencyLog
import VerificationDomain

@Suite("The same query gets the same bytes; other bytes under its identifier get nothing")
struct ReplayTests {
    private func key(_ fixture: StoreFixture) -> ReplyKey {
        ReplyKey(issuer: .jiangsu, identifier: fixture.newIdentifier())
    }

    private func digest(_ text: String, _ fixture: StoreFixture) -> Digest {
        fixture.digests.digest(Array(text.utf8), .sm3)
    }

    @Test("a reply is recalled by its query's digest, also after a restart")
    func recall() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let (key, asked) = (key(fixture), digest("query", fixture))
        #expect(try await store.replies.recall(key, digest: asked) == .unseen)
        let reply = Examples.reply("answer", expiresAt: fixture.clock.now().adding(seconds: 60))
        #expect(
            try await store.replies.remember(key, digest: asked, reply: reply, audit: [AuditDraft(.queryAnswered)])
                == .stored
        )
        try await store.close()
        let again = try await fixture.open()
        #expect(try await again.replies.recall(key, digest: asked) == .repeated(reply))
        #expect(try await again.replies.recall(key, digest: digest("other", fixture)) == .reused)
        #expect(try await again.replies.reply(key, at: fixture.clock.now()) == reply)
        let stranger = ReplyKey(issuer: .anhui, identifier: key.identifier)
        #expect(try await again.replies.reply(stranger, at: fixture.clock.now()) == nil)
        #expect(try await again.replies.recall(stranger, digest: asked) == .unseen)
    }

    @Test("of many different replies at once exactly one is stored, with exactly one audit row")
    func race() async throws {
        let fixture = try StoreFixture()
        let stores = [try await fixture.open(), try await fixture.open()]
        let (key, asked) = (key(fixture), digest("query", fixture))
        let expiry = fixture.clock.now().adding(seconds: 60)
        let outcomes = try await withThrowingTaskGroup(of: RememberOutcome.self) { group in
            for number in 0..<16 {
                group.addTask {
                    try await stores[number % 2].replies.remember(
                        key,
                        digest: asked,
                        reply: Examples.reply("answer \(number)", expiresAt: expiry),
                        audit: [AuditDraft(.queryAnswered)]
                    )
                }
            }
            return try await group.reduce(into: [RememberOutcome]()) { $0.append($1) }
        }
        let stored = try #require(try await stores[0].replies.reply(key, at: fixture.clock.now()))
        #expect(outcomes.filter { $0 == .stored }.count == 1)
        #expect(outcomes.filter { $0 == .answeredBefore(stored) }.count == 15)
        #expect(try await stores[0].audit.unsealedCount() == 1)
    }

    @Test("of many different queries under one identifier exactly one wins")
    func reused() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let key = key(fixture)
        let expiry = fixture.clock.now().adding(seconds: 60)
        let outcomes = try await withThrowingTaskGroup(of: RememberOutcome.self) { group in
            for number in 0..<8 {
                let asked = digest("query \(number)", fixture)
                group.addTask {
                    try await store.replies.remember(
                        key,
                        digest: asked,
                        reply: Examples.reply("answer", expiresAt: expiry),
                        audit: []
                    )
                }
            }
            return try await group.reduce(into: [RememberOutcome]()) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 == .stored }.count == 1)
        #expect(outcomes.filter { $0 == .reused }.count == 7)
    }

    @Test("expired replies go with their keys; the others stay")
    func prune() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let now = fixture.clock.now()
        let (old, young) = (key(fixture), key(fixture))
        for (key, seconds) in [(old, Int64(10)), (young, 100)] {
            let reply = Examples.reply("answer", expiresAt: now.adding(seconds: seconds))
            _ = try await store.replies.remember(key, digest: digest("query", fixture), reply: reply, audit: [])
        }
        #expect(try await store.replies.prune(before: now.adding(seconds: 50)) == 1)
        #expect(try await store.replies.reply(old, at: now) == nil)
        #expect(try await store.replies.reply(young, at: now) != nil)
        let reply = Examples.reply("later", expiresAt: now.adding(seconds: 200))
        #expect(
            try await store.replies.remember(old, digest: digest("new", fixture), reply: reply, audit: []) == .stored
        )
    }

    @Test("a reply is given until its expiry, whether or not it was pruned by then")
    func expiry() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let (key, asked) = (key(fixture), digest("query", fixture))
        let expiry = fixture.clock.now().adding(seconds: 60)
        let reply = Examples.reply("answer", expiresAt: expiry)
        _ = try await store.replies.remember(key, digest: asked, reply: reply, audit: [])
        let before = Timestamp(milliseconds: expiry.milliseconds - 1)
        #expect(try await store.replies.reply(key, at: before) == reply)
        #expect(try await store.replies.reply(key, at: expiry) == nil)
        #expect(try await store.replies.prune(before: expiry) == 0)
        #expect(try await store.replies.recall(key, digest: asked) == .repeated(reply))
        #expect(try await store.replies.prune(before: expiry.adding(seconds: 1)) == 1)
        #expect(try await store.replies.recall(key, digest: asked) == .unseen)
    }

    @Test("a reply over the limit is refused before it is sealed")
    func tooLarge() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let reply = StoredReply(
            status: 200,
            contentType: "a/b",
            body: [UInt8](repeating: 0, count: ReplayMemory.byteLimit + 1),
            expiresAt: fixture.clock.now()
        )
        let key = key(fixture)
        let asked = digest("query", fixture)
        #expect(
            await storeErrorCode {
                _ = try await store.replies.remember(key, digest: asked, reply: reply, audit: [])
            } == .tooLarge
        )
    }
}
