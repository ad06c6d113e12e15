import Testing
import VerificationDomain

@testable import OpenSSLCrypto

@Suite("Signatures that must not verify")
struct HostileSignatureTests {
    let verifier = OpenSSLSignatureVerifier()
    let message = Array("310000 asks 340000".utf8)

    static let orders: [SignatureSuite: String] = [
        .sm2sm3: "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123",
        .es256: "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
    ]

    @Test("any flipped bit of the signature", arguments: SignatureSuite.allCases)
    func flippedBits(suite: SignatureSuite) throws {
        let key = try PrivateKey.generate(suite)
        let good = try key.sign(message)
        #expect(verifier.isValid(good, over: message, by: key.publicKey))
        for position in 0..<64 {
            var changed = good.bytes
            changed[position] ^= 1 << UInt8(position % 8)
            let signature = try #require(Signature(bytes: changed))
            #expect(!verifier.isValid(signature, over: message, by: key.publicKey), "byte \(position)")
        }
    }

    @Test("any flipped byte of the message, an empty one and a longer one", arguments: SignatureSuite.allCases)
    func changedMessage(suite: SignatureSuite) throws {
        let key = try PrivateKey.generate(suite)
        let signature = try key.sign(message)
        for position in message.indices {
            var changed = message
            changed[position] ^= 0x80
            #expect(!verifier.isValid(signature, over: changed, by: key.publicKey))
        }
        #expect(!verifier.isValid(signature, over: [], by: key.publicKey))
        #expect(!verifier.isValid(signature, over: message + message, by: key.publicKey))
    }

    @Test("another key of the same suite", arguments: SignatureSuite.allCases)
    func otherKey(suite: SignatureSuite) throws {
        let signature = try PrivateKey.generate(suite).sign(message)
        #expect(!verifier.isValid(signature, over: message, by: try PrivateKey.generate(suite).publicKey))
    }

    @Test("r or s that is 0, n, over n, or all ones", arguments: [SignatureSuite.sm2sm3, .es256])
    func outOfRange(suite: SignatureSuite) throws {
        let key = try PrivateKey.generate(suite)
        let good = try key.sign(message).bytes
        let order = try bytes(try #require(Self.orders[suite]))
        var next = order
        next[31] += 1
        let outside = [[UInt8](repeating: 0, count: 32), order, next, [UInt8](repeating: 0xFF, count: 32)]
        for number in outside {
            for changed in [number + good.suffix(32), good.prefix(32) + number, number + number] {
                let signature = try #require(Signature(bytes: Array(changed)))
                #expect(!verifier.isValid(signature, over: message, by: key.publicKey))
            }
        }
    }

    @Test("an Ed25519 signature with the group order added to S (RFC 8032 section 8.4)")
    func malleableEdwards() throws {
        let key = try PrivateKey.generate(.ed25519)
        var changed = try key.sign(message).bytes
        let order = try bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
        var carry = 0
        for index in 0..<32 {
            let sum = Int(changed[32 + index]) + Int(order[index]) + carry
            changed[32 + index] = UInt8(truncatingIfNeeded: sum)
            carry = sum >> 8
        }
        let signature = try #require(Signature(bytes: changed))
        #expect(!verifier.isValid(signature, over: message, by: key.publicKey))
    }

    @Test("an Ed25519 signature whose R or S is 0, whose S is the group order, or all ones")
    func outOfRangeEdwards() throws {
        let key = try PrivateKey.generate(.ed25519)
        let good = try key.sign(message).bytes
        let zero = [UInt8](repeating: 0, count: 32)
        let ones = [UInt8](repeating: 0xFF, count: 32)
        let order = try bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
        let (point, number) = (Array(good.prefix(32)), Array(good.suffix(32)))
        let forged = [
            zero + number, point + zero, point + order, point + ones, zero + zero, zero + order, ones + number,
            ones + ones,
        ]
        for changed in forged {
            let signature = try #require(Signature(bytes: changed))
            #expect(!verifier.isValid(signature, over: message, by: key.publicKey))
        }
    }

    @Test("an SM2 signature with s = n − r, where t = r + s is 0 (GB/T 32918.2 section 7.1 step B6)")
    func zeroSumSM2() throws {
        let key = try PrivateKey.generate(.sm2sm3)
        let random = try key.sign(message).bytes.prefix(32)
        let order = try bytes(try #require(Self.orders[.sm2sm3]))
        let signature = try #require(Signature(bytes: Array(random) + Self.difference(order, Array(random))))
        #expect(!verifier.isValid(signature, over: message, by: key.publicKey))
    }

    /// left − right of 32 bytes each, big-endian.
    static func difference(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var result = left
        var borrow = 0
        for index in left.indices.reversed() {
            let difference = Int(left[index]) - Int(right[index]) - borrow
            result[index] = UInt8(truncatingIfNeeded: difference)
            borrow = difference < 0 ? 1 : 0
        }
        return result
    }

    @Test("an SM2 signature (r, n − s), which ECDSA would take and SM2 must not")
    func mirroredSM2() throws {
        let key = try PrivateKey.generate(.sm2sm3)
        let good = try key.sign(message).bytes
        let order = try bytes(try #require(Self.orders[.sm2sm3]))
        let mirrored = Array(good.prefix(32)) + Self.difference(order, Array(good.suffix(32)))
        let signature = try #require(Signature(bytes: mirrored))
        #expect(!verifier.isValid(signature, over: message, by: key.publicKey))
    }

    @Test("DER where raw bytes are due, cut or filled to the length", arguments: [SignatureSuite.sm2sm3, .es256])
    func distinguishedForm(suite: SignatureSuite) throws {
        let key = try PrivateKey.generate(suite)
        let encoded = SignatureEncoding.distinguished(try key.sign(message).bytes)
        #expect(Signature(bytes: encoded) == nil)
        let cut = try #require(Signature(bytes: Array(encoded.prefix(64))))
        #expect(!verifier.isValid(cut, over: message, by: key.publicKey))
    }

    @Test("s and r exchanged", arguments: [SignatureSuite.sm2sm3, .es256])
    func exchanged(suite: SignatureSuite) throws {
        let key = try PrivateKey.generate(suite)
        let good = try key.sign(message).bytes
        let signature = try #require(Signature(bytes: Array(good.suffix(32) + good.prefix(32))))
        #expect(!verifier.isValid(signature, over: message, by: key.publicKey))
    }

    @Test("SM2 under an empty distinguishing id, which is libcrypto's default, or under another one")
    func otherIdentifier() throws {
        let key = try PrivateKey.generate(.sm2sm3)
        let signature = try key.sign(message)
        #expect(verifier.isValid(signature, over: message, by: key.publicKey))
        for identifier in ["", "1234567812345679", "ALICE123@YAHOO.COM"] {
            let other = OpenSSLSignatureVerifier(identifier: Array(identifier.utf8))
            #expect(!other.isValid(signature, over: message, by: key.publicKey))
        }
    }

    @Test("refusals leave nothing in libcrypto's error queue")
    func drained() throws {
        let key = try PrivateKey.generate(.es256)
        let signature = try key.sign([1])
        let offCurve = try #require(PublicKey(suite: .es256, bytes: [UInt8](repeating: 1, count: 64)))
        #expect(!verifier.isValid(signature, over: [2], by: key.publicKey))
        #expect(!verifier.isValid(signature, over: [1], by: offCurve))
        #expect(throws: CryptoError.self) { try PrivateKey(pem: Array("garbage".utf8)) }
        #expect(ErrorQueue.drain() == "")
    }
}
