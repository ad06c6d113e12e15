import Testing
import TransparencyLog
import VerificationDomain

/// The files of `SpikeLog`, by the beginning and the end of their SHA-256.
@Suite("The published log of eight entries is made byte for byte")
struct SpikeLogTests {
    private func expect(_ content: [UInt8], _ beginning: String, _ end: String) {
        let text = sha256Text(content)
        #expect(text.hasPrefix(beginning) && text.hasSuffix(end), "\(text)")
    }

    @Test("checkpoint")
    func checkpoint() {
        expect(SpikeLog.note, "45d54452", "9cadd")
    }

    @Test("hash tile and entry bundle")
    func tiles() throws {
        let files = try TilePublisher(hasher: hasher).files(from: 0, storage: SpikeLog.log())
        #expect(files.map(\.file.path) == ["tile/0/000.p/8", "tile/entries/000.p/8"])
        expect(files[0].bytes, "6d195d6a", "61a26")
        expect(files[1].bytes, "5fb11223", "7da121")
    }

    @Test("proof of entry 5")
    func proof() throws {
        let checkpoint = try VerifiedCheckpoint(
            note: SpikeLog.note,
            keys: [SpikeLog.key()],
            verifier: signatureVerifier
        )
        // The design notes print the end as 1ecae9. A second program (Python's hashlib) builds a file from the same
        // vectors that begins as the notes say and ends in 5ecae9, so one figure of the notes is wrong.
        expect(try SpikeLog.log().proof(of: 5, checkpoint: checkpoint).bytes, "b92b84e1", "5ecae9")
    }

    /// Source: design notes of the audit log, sections 3 and 6. This version asks no witness; the bytes are what one
    /// that speaks C2SP tlog-witness would be sent: the old size, the proof from it, the checkpoint with the log's own
    /// signature alone.
    @Test("the request that brings a witness from seven entries to eight")
    func witnessRequest() throws {
        let proof = try ConsistencyProof(from: 7, to: 8, reader: SpikeLog.log(), hasher: hasher)
        let lines = ["old 7"] + proof.hashes.map(\.base64) + ["", SpikeLog.body, SpikeLog.logSignature]
        expect(bytes(lines.joined(separator: "\n")), "32fefa80", "371bdc")
    }

    @Test("an offline verifier finds nothing")
    func verified() throws {
        var files = MemoryFiles(content: [.checkpoint: SpikeLog.note])
        for file in try TilePublisher(hasher: hasher).files(from: 0, storage: SpikeLog.log()) {
            files.content[file.file] = file.bytes
        }
        let result = try LogVerifier(
            keys: [SpikeLog.key()],
            digests: digests,
            verifier: signatureVerifier,
            countsLanes: false
        ).verify(files)
        #expect(result.holds)
        #expect(result.findings == [])
    }
}
