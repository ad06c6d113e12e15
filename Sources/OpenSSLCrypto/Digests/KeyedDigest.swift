/// HMAC (RFC 2104) over a digest with blocks of 64 bytes, as SM3 and SHA-256 have.
///
/// libcrypto's own HMAC looks the digest up by name in every call, which costs more than the HMAC of a short message.
enum KeyedDigest {
    private static let blockByteCount = 64

    static func authenticationCode(_ bytes: [UInt8], key: [UInt8], _ method: DigestMethod) -> [UInt8] {
        var block = key.count > blockByteCount ? method.digest(key) : key
        block += [UInt8](repeating: 0, count: blockByteCount - block.count)
        for index in block.indices { block[index] ^= 0x36 }
        let context = DigestContext(method)
        let inner = context.digest(block, bytes)
        for index in block.indices { block[index] ^= 0x36 ^ 0x5C }
        defer { wipe(&block) }
        return context.digest(block, inner)
    }
}
