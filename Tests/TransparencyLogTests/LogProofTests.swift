import Testing
import TransparencyLog

@Suite("A proof file shows one entry offline")
struct LogProofTests {
    private func proof(of index: Int = 5, extra: [UInt8]? = nil) throws -> LogProof {
        let keys = [try SpikeLog.key()]
        let opened = try VerifiedCheckpoint(note: SpikeLog.note, keys: keys, verifier: signatureVerifier)
        let made = try SpikeLog.log().proof(of: index, checkpoint: opened)
        return try LogProof(index: index, inclusion: made.inclusion, checkpoint: made.checkpoint, extra: extra)
    }

    private func check(_ proof: LogProof, _ entry: Int, keys: [VerifierKey]? = nil) throws -> VerifiedInclusion {
        try VerifiedInclusion(
            proof,
            of: LogLeaf(SpikeLog.leaves[entry]),
            keys: keys ?? [SpikeLog.key()],
            hasher: hasher,
            verifier: signatureVerifier
        )
    }

    @Test("every entry's proof is read back and holds", arguments: 0..<8)
    func holds(index: Int) throws {
        let proof = try proof(of: index)
        #expect(try LogProof(parsing: proof.bytes) == proof)
        let verified = try check(proof, index)
        #expect(verified.index == index)
        #expect(verified.leaf.bytes == SpikeLog.leaves[index])
    }

    @Test("extra data is carried and protects nothing")
    func extra() throws {
        let proof = try proof(extra: bytes("anything"))
        #expect(try LogProof(parsing: proof.bytes).extra == bytes("anything"))
        #expect(try check(proof, 5).index == 5)
    }

    @Test("a proof does not hold for another entry, another index or another log")
    func others() throws {
        let proof = try proof()
        #expect(throws: LogError(.proofInvalid, "")) { try check(proof, 4) }
        let moved = try LogProof(index: 4, inclusion: proof.inclusion, checkpoint: proof.checkpoint)
        #expect(throws: LogError(.proofInvalid, "")) { try check(moved, 5) }
        let outside = try LogProof(index: 8, inclusion: proof.inclusion, checkpoint: proof.checkpoint)
        #expect(throws: LogError(.proofInvalid, "")) { try check(outside, 5) }
        let other = try VerifierKey(text: SignedNoteTests.keyText, digests: digests)
        #expect(throws: LogError(.signerUnknown, "")) { try check(proof, 5, keys: [other]) }
        #expect(throws: LogError(.sizeOutOfRange, "")) {
            try LogProof(index: -1, inclusion: proof.inclusion, checkpoint: proof.checkpoint)
        }
    }

    @Test("whatever byte is changed, the file is refused, does not hold, or says the same")
    func everyByte() throws {
        let original = try proof()
        let bytes = original.bytes
        var accepted: [LogProof] = []
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x02
            guard let read = try? LogProof(parsing: changed), (try? check(read, 5)) != nil else { continue }
            accepted.append(read)
        }
        // Only the signature lines of witnesses, whose keys this reader does not know, can change unseen.
        #expect(accepted.allSatisfy { $0.index == 5 && $0.inclusion == original.inclusion })
        #expect(accepted.allSatisfy { $0.checkpoint.text == original.checkpoint.text })
        #expect(accepted.allSatisfy { $0.checkpoint.signatures[0] == original.checkpoint.signatures[0] })
    }

    static let hostile: [(String, String)] = [
        ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"), ("c2sp.org/tlog-proof@v1\n", ""),
        ("index 5", "index 05"), ("index 5", "index -5"), ("index 5", "index  5"), ("index 5", "index 5 "),
        ("index 5", "index"), ("index 5\n", ""), ("index 5", "index 281474976710656"), ("index 5", "Index 5"),
        ("index 5\n", "index 5\nindex 5\n"), ("index 5\n", "index 5\nextra AAAA\n"), ("index 5", "extra \nindex 5"),
        ("index 5", "extra AAAA\nextra AAAA\nindex 5"), ("index 5", "extra A\nindex 5"), ("index 5\n", "index 5\n\n"),
        ("index 5\n", "index 5\r\n"), ("index 5\n", "index 5\nAAAA\n"),
    ]

    @Test("what is not exactly a proof file is refused", arguments: hostile)
    func refused(part: String, replacement: String) throws {
        let text = String(decoding: try proof().bytes, as: UTF8.self)
        #expect(throws: LogError.self) { try LogProof(parsing: bytes(text.replacing(part, with: replacement))) }
        #expect(throws: LogError(.proofMalformed, "")) { try LogProof(parsing: []) }
    }

    @Test("a proof file has at most 512 KiB")
    func sizeLimit() throws {
        // `extra`, a blank and a line feed, then base64 in groups of four.
        let groups = (524_288 - (try proof().bytes.count) - 7) / 4
        let largest = try proof(extra: [UInt8](repeating: 1, count: 3 * groups))
        #expect(try LogProof(parsing: largest.bytes).extra?.count == 3 * groups)
        let over = try proof(extra: [UInt8](repeating: 1, count: 3 * groups + 3))
        #expect(over.bytes.count > 524_288)
        #expect(throws: LogError(.proofMalformed, "")) { try LogProof(parsing: over.bytes) }
    }

    @Test("a proof with more hashes than any tree has is refused")
    func tooLong() throws {
        let many = InclusionProof(hashes: Array(repeating: hasher.emptyRoot, count: 64))
        let long = try LogProof(index: 5, inclusion: many, checkpoint: proof().checkpoint)
        #expect(throws: LogError(.proofMalformed, "")) { try LogProof(parsing: long.bytes) }
    }
}
