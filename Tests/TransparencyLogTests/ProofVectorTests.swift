import Testing
import TransparencyLog

@Suite("Proofs are those of RFC 6962")
struct ProofVectorTests {
    private let tree = MemoryTree(ClassicLeaves.hashes)

    private func prefixes(_ hashes: [TreeHash]) -> [String] { hashes.map { String($0.hexadecimal.prefix(16)) } }

    @Test("leaf 5 in 8")
    func inclusion() throws {
        let proof = try InclusionProof(index: 5, size: 8, reader: tree, hasher: hasher)
        #expect(prefixes(proof.hashes) == ["bc1a0643b12e4d2d", "ca854ea128ed050b", "d37ee418976dd957"])
    }

    @Test("3 to 8 and 6 to 8")
    func consistency() throws {
        let fromThree = try ConsistencyProof(from: 3, to: 8, reader: tree, hasher: hasher)
        let fromSix = try ConsistencyProof(from: 6, to: 8, reader: tree, hasher: hasher)
        #expect(
            prefixes(fromThree.hashes) == [
                "0298d122906dcfc1", "07506a85fd9dd2f1", "fac54203e7cc696c", "6b47aaf29ee3c2af",
            ]
        )
        #expect(prefixes(fromSix.hashes) == ["0ebc5d3437fbe2db", "ca854ea128ed050b", "d37ee418976dd957"])
    }

    @Test("a proof outside the tree is not made")
    func outside() {
        for (index, size) in [(8, 8), (-1, 8), (0, 0), (0, -1)] {
            #expect(throws: LogError(.sizeOutOfRange, "")) {
                try InclusionProof(index: index, size: size, reader: tree, hasher: hasher)
            }
        }
        for (older, newer) in [(5, 4), (-1, 4), (3, 9)] {
            #expect(throws: LogError(.sizeOutOfRange, "")) {
                try ConsistencyProof(from: older, to: newer, reader: tree, hasher: hasher)
            }
        }
    }
}
