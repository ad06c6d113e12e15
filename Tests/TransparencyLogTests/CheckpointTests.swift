import Testing
import TransparencyLog

@Suite("Checkpoints have one form")
struct CheckpointTests {
    @Test("the published checkpoint is opened with the log's key")
    func vector() throws {
        let opened = try VerifiedCheckpoint(note: SpikeLog.note, keys: [SpikeLog.key()], verifier: signatureVerifier)
        #expect(opened.checkpoint.size == 8)
        #expect(opened.checkpoint.root == hasher.root(of: SpikeLog.leaves.map { hasher.leafHash($0) }))
        #expect(opened.checkpoint.body == bytes(SpikeLog.body))
        #expect(opened.note.signatures.count == 3)
        #expect(opened.note.bytes == SpikeLog.note)
    }

    @Test("the log's key gives the published signature")
    func signing() async throws {
        let signer = try NoteSigner(
            name: keyName("audit.province-a.example/log/2026"),
            signer: SpikeLog.signer(seed: "spike log key"),
            digests: digests
        )
        let note = try await signer.note(try SpikeLog.log().sealed.checkpoint().body)
        #expect(note.bytes == bytes(SpikeLog.body + "\n" + SpikeLog.logSignature))
    }

    @Test("another log's key makes no checkpoint, even when it has signed")
    func otherName() async throws {
        let witness = try NoteSigner(
            name: keyName("witness.example"),
            signer: SpikeLog.signer(seed: "witness"),
            digests: digests
        )
        let note = try await witness.note(bytes(SpikeLog.body))
        #expect(throws: LogError(.signerUnknown, "")) {
            try VerifiedCheckpoint(note: note, keys: [witness.verifierKey], verifier: signatureVerifier)
        }
    }

    private static let root = "6lluqJAnFfJj2S2vU+Sh7k02NoKQlM6wafKWBrzSYPU="
    static let hostile = [
        "", "\n", "\n\n\n", "o\n8\n", "o\n8\n\(root)", "o\n8\n\(root)\n\n", "o\n8\n\(root)\nextension\n",
        "o\n08\n\(root)\n", "o\n+8\n\(root)\n", "o\n-8\n\(root)\n", "o\n 8\n\(root)\n", "o\n8 \n\(root)\n",
        "o\n\n\(root)\n", "o\n0x8\n\(root)\n", "o\n٨\n\(root)\n", "o\n281474976710657\n\(root)\n",
        "o\n18446744073709551624\n\(root)\n", "o\n99999999999999999999\n\(root)\n",
        "\n8\n\(root)\n", "o o\n8\n\(root)\n", "o+o\n8\n\(root)\n", "o\n8\n6lluqA==\n",
        "o\n8\n6lluqJAnFfJj2S2vU+Sh7k02NoKQlM6wafKWBrzSYPV=\n", "o\n8\n6lluqJAnFfJj2S2vU-Sh7k02NoKQlM6wafKWBrzSYPU=\n",
        "o\r\n8\r\n\(root)\r\n",
    ]

    @Test("what is not exactly a checkpoint is refused", arguments: hostile)
    func refused(body: String) {
        #expect(throws: LogError(.checkpointMalformed, "")) { try Checkpoint(body: bytes(body)) }
    }

    @Test("size 0 is written as 0, and no size below or over the limits is taken")
    func sizes() throws {
        let origin = try keyName("o")
        let empty = try Checkpoint(origin: origin, size: 0, root: hasher.emptyRoot)
        #expect(try Checkpoint(body: empty.body) == empty)
        for size in [-1, Checkpoint.sizeLimit + 1, Int.max] {
            #expect(throws: LogError(.sizeOutOfRange, "")) {
                try Checkpoint(origin: origin, size: size, root: hasher.emptyRoot)
            }
        }
    }
}
