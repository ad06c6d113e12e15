public import VerificationDomain

/// Seals with one algorithm and opens boxes of both, by libcrypto.
///
/// Nonces are random: seal at most 2³² boxes under one AES-256-GCM key (NIST SP 800-38D section 8.3).
public struct OpenSSLSealer: Sealing, Sendable {
    /// Bytes sealed or opened at once. An answer has at most 10 MiB; the limit stops a broken length from filling
    /// memory.
    public static let plaintextByteLimit = 256 * 1024 * 1024

    public let algorithm: SealingAlgorithm
    private let random: any RandomSource

    public init(algorithm: SealingAlgorithm, random: any RandomSource = SystemRandom()) {
        self.algorithm = algorithm
        self.random = random
    }

    /// A box *algorithm byte ‖ nonce ‖ ciphertext ‖ tag*; throws `plaintextTooLarge` over the limit.
    public func seal(
        _ plaintext: [UInt8],
        key: SymmetricKey,
        context: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        guard plaintext.count <= Self.plaintextByteLimit, context.count <= Self.plaintextByteLimit else {
            throw CryptoError(.plaintextTooLarge, "\(plaintext.count) bytes")
        }
        let nonce = random.bytes(algorithm.nonceByteCount)
        guard nonce.count == algorithm.nonceByteCount else { throw CryptoError(.randomUnusable, "nonce") }
        let sealed =
            switch algorithm {
            case .aes256GCM:
                try GaloisCounterBox.seal(plaintext, key: key.raw, nonce: nonce, context: context)
            case .sm4CTRHMACSM3:
                try CounterBox.seal(
                    plaintext,
                    key: key.raw,
                    nonce: nonce,
                    algorithm: algorithm.rawValue,
                    context: context
                )
            }
        return [algorithm.rawValue] + nonce + sealed
    }

    /// The plaintext of a box of either algorithm; throws `boxRefused` for any other bytes, key or context.
    public func open(_ box: [UInt8], key: SymmetricKey, context: [UInt8]) throws(CryptoError) -> [UInt8] {
        guard let first = box.first, let algorithm = SealingAlgorithm(rawValue: first),
            box.count >= 1 + algorithm.nonceByteCount + algorithm.tagByteCount,
            box.count <= Self.plaintextByteLimit + 64, context.count <= Self.plaintextByteLimit
        else { throw CryptoError(.boxRefused, "sealed box of \(box.count) bytes") }
        let nonce = Array(box.dropFirst().prefix(algorithm.nonceByteCount))
        let sealed = Array(box.dropFirst(1 + algorithm.nonceByteCount))
        switch algorithm {
        case .aes256GCM:
            return try GaloisCounterBox.open(sealed, key: key.raw, nonce: nonce, context: context)
        case .sm4CTRHMACSM3:
            return try CounterBox.open(sealed, key: key.raw, nonce: nonce, algorithm: first, context: context)
        }
    }
}

extension SealingAlgorithm {
    fileprivate var nonceByteCount: Int {
        self == .aes256GCM ? GaloisCounterBox.nonceByteCount : CounterBox.nonceByteCount
    }

    fileprivate var tagByteCount: Int {
        self == .aes256GCM ? GaloisCounterBox.tagByteCount : CounterBox.tagByteCount
    }
}

extension SymmetricKey {
    fileprivate var raw: [UInt8] { withBytes { $0 } }
}
