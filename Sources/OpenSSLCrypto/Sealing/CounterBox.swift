internal import COpenSSL

/// SM4-CTR (GB/T 32907, SP 800-38A section 6.5), then HMAC-SM3 over everything: nonce of 16 bytes, tag of 32 bytes.
///
/// OpenSSL 3.0 has no SM4-GCM, so this is encrypt-then-MAC. Both keys come from the one key by HMAC-SM3 under two
/// labels, so neither the cipher nor the MAC ever sees the other's key. What the MAC covers is *length of the context
/// in 8 bytes big-endian ‖ context ‖ algorithm byte ‖ nonce ‖ ciphertext*: no byte can move from the context into the
/// box.
enum CounterBox {
    static let nonceByteCount = 16
    static let tagByteCount = 32

    private static let encryptionLabel = Array("hedui seal v1 sm4-ctr encryption".utf8)
    private static let authenticationLabel = Array("hedui seal v1 hmac-sm3 authentication".utf8)

    /// Ciphertext ‖ tag.
    static func seal(
        _ plaintext: [UInt8],
        key: [UInt8],
        nonce: [UInt8],
        algorithm: UInt8,
        context: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        let ciphertext = try counterMode(plaintext, key: derived(key, encryptionLabel), nonce: nonce)
        return ciphertext + tag(of: [algorithm] + nonce + ciphertext, key, context)
    }

    /// The plaintext of ciphertext ‖ tag, which has at least the bytes of a tag; nothing is decrypted before the tag
    /// held.
    static func open(
        _ sealed: [UInt8],
        key: [UInt8],
        nonce: [UInt8],
        algorithm: UInt8,
        context: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        let ciphertext = Array(sealed.dropLast(tagByteCount))
        let expected = tag(of: [algorithm] + nonce + ciphertext, key, context)
        guard isEqual(expected, Array(sealed.suffix(tagByteCount))) else {
            throw CryptoError(.boxRefused, "sealed box")
        }
        return try counterMode(ciphertext, key: derived(key, encryptionLabel), nonce: nonce)
    }

    /// SM4 in counter mode, which is its own inverse, under the first 16 bytes of the key.
    static func counterMode(_ text: [UInt8], key: [UInt8], nonce: [UInt8]) throws(CryptoError) -> [UInt8] {
        var half = Array(key.prefix(16))
        defer { wipe(&half) }
        let cipher = try CipherContext(.sm4CTR, .encrypting, key: half, nonce: nonce)
        let output = try cipher.update(text)
        guard cipher.finish() else { throw .fromLibrary(.libraryFailure, "SM4-CTR") }
        return output
    }

    private static func tag(of box: [UInt8], _ key: [UInt8], _ context: [UInt8]) -> [UInt8] {
        var authenticationKey = derived(key, authenticationLabel)
        defer { wipe(&authenticationKey) }
        let length = (0..<8).map { UInt8(truncatingIfNeeded: context.count >> (56 - 8 * $0)) }
        return KeyedDigest.authenticationCode(length + context + box, key: authenticationKey, .sm3)
    }

    private static func derived(_ key: [UInt8], _ label: [UInt8]) -> [UInt8] {
        KeyedDigest.authenticationCode(label, key: key, .sm3)
    }

    /// In a time that does not depend on where the bytes differ.
    private static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        unsafe left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }
}
