import OpenSSLCrypto
import RecordStore
import Testing
import TransparencyLog
import VerificationDomain

@Suite("A registry never goes back behind one that was taken")
struct RegistryMemoryTests {
    private let loaded = [AuditDraft(.registryLoaded)]

    private func digest(_ text: String, _ fixture: StoreFixture) -> Digest {
        fixture.digests.digest(Array(text.utf8), .sha256)
    }

    @Test("newer ones are taken with their row, the newest again without one, also after a restart")
    func forward() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        #expect(try await store.registries.highest() == nil)
        let (first, second) = (digest("1", fixture), digest("2", fixture))
        #expect(try await store.registries.accept(serial: 1, digest: first, audit: loaded) == .accepted)
        #expect(try await store.registries.accept(serial: 7, digest: second, audit: loaded) == .accepted)
        #expect(try await store.audit.unsealedCount() == 2)
        try await store.close()
        let again = try await fixture.open()
        #expect(try await again.registries.highest() == AcceptedRegistry(serial: 7, digest: second))
        #expect(try await again.registries.accept(serial: 7, digest: second, audit: loaded) == .known)
        #expect(try await again.audit.unsealedCount() == 2)
    }

    @Test("an older one, and another of the same serial, are refused and leave nothing, also after a restart")
    func refused() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let (old, new) = (digest("old", fixture), digest("new", fixture))
        #expect(try await store.registries.accept(serial: 1, digest: old, audit: loaded) == .accepted)
        #expect(try await store.registries.accept(serial: 2, digest: new, audit: loaded) == .accepted)
        try await store.close()
        let again = try await fixture.open()
        #expect(try await again.registries.accept(serial: 1, digest: old, audit: loaded) == .older(than: 2))
        #expect(try await again.registries.accept(serial: 2, digest: old, audit: loaded) == .differs)
        #expect(try await again.registries.highest() == AcceptedRegistry(serial: 2, digest: new))
        #expect(try await again.audit.unsealedCount() == 2)
    }

    @Test("of two processes that take different registries of one serial at once, one does")
    func race() async throws {
        let fixture = try StoreFixture()
        let stores = [try await fixture.open(), try await fixture.open()]
        let loaded = loaded
        let outcomes = try await withThrowingTaskGroup(of: RegistryAcceptance.self) { group in
            for number in 0..<8 {
                let digest = digest("\(number)", fixture)
                group.addTask {
                    try await stores[number % 2].registries.accept(serial: 3, digest: digest, audit: loaded)
                }
            }
            return try await group.reduce(into: [RegistryAcceptance]()) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 == .accepted }.count == 1)
        #expect(outcomes.filter { $0 == .differs }.count == 7)
        #expect(try await stores[0].audit.unsealedCount() == 1)
    }

    @Test("a row that cannot be written takes the registry with it")
    func rowRefused() async throws {
        let fixture = try StoreFixture()
        let store = try await fixture.open()
        let refused = AuditDraft(.registryLoaded) { $0.details.add("serial", .integer(.max)) }
        await #expect(throws: LogError.self) {
            try await store.registries.accept(serial: 1, digest: digest("1", fixture), audit: [refused])
        }
        #expect(try await store.registries.highest() == nil)
    }
}
