internal import VerificationDomain

/// A SHA-256 hash of a leaf, a node or a whole tree (RFC 6962 section 2.1): exactly 32 bytes.
public struct TreeHash: Sendable, Hashable, CustomStringConvertible {
    public static let byteCount = 32

    public let bytes: [UInt8]

    /// `nil` unless there are exactly 32 bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = Array(bytes)
    }

    init(unchecked bytes: [UInt8]) { self.bytes = bytes }

    /// Reads the 44 characters of standard, padded base64, as checkpoints and proofs hold them.
    public init?(base64 text: some BidirectionalCollection<UInt8>) {
        guard text.count == 44, let bytes = Base64.standard.decode(text) else { return nil }
        self.init(bytes: bytes)
    }

    /// Reads 64 hexadecimal digits in either case.
    public init?(hexadecimal text: some StringProtocol) {
        guard text.utf8.count == 2 * Self.byteCount, let bytes = Hexadecimal.decode(text) else { return nil }
        self.init(bytes: bytes)
    }

    public var base64: String { Base64.standard.encode(bytes) }
    public var hexadecimal: String { Hexadecimal.encode(bytes) }
    public var description: String { hexadecimal }
}
