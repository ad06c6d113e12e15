internal import Synchronization
internal import VerificationDomain

/// Parsed public keys, because putting a point on its curve costs a good part of a verification.
final class PublicKeyCache: Sendable {
    /// Keys kept. The registry lists far fewer; the limit keeps keys out of unknown certificates from filling the
    /// memory.
    static let keyLimit = 1024

    private let keys = Mutex<[PublicKey: KeyHandle]>([:])

    var count: Int { keys.withLock { $0.count } }

    /// The parsed key; `nil` when it is not a point that may be used, which is not remembered. Bytes that are no point
    /// of
    /// Ed25519 are kept like a key, under which nothing verifies.
    func parsed(_ key: PublicKey) -> KeyHandle? {
        if let known = keys.withLock({ $0[key] }) { return known }
        guard let parsed = KeyHandle(key) else { return nil }
        keys.withLock { keys in
            // Emptied rather than sorted by age: a full cache means an attack, and the few real keys come back at once.
            if keys.count >= Self.keyLimit { keys.removeAll() }
            keys[key] = parsed
        }
        return parsed
    }
}
