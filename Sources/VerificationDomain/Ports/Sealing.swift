/// 32 secret bytes. Never printed: its description says only that it is a key.
public struct SymmetricKey: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    package let bytes: [UInt8]

    /// `nil` unless there are exactly 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    public func withBytes<Result>(_ body: ([UInt8]) throws -> Result) rethrows -> Result { try body(bytes) }

    public var description: String { "SymmetricKey(32 bytes)" }
    public var debugDescription: String { description }
    /// No children, so that `dump` and a debugger that follows mirrors find nothing.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// What seals data at rest: the algorithm travels in the first byte of every sealed box.
public enum SealingAlgorithm: UInt8, Sendable, CaseIterable {
    /// AES-256-GCM (NIST SP 800-38D): 12-byte nonce, 16-byte tag.
    case aes256GCM = 1
    /// SM4-CTR (GB/T 32907) then HMAC-SM3 over everything before the tag (encrypt-then-MAC): 16-byte nonce, 32-byte
    /// tag.
    case sm4CTRHMACSM3 = 2
}

/// Seals and opens boxes under a key, binding them to a context so that a box cannot be moved to another place.
///
/// A box is *algorithm byte ‖ nonce ‖ ciphertext ‖ tag*. Opening a box that was changed, cut, moved to another context
/// or sealed under another key throws; it never returns other bytes.
public protocol Sealing: Sendable {
    func seal(_ plaintext: [UInt8], key: SymmetricKey, context: [UInt8]) throws -> [UInt8]
    func open(_ box: [UInt8], key: SymmetricKey, context: [UInt8]) throws -> [UInt8]
}

/// A source of unpredictable bytes; tests pass a seeded one.
public protocol RandomSource: Sendable {
    func bytes(_ count: Int) -> [UInt8]
}
