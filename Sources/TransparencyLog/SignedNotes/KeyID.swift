public import VerificationDomain

/// The short id of a verifier key: the first four bytes of SHA-256(name ‖ LF ‖ type ‖ public key) (C2SP signed-note).
///
/// A hint for choosing the key, no proof of anything: 32 bits can be made to collide.
public struct KeyID: Sendable, Hashable, CustomStringConvertible {
    let bytes: [UInt8]

    public init(name: KeyName, type: UInt8, publicKey: [UInt8], digests: any Digesting) {
        bytes = Array(digests.digest(name.utf8 + [0x0A, type] + publicKey, .sha256).bytes.prefix(4))
    }

    /// `nil` unless there are exactly four bytes.
    init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 4 else { return nil }
        self.bytes = Array(bytes)
    }

    /// Eight lower-case hexadecimal digits.
    public var description: String { Hexadecimal.encode(bytes) }
}
