/// A signature suite: what signs, with which digest beside it. The table stands in docs/exchange-protocol.md.
public enum SignatureSuite: String, Sendable, Hashable, CaseIterable {
    /// SM2 with SM3 and the distinguishing id `1234567812345678` (GB/T 32918.2): the default between provinces.
    case sm2sm3 = "sm2-sm3"
    /// ECDSA over P-256 with SHA-256 (RFC 7518 section 3.4).
    case es256
    /// Ed25519 (RFC 8032, RFC 9864).
    case ed25519

    /// The JWS `alg` value that we write.
    public var algorithmName: String {
        switch self {
        case .sm2sm3: "SM2-SM3"
        case .es256: "ES256"
        case .ed25519: "Ed25519"
        }
    }

    /// Every `alg` value that a verifier takes for this suite; `EdDSA` is the older name of the same thing (RFC 8037).
    public var acceptedAlgorithmNames: [String] {
        self == .ed25519 ? ["Ed25519", "EdDSA"] : [algorithmName]
    }

    public var digestAlgorithm: DigestAlgorithm { self == .sm2sm3 ? .sm3 : .sha256 }

    /// Bytes of the raw signature: r‖s big-endian for the two curves, RFC 8032's R‖S for Ed25519.
    public var signatureByteCount: Int { 64 }

    /// Bytes of the public key: x‖y for the two curves, the encoded point for Ed25519.
    public var publicKeyByteCount: Int { self == .ed25519 ? 32 : 64 }
}

/// A public key as raw bytes of its suite: x‖y big-endian, or Ed25519's 32 bytes. Whether the point lies on its curve
/// is checked where the key is used.
public struct PublicKey: Sendable, Hashable {
    public let suite: SignatureSuite
    public let bytes: [UInt8]

    /// `nil` unless the length is the suite's.
    public init?(suite: SignatureSuite, bytes: [UInt8]) {
        guard bytes.count == suite.publicKeyByteCount else { return nil }
        self.suite = suite
        self.bytes = bytes
    }
}

/// A raw signature of 64 bytes; never DER.
public struct Signature: Sendable, Hashable {
    public let bytes: [UInt8]

    /// `nil` unless there are exactly 64 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 64 else { return nil }
        self.bytes = bytes
    }
}

/// The name of a key in the federation registry (`kid`): 1 to 64 characters of `A-Z a-z 0-9 . _ -`.
public struct KeyIdentifier: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let description: String

    public init?(_ text: some StringProtocol) {
        guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(Self.allows) else { return nil }
        description = String(text)
    }

    private static func allows(_ character: UInt8) -> Bool {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

/// Signs with one private key, which may sit in a file, an HSM or a signing server; the caller never sees it.
///
/// Safe from any task; each call is independent. Throws when the key cannot be used; a returned signature is complete.
public protocol Signer: Sendable {
    var keyIdentifier: KeyIdentifier { get }
    var publicKey: PublicKey { get }
    /// The raw signature over exactly these bytes.
    func sign(_ bytes: [UInt8]) async throws -> Signature
}

/// Checks signatures against public keys. Safe from any task.
public protocol SignatureVerifying: Sendable {
    /// `true` only when `signature` is a valid signature of `bytes` by `key`. A key that is not on its curve, or a
    /// signature out of range, is `false`, not an error.
    func isValid(_ signature: Signature, over bytes: [UInt8], by key: PublicKey) -> Bool
}
