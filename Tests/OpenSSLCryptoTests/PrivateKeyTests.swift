import Testing
import VerificationDomain

@testable import OpenSSLCrypto

@Suite("Private keys")
struct PrivateKeyTests {
    @Test("two new keys differ, and each keeps its own through PEM", arguments: SignatureSuite.allCases)
    func generated(suite: SignatureSuite) throws {
        let key = try PrivateKey.generate(suite)
        #expect(try PrivateKey.generate(suite).publicKey != key.publicKey)
        let again = try PrivateKey(pem: try key.pem())
        #expect(again.publicKey == key.publicKey)
        #expect(again.suite == suite)
    }

    @Test(
        "a private number outside 1 to n − 1, for SM2 to n − 2, is refused",
        arguments: [SignatureSuite.sm2sm3, .es256]
    )
    func range(suite: SignatureSuite) throws {
        let order = try bytes(try #require(HostileSignatureTests.orders[suite]))
        var last = order
        last[31] -= 1
        let zero = [UInt8](repeating: 0, count: 32)
        for outside in [zero, order, [UInt8](repeating: 0xFF, count: 32), [], [1], zero + [1]] {
            #expect(throws: CryptoError(.keyUnusable, "")) { try PrivateKey(suite: suite, scalar: outside) }
        }
        if suite == .sm2sm3 {
            #expect(throws: CryptoError(.keyUnusable, "")) { try PrivateKey(suite: suite, scalar: last) }
            last[31] -= 1
        }
        #expect(try PrivateKey(suite: suite, scalar: last).suite == suite)
    }

    @Test("an Ed25519 seed has 32 bytes, and Ed25519 has no private number")
    func seed() {
        for count in [0, 31, 33, 64] {
            #expect(throws: CryptoError(.keyUnusable, "")) {
                try PrivateKey(ed25519Seed: [UInt8](repeating: 1, count: count))
            }
        }
        #expect(throws: CryptoError(.keyUnusable, "")) {
            try PrivateKey(suite: .ed25519, scalar: [UInt8](repeating: 1, count: 32))
        }
    }

    @Test(
        "PEM that holds no private key is refused",
        arguments: ["", "garbage", "-----BEGIN PRIVATE \("KEY")-----\nAAAA\n-----END PRIVATE \("KEY")-----\n"]
    )
    func garbage(text: String) {
        #expect(throws: CryptoError(.keyUnusable, "")) { try PrivateKey(pem: Array(text.utf8)) }
    }

    @Test(
        "a key of another kind is refused, and so is its public half",
        arguments: [
            "-algorithm EC -pkeyopt ec_paramgen_curve:P-384", "-algorithm EC -pkeyopt ec_paramgen_curve:secp256k1",
            "-algorithm X25519", "-algorithm ED448", "-algorithm RSA -pkeyopt rsa_keygen_bits:1024",
        ]
    )
    func otherKind(options: String) throws {
        let folder = try TemporaryFolder()
        try Command.run("bash", "-c", "openssl genpkey \(options) -out \(folder("key.pem"))")
        #expect(throws: CryptoError(.keyUnusable, "")) { try PrivateKey(pem: try folder.read("key.pem")) }
        try Command.run("openssl", "pkey", "-in", folder("key.pem"), "-pubout", "-out", folder("public.pem"))
        #expect(throws: CryptoError(.keyUnusable, "")) { try PublicKey(pem: try folder.read("public.pem")) }
    }

    @Test("a key under a pass phrase is refused, and nobody is asked for it")
    func passPhrase() throws {
        let folder = try TemporaryFolder()
        try Command.run(
            "openssl",
            "genpkey",
            "-algorithm",
            "ED25519",
            "-aes256",
            "-pass",
            "pass:x",
            "-out",
            folder("key.pem")
        )
        #expect(throws: CryptoError(.keyUnusable, "")) { try PrivateKey(pem: try folder.read("key.pem")) }
    }

    @Test("no text of a key shows more than its suite")
    func description() throws {
        let key = try PrivateKey.generate(.sm2sm3)
        #expect("\(key)" == "PrivateKey(sm2-sm3)")
        #expect(String(reflecting: key) == "PrivateKey(sm2-sm3)")
    }

    @Test("a hundred tasks sign with one key and check with one verifier", arguments: SignatureSuite.allCases)
    func concurrency(suite: SignatureSuite) async throws {
        let identifier = try #require(KeyIdentifier("310000-1"))
        let signer = KeyFileSigner(privateKey: try PrivateKey.generate(suite), keyIdentifier: identifier)
        let verifier = OpenSSLSignatureVerifier()
        let valid = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in UInt8(0)..<100 {
                group.addTask {
                    let signature = try await signer.sign([number])
                    return verifier.isValid(signature, over: [number], by: signer.publicKey)
                        && !verifier.isValid(signature, over: [number, number], by: signer.publicKey)
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(valid == 100)
        #expect(verifier.cachedKeyCount == 1)
    }
}
