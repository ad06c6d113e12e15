import Testing
import TransparencyLog
import VerificationDomain

@Suite("The tree is that of RFC 6962")
struct TreeTests {
    @Test("the classic leaves give the classic roots", arguments: 0...8)
    func roots(size: Int) throws {
        let root = hasher.root(of: ClassicLeaves.hashes.prefix(size))
        #expect(root.hexadecimal == ClassicLeaves.roots[size])
        #expect(try MemoryTree(ClassicLeaves.hashes).root(size: size, hasher: hasher) == root)
    }

    @Test("the root is MTH of section 2.1 for every size up to 300")
    func definition() {
        var frontier = Frontier()
        let tree = MemoryTree(count: 300)
        for size in 0...300 {
            #expect(frontier.root(hasher: hasher) == MemoryTree.root(tree.leafHashes.prefix(size)))
            if size < 300 { frontier.append(tree.leafHashes[size], hasher: hasher) }
        }
    }

    @Test("a leaf and a node of the same bytes have different hashes")
    func domainSeparation() {
        let (left, right) = (ClassicLeaves.hashes[0], ClassicLeaves.hashes[1])
        #expect(hasher.nodeHash(left, right) != hasher.leafHash(left.bytes + right.bytes))
        #expect(hasher.leafHash([]) != hasher.emptyRoot)
    }

    @Test("a tree hash has 32 bytes and one text in each form")
    func texts() throws {
        let hash = ClassicLeaves.hashes[3]
        #expect(TreeHash(base64: Array(hash.base64.utf8)) == hash)
        #expect(TreeHash(hexadecimal: hash.hexadecimal) == hash)
        #expect(TreeHash(bytes: hash.bytes.dropLast()) == nil)
        #expect(TreeHash(bytes: hash.bytes + [0]) == nil)
        #expect(TreeHash(base64: Array(hash.base64.dropLast().utf8)) == nil)
        #expect(TreeHash(base64: Array((hash.base64.dropLast(2) + "==").utf8)) == nil)
        #expect(TreeHash(hexadecimal: hash.hexadecimal + "00") == nil)
    }

    @Test("a frontier comes back from its bytes and goes on as before")
    func frontierBytes() throws {
        var tree = Frontier()
        for size in 0..<70 {
            var copy = try Frontier(bytes: tree.bytes)
            #expect(copy == tree)
            let next = hasher.leafHash([UInt8(size)])
            copy.append(next, hasher: hasher)
            tree.append(next, hasher: hasher)
            #expect(copy.root(hasher: hasher) == tree.root(hasher: hasher))
        }
    }

    @Test("a frontier that is cut, padded or of another size is refused")
    func hostileFrontier() throws {
        let bytes = MemoryTree(count: 11).frontier.bytes
        let other: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 10] + bytes.dropFirst(8)
        let huge: [UInt8] = [0x80, 0, 0, 0, 0, 0, 0, 0] + bytes.dropFirst(8).prefix(32)
        let hostile = [[], Array(bytes.dropLast()), bytes + [0], bytes + Array(repeating: 0, count: 32), other, huge]
        for bytes in hostile {
            #expect(throws: LogError(.frontierMalformed, "")) { try Frontier(bytes: bytes) }
        }
    }
}
