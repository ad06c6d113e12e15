import Foundation
import Testing
import VerificationDomain

@testable import OpenSSLCrypto

/// PKCS#8 keys made byte by byte, because no tool would write these.
@Suite("A private key file whose halves do not belong together, or whose number is out of range, is refused")
struct TamperedKeyTests {
    static let curves: [SignatureSuite: String] = [.es256: "2a8648ce3d030107", .sm2sm3: "2a811ccf5501822d"]

    /// `PrivateKeyInfo` (RFC 5958) around `ECPrivateKey` (RFC 5915) in PEM.
    private func pem(_ suite: SignatureSuite, _ scalar: [UInt8], _ point: [UInt8]) throws -> [UInt8] {
        let curve = try #require(Self.curves[suite])
        var der = try bytes("308187 020100 3013 06072a8648ce3d0201 0608 \(curve) 046d 306b 020101 0420") + scalar
        der += try bytes("a144 034200 04") + point
        let label = "PRIVATE \("KEY")"
        return Array("-----BEGIN \(label)-----\n\(Data(der).base64EncodedString())\n-----END \(label)-----\n".utf8)
    }

    private func scalar(_ number: UInt8) -> [UInt8] { [UInt8](repeating: 0, count: 31) + [number] }

    private func point(_ suite: SignatureSuite, _ number: UInt8) throws -> [UInt8] {
        try PrivateKey(suite: suite, scalar: scalar(number)).publicKey.bytes
    }

    @Test(
        "a key written so by hand is taken when its halves belong together",
        arguments: [SignatureSuite.sm2sm3, .es256]
    )
    func consistent(suite: SignatureSuite) throws {
        let key = try PrivateKey(pem: try pem(suite, scalar(7), try point(suite, 7)))
        #expect(key.suite == suite)
        #expect(try key.publicKey.bytes == point(suite, 7))
        #expect(OpenSSLSignatureVerifier().isValid(try key.sign([1]), over: [1], by: key.publicKey))
    }

    @Test("the public half of another key", arguments: [SignatureSuite.sm2sm3, .es256])
    func otherPublicHalf(suite: SignatureSuite) throws {
        let text = try pem(suite, scalar(7), try point(suite, 8))
        #expect(throws: CryptoError(.keyUnusable, "")) { try PrivateKey(pem: text) }
        let folder = try TemporaryFolder()
        let path = try folder.write("key.pem", text)
        #expect(throws: CryptoError(.keyUnusable, "")) { try PrivateKey(file: path) }
        #expect(ErrorQueue.drain() == "")
    }

    @Test("a public half that is no point of the curve", arguments: [SignatureSuite.sm2sm3, .es256])
    func offCurve(suite: SignatureSuite) throws {
        var twisted = try point(suite, 7)
        twisted[63] ^= 1
        let text = try pem(suite, scalar(7), twisted)
        #expect(throws: CryptoError(.keyUnusable, "")) { try PrivateKey(pem: text) }
    }

    @Test(
        "0, n, n + 7, and for SM2 n − 1, whatever public half they come with",
        arguments: [SignatureSuite.sm2sm3, .es256]
    )
    func range(suite: SignatureSuite) throws {
        let order = try bytes(try #require(HostileSignatureTests.orders[suite]))
        var above = order
        above[31] += 7
        var outside = [scalar(0), order, above, [UInt8](repeating: 0xFF, count: 32)]
        if suite == .sm2sm3 {
            var last = order
            last[31] -= 1
            outside.append(last)
        }
        for number in outside {
            for owner in [UInt8(1), 7] {
                let text = try pem(suite, number, try point(suite, owner))
                #expect(throws: CryptoError(.keyUnusable, "")) { try PrivateKey(pem: text) }
            }
        }
    }

    @Test("SM2's n − 1 with the public half that is really its own")
    func lastNumberOfSM2() throws {
        var last = try bytes(try #require(HostileSignatureTests.orders[.sm2sm3]))
        last[31] -= 1
        // (n − 1)·G is −G: the same x, and p − y.
        let base = try point(.sm2sm3, 1)
        let prime = try bytes("fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff")
        let mirrored = base.prefix(32) + HostileSignatureTests.difference(prime, Array(base.suffix(32)))
        let text = try pem(.sm2sm3, last, Array(mirrored))
        #expect(throws: CryptoError(.keyUnusable, "")) { try PrivateKey(pem: text) }
    }
}
