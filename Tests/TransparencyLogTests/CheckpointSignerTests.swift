import Testing
import TransparencyLog

@Suite("The signer never signs two trees that contradict each other")
struct CheckpointSignerTests {
    private let storage: MemorySignerStorage
    private let signer: CheckpointSigner
    private let log: MemoryLog

    init() throws {
        log = try MemoryLog()
        storage = MemorySignerStorage(try .opening(log.origin, hasher: hasher))
        signer = CheckpointSigner(storage: storage, signer: try log.signer(), hasher: hasher)
    }

    private func sign(_ log: MemoryLog) async throws -> CheckpointSigner.Outcome {
        let checkpoint = try log.sealed.checkpoint()
        return try await signer.sign(checkpoint, proof: signer.proof(for: checkpoint, reader: log))
    }

    private func grown(_ counts: Int..., by lane: Int = 0) throws -> MemoryLog {
        var log = log
        for count in counts { try log.seal(entries: count, lane: lane) }
        return log
    }

    @Test("a growing log is signed, and each note opens")
    func growing() async throws {
        var log = log
        for count in [0, 1, 5, 300, 1] {
            try log.seal(entries: count)
            guard case .signed(let note) = try await sign(log) else {
                Issue.record("refused at \(log.sealed.size)")
                return
            }
            let opened = try VerifiedCheckpoint(
                note: note,
                keys: [log.signer().verifierKey],
                verifier: signatureVerifier
            )
            #expect(opened.checkpoint == (try log.sealed.checkpoint()))
            #expect(try storage.load() == SignerState(checkpoint: opened.checkpoint, note: note))
        }
    }

    @Test("the same tree is signed again with the same note")
    func repetition() async throws {
        let log = try grown(7)
        let first = try await sign(log)
        #expect(try await sign(log) == first)
        #expect(storage.promised.count == 1)
    }

    @Test("a smaller tree is refused, as after a restored backup")
    func rollBack() async throws {
        _ = try await sign(try grown(9))
        #expect(try await sign(try grown(8)) == .refused(.sizeSmaller))
        #expect(try storage.load().checkpoint.size == 9)
    }

    @Test("another tree of the same size is refused, as with two primaries")
    func fork() async throws {
        _ = try await sign(try grown(9))
        #expect(try await sign(try grown(9, by: 1)) == .refused(.rootDiffers))
    }

    @Test("a larger tree with another beginning is refused, whatever the proof")
    func rewrittenPast() async throws {
        _ = try await sign(try grown(9))
        #expect(try await sign(try grown(12, by: 1)) == .refused(.notConsistent))
        let honest = try grown(9, 3)
        let rewritten = try grown(12, by: 1).sealed.checkpoint()
        let proof = try signer.proof(for: honest.sealed.checkpoint(), reader: honest)
        #expect(try await signer.sign(rewritten, proof: proof) == .refused(.notConsistent))
        let missing = ConsistencyProof(hashes: [])
        #expect(try await signer.sign(honest.sealed.checkpoint(), proof: missing) == .refused(.notConsistent))
    }

    @Test("another log's checkpoint is refused")
    func otherOrigin() async throws {
        var other = try MemoryLog(origin: "audit.province-u.example/log/2026")
        try other.seal(entries: 2)
        #expect(try await sign(other) == .refused(.originDiffers))
        let stranger = CheckpointSigner(storage: storage, signer: try other.signer(), hasher: hasher)
        let outcome = try await stranger.sign(try other.sealed.checkpoint(), proof: ConsistencyProof(hashes: []))
        #expect(outcome == .refused(.originDiffers))
    }

    @Test("a key under another name than the log's does not sign its checkpoints, and promises nothing")
    func otherKey() async throws {
        let other = try MemoryLog(origin: "audit.province-u.example/log/2026")
        let stranger = CheckpointSigner(storage: storage, signer: try other.signer(), hasher: hasher)
        let outcome = try await stranger.sign(try grown(2).sealed.checkpoint(), proof: ConsistencyProof(hashes: []))
        #expect(outcome == .refused(.originDiffers))
        #expect(try storage.load().checkpoint.size == 0)
        #expect(storage.promised == [])
    }

    @Test("a missing state is an error and no new log")
    func missingState() async throws {
        let lost = CheckpointSigner(storage: MemorySignerStorage(nil), signer: try log.signer(), hasher: hasher)
        let checkpoint = try grown(1).sealed.checkpoint()
        await #expect(throws: LogError(.signerStateMissing, "")) {
            try await lost.sign(checkpoint, proof: ConsistencyProof(hashes: []))
        }
    }

    @Test("the stored form is a promise or a note, and nothing cut from a note is another state")
    func storedForm() async throws {
        let log = try grown(3)
        _ = try await sign(log)
        let state = try storage.load()
        #expect(try SignerState(bytes: state.bytes) == state)
        let promise = SignerState(checkpoint: state.checkpoint)
        #expect(try SignerState(bytes: promise.bytes) == promise)
        for count in 0..<state.bytes.count {
            let cut = try? SignerState(bytes: Array(state.bytes.prefix(count)))
            #expect(cut == nil || cut == promise)
        }
    }
}
