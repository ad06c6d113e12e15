import Testing
import VerificationDomain

@testable import OpenSSLCrypto

@Suite("Public keys that must not be used")
struct HostileKeyTests {
    let verifier = OpenSSLSignatureVerifier()

    private func refuses(_ suite: SignatureSuite, _ key: [UInt8], _ signature: [UInt8]) throws -> Bool {
        let key = try #require(PublicKey(suite: suite, bytes: key))
        let signature = try #require(Signature(bytes: signature))
        return !verifier.isValid(signature, over: [1, 2, 3], by: key)
    }

    @Test("points off the curve, the origin and coordinates over p", arguments: [SignatureSuite.sm2sm3, .es256])
    func offCurve(suite: SignatureSuite) throws {
        let key = try PrivateKey.generate(suite)
        let signature = try key.sign([1, 2, 3]).bytes
        var twisted = key.publicKey.bytes
        twisted[63] ^= 1
        #expect(try refuses(suite, twisted, signature))
        #expect(try refuses(suite, [UInt8](repeating: 0, count: 64), signature))
        #expect(try refuses(suite, [UInt8](repeating: 0xFF, count: 64), signature))
        #expect(verifier.cachedKeyCount == 0)
    }

    @Test("a point of the other curve", arguments: [(SignatureSuite.sm2sm3, SignatureSuite.es256), (.es256, .sm2sm3)])
    func otherCurve(own: SignatureSuite, other: SignatureSuite) throws {
        let key = try PrivateKey.generate(own)
        #expect(try refuses(other, key.publicKey.bytes, try key.sign([1, 2, 3]).bytes))
    }

    @Test(
        "Ed25519 points of small order and second encodings of a point",
        arguments: [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        ]
    )
    func smallOrder(key: String) throws {
        // R is the neutral point and S is 0: an equation that holds for every message under the neutral point as key.
        let universal = try bytes("01") + [UInt8](repeating: 0, count: 63)
        #expect(try refuses(.ed25519, bytes(key), universal))
    }

    /// Without the check about one message in eight would verify, here dozens under each of the keys.
    @Test(
        "a point of order 8 verifies no message, whichever of its encodings is the key",
        arguments: [
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        ]
    )
    func orderEight(key: String) throws {
        let key = try #require(PublicKey(suite: .ed25519, bytes: bytes(key)))
        let universal = try #require(Signature(bytes: [1] + [UInt8](repeating: 0, count: 63)))
        let verified = (UInt8.min...UInt8.max).filter { verifier.isValid(universal, over: [$0], by: key) }
        #expect(verified.isEmpty)
        #expect(verifier.cachedKeyCount == 0)
    }

    @Test(
        "32 bytes that are no point of Ed25519 verify nothing, also once they are remembered",
        arguments: [2, 7, 8, 11]
    )
    func noPoint(ordinate: UInt8) throws {
        let bytes = [ordinate] + [UInt8](repeating: 0, count: 31)
        let neutral = [1] + [UInt8](repeating: 0, count: 63)
        let honest = try PrivateKey.generate(.ed25519).sign([1, 2, 3]).bytes
        for _ in 0..<2 {
            #expect(try refuses(.ed25519, bytes, neutral))
            #expect(try refuses(.ed25519, bytes, honest))
            #expect(try refuses(.ed25519, bytes, [UInt8](repeating: 0, count: 64)))
        }
        #expect(verifier.cachedKeyCount == 1)
    }

    @Test("keys of another length cannot even be written down", arguments: SignatureSuite.allCases)
    func length(suite: SignatureSuite) {
        for count in [0, 31, 33, 63, 65, 128] {
            #expect(PublicKey(suite: suite, bytes: [UInt8](repeating: 4, count: count)) == nil)
        }
    }

    @Test("the cache of keys is bounded, and a key that fell out of it still works")
    func cacheLimit() throws {
        let cache = PublicKeyCache()
        let first = try PrivateKey.generate(.ed25519).publicKey
        #expect(cache.parsed(first) != nil)
        for _ in 0..<PublicKeyCache.keyLimit { _ = cache.parsed(try PrivateKey.generate(.ed25519).publicKey) }
        #expect(cache.count <= PublicKeyCache.keyLimit)
        #expect(cache.parsed(first) != nil)
    }
}
