/// AES-256-GCM (NIST SP 800-38D): nonce of 12 bytes, tag of 16 bytes, the context as additional authenticated data.
enum GaloisCounterBox {
    static let nonceByteCount = 12
    static let tagByteCount = 16

    /// Ciphertext ‖ tag.
    static func seal(
        _ plaintext: [UInt8],
        key: [UInt8],
        nonce: [UInt8],
        context: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        let cipher = try CipherContext(.aes256GCM, .encrypting, key: key, nonce: nonce)
        try cipher.authenticate(context)
        let ciphertext = try cipher.update(plaintext)
        guard cipher.finish() else { throw .fromLibrary(.libraryFailure, "sealing") }
        return ciphertext + (try cipher.tag(byteCount: tagByteCount))
    }

    /// The plaintext of ciphertext ‖ tag, which has at least the bytes of a tag.
    static func open(
        _ sealed: [UInt8],
        key: [UInt8],
        nonce: [UInt8],
        context: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        let cipher = try CipherContext(.aes256GCM, .decrypting, key: key, nonce: nonce)
        try cipher.authenticate(context)
        try cipher.expectTag(Array(sealed.suffix(tagByteCount)))
        var plaintext = try cipher.update(Array(sealed.dropLast(tagByteCount)))
        guard cipher.finish() else {
            // What came out before the tag was compared must not be used by anyone.
            wipe(&plaintext)
            ErrorQueue.clear()
            throw CryptoError(.boxRefused, "sealed box")
        }
        return plaintext
    }
}
