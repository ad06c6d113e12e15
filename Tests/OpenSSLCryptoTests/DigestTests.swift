import Testing
import VerificationDomain

@testable import OpenSSLCrypto

@Suite("Digests agree with the standards")
struct DigestTests {
    let digests = OpenSSLDigests()

    @Test(
        "SM3 of the examples of GB/T 32905 annex A",
        arguments: [
            ("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
            (
                String(repeating: "abcd", count: 16),
                "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
            ),
        ]
    )
    func sm3(text: String, expected: String) {
        #expect(digests.digest(Array(text.utf8), .sm3).hexadecimal == expected)
    }

    @Test(
        "SHA-256 of the examples of FIPS 180-4, and of nothing",
        arguments: [
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ]
    )
    func sha256(text: String, expected: String) {
        #expect(digests.digest(Array(text.utf8), .sha256).hexadecimal == expected)
    }

    @Test("HMAC-SM3 of a short key")
    func keyedSM3() throws {
        let code = KeyedDigest.authenticationCode(
            Array("abc".utf8),
            key: [UInt8](repeating: 0x0B, count: 16),
            .sm3
        )
        #expect(try code == bytes("bc66c2faf16250fd3e0cf83c90edc1cb513fa90febf80d55fd05180c5576c87a"))
    }

    @Test(
        "HMAC-SHA-256 of RFC 4231 sections 4.2, 4.3 and 4.7, the last with a key longer than a block",
        arguments: [
            (
                String(repeating: "0b", count: 20), "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                "4a656665", "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                String(repeating: "aa", count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ]
    )
    func keyedSHA256(key: String, text: String, expected: String) throws {
        let code = KeyedDigest.authenticationCode(Array(text.utf8), key: try bytes(key), .sha256)
        #expect(try code == bytes(expected))
    }

    @Test("the port's keyed digest is that of the openssl command", arguments: DigestAlgorithm.allCases)
    func keyedPort(algorithm: DigestAlgorithm) throws {
        let raw = Array(UInt8(0)..<32)
        let key = try #require(SymmetricKey(bytes: raw))
        let folder = try TemporaryFolder()
        let file = try folder.write("text", Array("text".utf8))
        let name = algorithm == .sm3 ? "-sm3" : "-sha256"
        let hexadecimal = Hexadecimal.encode(raw)
        let output = try Command.run("openssl", "dgst", name, "-mac", "HMAC", "-macopt", "hexkey:\(hexadecimal)", file)
        let code = digests.authenticationCode(Array("text".utf8), key: key, algorithm)
        #expect(code.algorithm == algorithm)
        #expect(output.contains(code.hexadecimal))
    }

    @Test("another key or another text gives another keyed digest")
    func keyedDiffers() throws {
        let key = try #require(SymmetricKey(bytes: [UInt8](repeating: 1, count: 32)))
        let other = try #require(SymmetricKey(bytes: [UInt8](repeating: 2, count: 32)))
        let code = digests.authenticationCode([1, 2, 3], key: key, .sm3)
        #expect(code != digests.authenticationCode([1, 2, 3], key: other, .sm3))
        #expect(code != digests.authenticationCode([1, 2], key: key, .sm3))
        #expect(code.bytes != digests.digest([1, 2, 3], .sm3).bytes)
    }

    @Test("a hundred tasks digest at once and all get the same")
    func concurrency() async {
        let text = [UInt8](repeating: 7, count: 10_000)
        let expected = digests.digest(text, .sm3)
        let results = await withTaskGroup(of: Digest.self) { group in
            for _ in 0..<100 { group.addTask { digests.digest(text, .sm3) } }
            return await group.reduce(into: Set<Digest>()) { $0.insert($1) }
        }
        #expect(results == [expected])
    }

    @Test("the installed library has every algorithm and says its version")
    func library() throws {
        try OpenSSLLibrary.checkAlgorithms()
        #expect(OpenSSLLibrary.version.hasPrefix("OpenSSL 3."))
    }
}
