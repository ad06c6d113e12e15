import Testing
import TransparencyLog

@Suite("A signer that dies goes on where it was")
struct SignerCrashTests {
    typealias Fault = MemorySignerStorage.Fault

    /// Dies at one of the two writes, before or after it took place; then signs again.
    @Test(
        "dying at any write leads to the same note",
        arguments: [
            [Fault.beforeWriting], [.afterWriting], [nil, .beforeWriting], [nil, .afterWriting],
        ]
    )
    func dies(faults: [Fault?]) async throws {
        var log = try MemoryLog()
        try log.seal(entries: 4)
        let storage = MemorySignerStorage(try .opening(log.origin, hasher: hasher))
        let checkpoint = try log.sealed.checkpoint()
        let signer = CheckpointSigner(storage: storage, signer: try log.signer(), hasher: hasher)
        storage.fail(faults)
        await #expect(throws: MemorySignerStorage.Died.self) {
            try await signer.sign(checkpoint, proof: signer.proof(for: checkpoint, reader: log))
        }
        let again = try await signer.sign(checkpoint, proof: signer.proof(for: checkpoint, reader: log))
        let note = try await log.signer().note(checkpoint.body)
        #expect(again == .signed(note))
        #expect(try storage.load() == SignerState(checkpoint: checkpoint, note: note))
        #expect(storage.promised == [checkpoint])
    }

    @Test("a promise whose write is unknown binds: another tree of that size is refused after it")
    func promiseBinds() async throws {
        var log = try MemoryLog()
        var fork = log
        try log.seal(entries: 4)
        try fork.seal(entries: 4, lane: 1)
        let storage = MemorySignerStorage(try .opening(log.origin, hasher: hasher))
        let signer = CheckpointSigner(storage: storage, signer: try log.signer(), hasher: hasher)
        storage.fail([.afterWriting])
        let proof = ConsistencyProof(hashes: [])
        await #expect(throws: MemorySignerStorage.Died.self) {
            try await signer.sign(log.sealed.checkpoint(), proof: proof)
        }
        #expect(try await signer.sign(fork.sealed.checkpoint(), proof: proof) == .refused(.rootDiffers))
    }

    @Test("a promise that was not written binds nobody")
    func promiseLost() async throws {
        var log = try MemoryLog()
        var other = log
        try log.seal(entries: 4)
        try other.seal(entries: 4, lane: 1)
        let storage = MemorySignerStorage(try .opening(log.origin, hasher: hasher))
        let signer = CheckpointSigner(storage: storage, signer: try log.signer(), hasher: hasher)
        storage.fail([.beforeWriting])
        let proof = ConsistencyProof(hashes: [])
        await #expect(throws: MemorySignerStorage.Died.self) {
            try await signer.sign(log.sealed.checkpoint(), proof: proof)
        }
        // Nothing was signed, and the seal may have been rolled back: the other order of rows is as good.
        let outcome = try await signer.sign(other.sealed.checkpoint(), proof: proof)
        #expect(outcome == .signed(try await other.signer().note(other.sealed.checkpoint().body)))
    }

    @Test("two signers on one state: the one that comes late is told so, or is refused")
    func twoSigners() async throws {
        var log = try MemoryLog()
        try log.seal(entries: 4)
        let storage = MemorySignerStorage(try .opening(log.origin, hasher: hasher))
        let stale = try storage.load()
        let signer = CheckpointSigner(storage: storage, signer: try log.signer(), hasher: hasher)
        _ = try await signer.sign(log.sealed.checkpoint(), proof: ConsistencyProof(hashes: []))
        #expect(throws: LogError(.signerStateChanged, "")) { try storage.replace(stale, with: stale) }
        #expect(try storage.load().checkpoint.size == 4)
    }
}
