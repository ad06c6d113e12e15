internal import COpenSSL
internal import VerificationDomain

/// What libcrypto calls a suite, and the numbers of its group.
extension SignatureSuite {
    /// The key type of `EVP_PKEY_CTX_new_from_name`.
    var keyType: String {
        switch self {
        case .sm2sm3: "SM2"
        case .es256: "EC"
        case .ed25519: "ED25519"
        }
    }

    /// The group of the two curves of GB/T 32918.5 and SP 800-186; `nil` for Ed25519, which has no choice.
    var curve: SignatureSuiteParameters.Curve? {
        switch self {
        case .sm2sm3: SignatureSuiteParameters.sm2
        case .es256: SignatureSuiteParameters.p256
        case .ed25519: nil
        }
    }

    /// The digest that libcrypto applies to the message; `nil` where the scheme brings its own (RFC 8032).
    var messageDigest: DigestMethod? {
        switch self {
        case .sm2sm3: .sm3
        case .es256: .sha256
        case .ed25519: nil
        }
    }
}

enum SignatureSuiteParameters {
    /// A short Weierstrass curve over 256 bits with cofactor 1.
    struct Curve {
        let groupName: String
        let number: Int32
        /// The order n of the group, 32 bytes big-endian.
        let order: [UInt8]

        /// Whether the 32 big-endian bytes are a number from 1 to n − 1.
        func contains(_ scalar: some Collection<UInt8>) -> Bool {
            scalar.count == 32 && scalar.contains { $0 != 0 } && scalar.lexicographicallyPrecedes(order)
        }
    }

    static let allKeyTypes = ["SM2", "EC", "ED25519"]

    /// The distinguishing id of GM/T 0009: `1234567812345678`. libcrypto's own default is the empty string.
    static let distinguishingIdentifier = Array("1234567812345678".utf8)

    /// GB/T 32918.5: the recommended curve.
    static let sm2 = Curve(
        groupName: "SM2",
        number: NID_sm2,
        order: order("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123")
    )

    /// NIST SP 800-186 section 3.2.1.3.
    static let p256 = Curve(
        groupName: "P-256",
        number: NID_X9_62_prime256v1,
        order: order("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")
    )

    private static func order(_ text: String) -> [UInt8] { Hexadecimal.decode(text) ?? [] }
}
