import Foundation
import OpenSSLCrypto
import Testing
import TransparencyLog
import VerificationDomain

@Suite("hedui audit prove")
struct AuditProofTests {
    private let demo: DemoState

    init() throws { demo = try DemoState.finished() }

    /// What a third party does: it has the entry, the proof file and the verifier key, and nothing else.
    private func verify(_ bytes: [UInt8], entry: Int) throws {
        let proof = try LogProof(parsing: bytes)
        #expect(proof.index == entry)
        let key = try VerifierKey(text: demo.verifierKey("310000"), digests: OpenSSLDigests())
        _ = try VerifiedInclusion(
            proof,
            of: try leaf(entry),
            keys: [key],
            hasher: TreeHasher(OpenSSLDigests()),
            verifier: OpenSSLSignatureVerifier()
        )
    }

    /// The entry out of the published bundle, where each has two bytes of length before it.
    private func leaf(_ index: Int) throws -> LogLeaf {
        let folder = "\(demo.path)/310000/log/tile/entries/000.p"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        let name = try #require(names.compactMap { Int($0) }.max())
        var rest = [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))[...]
        var leaf: [UInt8] = []
        for _ in 0...index {
            let length = Array(rest.prefix(2))
            try #require(length.count == 2, "the bundle has no entry \(index)")
            let count = Int(length[0]) << 8 | Int(length[1])
            leaf = Array(rest.dropFirst(2).prefix(count))
            rest = rest.dropFirst(2 + count)
        }
        return try LogLeaf(leaf)
    }

    private func prove(_ entry: String, _ options: [String] = []) throws -> HeduiProgram.Result {
        try HeduiProgram.run(["audit", "prove", entry, "--config", demo.configuration("310000")] + options)
    }

    @Test("a proof in a file and one on standard output are the same bytes, and prove their entry")
    func bytes() throws {
        let target = try TemporaryFolder()
        let file = "\(target.path)/entry-3.tlog-proof"
        let written = try prove("3", ["--out", file])
        #expect(written.status == 0, "\(written.text)")
        #expect(written.output == "proof of entry 3 in \(file)\n")
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
        try verify(bytes, entry: 3)
        let printed = try prove("3")
        #expect(Array(printed.output.utf8) == bytes)
    }

    @Test("an entry is named by its identifier too, and with --json the proof is a member")
    func identifier() throws {
        let identifier = try AuditEntryHeader(try leaf(4)).id
        let result = try prove(identifier.description)
        #expect(result.status == 0, "\(result.text)")
        try verify(Array(result.output.utf8), entry: 4)
        let json = try JSONSerialization.jsonObject(with: Data(prove("4", ["--json"]).output.utf8)) as? [String: Any]
        #expect(json?["index"] as? Int == 4)
        #expect(json?["proof"] as? String == result.output)
    }

    @Test(
        "an entry that is not there is an error",
        arguments: [("999999", 65), ("first", 65), ("0197b2a4-7c1d-7e3f-8a5b-123456789abc", 66)] as [(String, Int32)]
    )
    func missing(entry: String, status: Int32) throws {
        #expect(try prove(entry).status == status)
    }

    @Test("a checkpoint that was tampered with proves nothing, and is a finding")
    func tamperedCheckpoint() throws {
        let copy = try demo.copy()
        let path = copy.file("310000/log/checkpoint")
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let line = try #require(bytes.lastIndex { $0 == UInt8(ascii: " ") })
        // Within the signature.
        bytes[line + 20] = bytes[line + 20] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        try Data(bytes).write(to: URL(filePath: path))
        let result = try HeduiProgram.run(["audit", "prove", "3", "--config", copy.configuration("310000")])
        #expect(result.status == 1, "\(result.text)")
        #expect(result.output.isEmpty)
        #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    }
}
