import Testing
import VerificationDomain

@testable import OpenSSLCrypto

@Suite("Sealed boxes")
struct SealerTests {
    let context = Array("case 42 / answer 320000".utf8)
    let plaintext = Array("one record of an invented household".utf8)

    private func key(_ byte: UInt8) throws -> SymmetricKey {
        try #require(SymmetricKey(bytes: [UInt8](repeating: byte, count: 32)))
    }

    @Test("AES-256-GCM as in test case 16 of the GCM specification (McGrew and Viega)")
    func galoisVector() throws {
        let half = "feffe9928665731c6d6a8f9467308308"
        let key = try #require(SymmetricKey(bytes: bytes(half + half)))
        let nonce = try bytes("cafebabefacedbaddecaf888")
        let text = try bytes(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
        )
        let associated = try bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2")
        let box = try OpenSSLSealer(algorithm: .aes256GCM, random: FixedRandom(value: nonce))
            .seal(text, key: key, context: associated)
        let expected = try bytes(
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662" + "76fc6ece0f4e1768cddf8853bb2d551b"
        )
        #expect(box == [1] + nonce + expected)
        let opened = try OpenSSLSealer(algorithm: .sm4CTRHMACSM3).open(
            [1] + nonce + expected,
            key: key,
            context: associated
        )
        #expect(opened == text)
    }

    /// Made outside this project from SM4-CTR and HMAC-SM3 by the rule in `CounterBox`'s comment: what was sealed years
    /// ago must still open.
    @Test("a frozen SM4-CTR and HMAC-SM3 box is opened, and made again from its nonce")
    func frozenCounterBox() throws {
        let key = try #require(SymmetricKey(bytes: Array(UInt8(0)..<32)))
        let nonce = Array(UInt8(0xA0)..<0xB0)
        let box = try bytes(
            "02 a0a1a2a3a4a5a6a7a8a9aaabacadaeaf"
                + "4c2917734f96e210b2b759243565dc07e208384539b573fa39933d120250aeeadd6d9b"
                + "c43702544b1c55aee38f786c5e1787e4cc77e0dca9e0d8446924bcb464c61715"
        )
        #expect(try OpenSSLSealer(algorithm: .aes256GCM).open(box, key: key, context: context) == plaintext)
        let sealer = OpenSSLSealer(algorithm: .sm4CTRHMACSM3, random: FixedRandom(value: nonce))
        #expect(try sealer.seal(plaintext, key: key, context: context) == box)
    }

    @Test("SM4 as in the first example of GB/T 32907 annex A: the counter block is encrypted as ECB would")
    func blockVector() throws {
        let block = try bytes("0123456789abcdeffedcba9876543210")
        let stream = try CounterBox.counterMode([UInt8](repeating: 0, count: 16), key: block, nonce: block)
        #expect(try stream == bytes("681edf34d206965e86b3e94f536e4246"))
    }

    @Test("SM4-CTR as in draft-ribose-cfrg-sm4 appendix A.2.5")
    func counterVector() throws {
        let text = try bytes(
            ["aa", "bb", "cc", "dd", "ee", "ff", "aa", "bb"].map { String(repeating: $0, count: 8) }.joined()
        )
        let output = try CounterBox.counterMode(
            text,
            key: bytes("0123456789abcdeffedcba9876543210"),
            nonce: Array(UInt8(0)..<16)
        )
        let expected = try bytes(
            "ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7"
                + "f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514"
        )
        #expect(output == expected)
    }

    @Test("what is sealed is opened again by a sealer of either algorithm", arguments: SealingAlgorithm.allCases)
    func roundTrip(algorithm: SealingAlgorithm) throws {
        let sealer = OpenSSLSealer(algorithm: algorithm)
        for text in [[], [0], plaintext, [UInt8](repeating: 9, count: 100_000)] {
            let box = try sealer.seal(text, key: try key(1), context: context)
            #expect(box.first == algorithm.rawValue)
            #expect(box.count == 1 + text.count + (algorithm == .aes256GCM ? 28 : 48))
            for opener in SealingAlgorithm.allCases.map({ OpenSSLSealer(algorithm: $0) }) {
                #expect(try opener.open(box, key: try key(1), context: context) == text)
            }
        }
        #expect(try sealer.open(sealer.seal([1], key: key(1), context: []), key: key(1), context: []) == [1])
    }

    @Test("two boxes of one text differ", arguments: SealingAlgorithm.allCases)
    func freshNonces(algorithm: SealingAlgorithm) throws {
        let sealer = OpenSSLSealer(algorithm: algorithm)
        let boxes = Set(try (0..<50).map { _ in try sealer.seal(plaintext, key: try key(1), context: context) })
        #expect(boxes.count == 50)
    }

    @Test("each bit of a box matters", arguments: SealingAlgorithm.allCases)
    func flipped(algorithm: SealingAlgorithm) throws {
        let sealer = OpenSSLSealer(algorithm: algorithm)
        let box = try sealer.seal(plaintext, key: try key(1), context: context)
        for position in box.indices {
            for bit in UInt8(0)..<8 {
                var changed = box
                changed[position] ^= 1 << bit
                #expect(throws: CryptoError(.boxRefused, "")) {
                    try sealer.open(changed, key: try key(1), context: context)
                }
            }
        }
    }

    @Test("a box that was cut or grew is refused", arguments: SealingAlgorithm.allCases)
    func cut(algorithm: SealingAlgorithm) throws {
        let sealer = OpenSSLSealer(algorithm: algorithm)
        let box = try sealer.seal(plaintext, key: try key(1), context: context)
        for count in box.indices {
            for piece in [Array(box.prefix(count)), Array(box.suffix(count))] {
                #expect(throws: CryptoError(.boxRefused, "")) {
                    try sealer.open(piece, key: try key(1), context: context)
                }
            }
        }
        #expect(throws: CryptoError(.boxRefused, "")) { try sealer.open(box + [0], key: try key(1), context: context) }
    }

    @Test("a box in another context or under another key is refused", arguments: SealingAlgorithm.allCases)
    func moved(algorithm: SealingAlgorithm) throws {
        let sealer = OpenSSLSealer(algorithm: algorithm)
        let box = try sealer.seal(plaintext, key: try key(1), context: context)
        for other in [[], context + [0], Array(context.dropLast()), Array("case 43 / answer 320000".utf8)] {
            #expect(throws: CryptoError(.boxRefused, "")) { try sealer.open(box, key: try key(1), context: other) }
        }
        #expect(throws: CryptoError(.boxRefused, "")) { try sealer.open(box, key: try key(2), context: context) }
    }

    @Test("bytes cannot move between the context and the box")
    func boundary() throws {
        let sealer = OpenSSLSealer(algorithm: .sm4CTRHMACSM3)
        let box = try sealer.seal(plaintext, key: try key(1), context: [1, 2, 2])
        #expect(throws: CryptoError(.boxRefused, "")) {
            try sealer.open([2] + box, key: try key(1), context: [1, 2])
        }
    }

    @Test("a plaintext or a context of more than 256 MiB is refused before anything is encrypted")
    func tooLarge() throws {
        let sealer = OpenSSLSealer(algorithm: .aes256GCM)
        let large = [UInt8](repeating: 0, count: OpenSSLSealer.plaintextByteLimit + 1)
        let key = try key(1)
        #expect(throws: CryptoError(.plaintextTooLarge, "")) { try sealer.seal(large, key: key, context: []) }
        #expect(throws: CryptoError(.plaintextTooLarge, "")) { try sealer.seal([], key: key, context: large) }
    }

    @Test("a random source that gives too few or too many bytes is not used", arguments: [0, 11, 13, 15, 17])
    func brokenRandom(count: Int) throws {
        let random = FixedRandom(value: [UInt8](repeating: 0, count: count))
        for algorithm in SealingAlgorithm.allCases {
            #expect(throws: CryptoError(.randomUnusable, "")) {
                try OpenSSLSealer(algorithm: algorithm, random: random).seal([], key: try key(1), context: [])
            }
        }
    }

    @Test("the system's random source gives as many bytes as asked for, and others each time")
    func random() {
        let random = SystemRandom()
        #expect(random.bytes(0).isEmpty)
        #expect(random.bytes(1).count == 1)
        #expect(random.bytes(32).count == 32)
        #expect(random.bytes(32) != random.bytes(32))
    }
}
