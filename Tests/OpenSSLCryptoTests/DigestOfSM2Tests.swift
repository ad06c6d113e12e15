import Testing
import VerificationDomain

@testable import OpenSSLCrypto

/// GB/T 32918.2 section 5.5: Z binds the signer's id, the curve and the public key into what is signed. libcrypto
/// computes
/// it inside; the numbers of the standard's example, made here from SM3 alone, show that it is this one that we mean.
@Suite("SM2 signs SM3 over Z and the message")
struct DigestOfSM2Tests {
    /// a, b, and the base point of the recommended curve (GB/T 32918.5).
    private static let curve =
        "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc"
        + "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93"
        + "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7"
        + "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0"
    private static let publicKey =
        "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
        + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"

    private let digests = OpenSSLDigests()

    private func identityDigest(_ identifier: [UInt8]) throws -> Digest {
        let bitCount = identifier.count * 8
        let length = [UInt8(bitCount >> 8), UInt8(truncatingIfNeeded: bitCount)]
        return digests.digest(length + identifier + (try bytes(Self.curve)) + (try bytes(Self.publicKey)), .sm3)
    }

    @Test("Z and e of the standard's example come from our id and our SM3")
    func example() throws {
        let identifier = SignatureSuiteParameters.distinguishingIdentifier
        let identity = try identityDigest(identifier)
        #expect(identity.hexadecimal == "b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3")
        let signed = digests.digest(identity.bytes + Array("message digest".utf8), .sm3)
        #expect(signed.hexadecimal == "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640")
    }

    @Test("another id gives another Z, so its signatures are others too")
    func otherIdentifier() throws {
        let ours = try identityDigest(SignatureSuiteParameters.distinguishingIdentifier)
        for other in ["", "1234567812345679", "ALICE123@YAHOO.COM"] {
            #expect(try identityDigest(Array(other.utf8)) != ours)
        }
    }
}
