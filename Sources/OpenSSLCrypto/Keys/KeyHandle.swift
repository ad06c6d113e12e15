internal import COpenSSL
internal import VerificationDomain

/// The one owner of an EVP_PKEY, public or private.
// Unchecked: an EVP_PKEY does not change after it was made, and libcrypto locks its caches and reference count.
@safe final class KeyHandle: @unchecked Sendable {
    private let handle: OpaquePointer

    /// Takes the key over and frees it.
    init(owning handle: OpaquePointer) { unsafe self.handle = handle }

    deinit { unsafe EVP_PKEY_free(handle) }

    @safe func withHandle<R, E: Error>(_ body: (OpaquePointer) throws(E) -> R) throws(E) -> R {
        defer { withExtendedLifetime(self) {} }
        return unsafe try body(handle)
    }

    /// The key for checking signatures; `nil` when the point of SM2 or P-256 is not on its curve, or that of Ed25519
    /// has
    /// a second encoding or a small order.
    ///
    /// libcrypto keeps the 32 bytes of an Ed25519 key as they are: that no point of the curve has them shows when a
    /// signature is checked, and then every one is invalid (RFC 8032 section 5.1.7 step 1).
    convenience init?(_ key: PublicKey) {
        let handle: OpaquePointer?
        if let curve = key.suite.curve {
            let point = [0x04] + key.bytes
            unsafe handle = hedui_crypto_public_key(key.suite.keyType, curve.groupName, point, point.count)
        } else {
            guard EdwardsPoint.isUsableKey(key.bytes) else { return nil }
            unsafe handle = EVP_PKEY_new_raw_public_key_ex(nil, key.suite.keyType, nil, key.bytes, key.bytes.count)
        }
        guard let handle = unsafe handle else {
            ErrorQueue.clear()
            return nil
        }
        unsafe self.init(owning: handle)
    }

    /// The suite and the raw bytes of the key's public half; `nil` for a kind of key that no suite uses.
    var publicKey: PublicKey? {
        guard let suite else { return nil }
        var bytes = [UInt8](repeating: 0, count: suite.publicKeyByteCount)
        let read = withHandle { handle in
            if suite == .ed25519 {
                var count = bytes.count
                return unsafe EVP_PKEY_get_raw_public_key(handle, &bytes, &count) == 1 && count == bytes.count
            }
            var half = [UInt8](repeating: 0, count: 32)
            guard unsafe hedui_crypto_coordinate(handle, OSSL_PKEY_PARAM_EC_PUB_X, &half) == 1 else { return false }
            bytes.replaceSubrange(..<32, with: half)
            guard unsafe hedui_crypto_coordinate(handle, OSSL_PKEY_PARAM_EC_PUB_Y, &half) == 1 else { return false }
            bytes.replaceSubrange(32..., with: half)
            return true
        }
        guard read else {
            ErrorQueue.clear()
            return nil
        }
        return PublicKey(suite: suite, bytes: bytes)
    }

    /// Whether the private number lies in its range, 1 to n − 1 and for SM2 to n − 2, and the public half is its own.
    var isConsistentPair: Bool {
        withHandle { key in
            guard let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, key, nil) else { return false }
            defer { unsafe EVP_PKEY_CTX_free(context) }
            return unsafe EVP_PKEY_private_check(context) == 1 && EVP_PKEY_pairwise_check(context) == 1
        }
    }

    private var suite: SignatureSuite? {
        defer { ErrorQueue.clear() }
        if isKind("SM2") { return .sm2sm3 }
        if isKind("ED25519") { return .ed25519 }
        return isKind("EC") && groupName == "prime256v1" ? .es256 : nil
    }

    private func isKind(_ name: String) -> Bool { withHandle { unsafe EVP_PKEY_is_a($0, name) == 1 } }

    private var groupName: String {
        var buffer = [CChar](repeating: 0, count: 64)
        var count = 0
        let read = withHandle { unsafe EVP_PKEY_get_group_name($0, &buffer, buffer.count, &count) }
        guard read == 1 else { return "" }
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
