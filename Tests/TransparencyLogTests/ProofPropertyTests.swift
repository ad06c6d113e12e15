import Testing
import TransparencyLog

@Suite("A proof holds for its own place and for no other")
struct ProofPropertyTests {
    static let limit = 130
    private let tree = MemoryTree(count: ProofPropertyTests.limit)
    private let roots: [TreeHash]

    init() throws {
        let tree = tree
        roots = try (0...Self.limit).map { try tree.root(size: $0, hasher: hasher) }
    }

    /// The proof with a hash taken away at each place, and with one more at each end.
    private func otherLengths(_ hashes: [TreeHash]) -> [[TreeHash]] {
        let shorter = hashes.indices.map { index in
            var copy = hashes
            copy.remove(at: index)
            return copy
        }
        return shorter + [hashes + [roots[1]], [roots[1]] + hashes]
    }

    /// The proof with one bit turned in each of its hashes.
    private func changed(_ hashes: [TreeHash], bit: Int) -> [[TreeHash]] {
        hashes.indices.map { index in
            var copy = hashes
            copy[index] = copy[index].flipped(bit: bit)
            return copy
        }
    }

    @Test("every inclusion proof up to 130 entries holds, and no changed one does")
    func inclusion() throws {
        var failures: [String] = []
        for size in 1...Self.limit {
            for index in 0..<size {
                let proof = try InclusionProof(index: index, size: size, reader: tree, hasher: hasher)
                if !check(proof.hashes, index, size).holds { failures.append("\(index) in \(size)") }
                for other in otherLengths(proof.hashes) where check(other, index, size) != .refused(.wrongLength) {
                    failures.append("length, \(index) in \(size)")
                }
                guard (index + size).isMultiple(of: 5) else { continue }
                for other in changed(proof.hashes, bit: (7 * index + size) % 256)
                where check(other, index, size).holds {
                    failures.append("hash, \(index) in \(size)")
                }
            }
        }
        #expect(failures == [])
    }

    private func check(_ hashes: [TreeHash], _ index: Int, _ size: Int) -> ProofVerdict {
        InclusionProof(hashes: hashes).check(
            index: index,
            leafHash: tree.leafHashes[index],
            size: size,
            root: roots[size],
            hasher: hasher
        )
    }

    @Test("every consistency proof up to 130 entries holds, and no changed one does")
    func consistency() throws {
        var failures: [String] = []
        for newer in 0...Self.limit {
            for older in 0...newer {
                let proof = try ConsistencyProof(from: older, to: newer, reader: tree, hasher: hasher)
                if !check(proof.hashes, from: older, to: newer).holds { failures.append("\(older) to \(newer)") }
                for other in otherLengths(proof.hashes) where check(other, from: older, to: newer).holds {
                    failures.append("length, \(older) to \(newer)")
                }
                guard (older + newer).isMultiple(of: 5) else { continue }
                for other in changed(proof.hashes, bit: (7 * older + newer) % 256)
                where check(other, from: older, to: newer).holds {
                    failures.append("hash, \(older) to \(newer)")
                }
            }
        }
        #expect(failures == [])
    }

    private func check(_ hashes: [TreeHash], from older: Int, to newer: Int) -> ProofVerdict {
        ConsistencyProof(hashes: hashes).check(
            olderSize: older,
            olderRoot: roots[older],
            newerSize: newer,
            newerRoot: roots[newer],
            hasher: hasher
        )
    }

    @Test("an inclusion proof does not hold for another entry, index, size or root")
    func otherPlaces() throws {
        let proof = try InclusionProof(index: 41, size: 100, reader: tree, hasher: hasher)
        let leaf = tree.leafHashes[41]
        func verdict(_ index: Int, _ leaf: TreeHash, _ size: Int, _ root: TreeHash) -> ProofVerdict {
            proof.check(index: index, leafHash: leaf, size: size, root: root, hasher: hasher)
        }
        #expect(verdict(41, leaf, 100, roots[100]) == .holds)
        #expect(verdict(41, tree.leafHashes[42], 100, roots[100]) == .refused(.rootDiffers))
        #expect(verdict(41, leaf, 100, roots[99]) == .refused(.rootDiffers))
        for index in 0..<100 where index != 41 { #expect(!verdict(index, leaf, 100, roots[100]).holds) }
        #expect(verdict(100, leaf, 100, roots[100]) == .refused(.indexOutsideTree))
        #expect(verdict(-1, leaf, 100, roots[100]) == .refused(.indexOutsideTree))
        #expect(verdict(0, leaf, 0, roots[0]) == .refused(.indexOutsideTree))
        #expect(verdict(41, leaf, Int.max, roots[100]) == .refused(.wrongLength))
        #expect(verdict(Int.max - 1, leaf, Int.max, roots[100]) == .refused(.wrongLength))
    }

    @Test("a consistency proof does not hold for other sizes or other roots")
    func otherTrees() throws {
        let proof = try ConsistencyProof(from: 41, to: 100, reader: tree, hasher: hasher)
        func verdict(_ older: Int, _ olderRoot: TreeHash, _ newer: Int, _ newerRoot: TreeHash) -> ProofVerdict {
            proof.check(
                olderSize: older,
                olderRoot: olderRoot,
                newerSize: newer,
                newerRoot: newerRoot,
                hasher: hasher
            )
        }
        #expect(verdict(41, roots[41], 100, roots[100]) == .holds)
        #expect(verdict(41, roots[42], 100, roots[100]) == .refused(.olderRootDiffers))
        #expect(verdict(41, roots[41], 100, roots[99]) == .refused(.rootDiffers))
        #expect(verdict(100, roots[100], 41, roots[41]) == .refused(.sizesReversed))
        #expect(verdict(-1, roots[41], 100, roots[100]) == .refused(.sizesReversed))
        for older in 0..<100 where older != 41 { #expect(!verdict(older, roots[older], 100, roots[100]).holds) }
        #expect(!verdict(41, roots[41], Int.max, roots[100]).holds)
        let empty = ConsistencyProof(hashes: [])
        let equal = empty.check(
            olderSize: 9,
            olderRoot: roots[9],
            newerSize: 9,
            newerRoot: roots[10],
            hasher: hasher
        )
        #expect(equal == .refused(.rootDiffers))
        let fromNothing = empty.check(
            olderSize: 0,
            olderRoot: roots[1],
            newerSize: 9,
            newerRoot: roots[9],
            hasher: hasher
        )
        #expect(fromNothing == .refused(.olderRootDiffers))
    }
}
