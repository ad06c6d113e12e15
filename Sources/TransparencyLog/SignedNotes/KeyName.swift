/// The name of a signing key, and the origin of a log: not empty, no white space, no `+` (C2SP signed-note).
///
/// Compared byte by byte: two names that look alike in different Unicode forms are two names.
public struct KeyName: Sendable, Hashable, CustomStringConvertible {
    /// Bytes. A longer name is a line that wants to fill somebody's storage.
    public static let byteLimit = 256

    let utf8: [UInt8]

    /// `nil` when the text cannot be a name.
    public init?(_ text: some StringProtocol) { self.init(utf8: Array(text.utf8)) }

    init?(utf8: some Collection<UInt8>) {
        let bytes = Array(utf8)
        guard (1...Self.byteLimit).contains(bytes.count), let text = String(validating: bytes, as: UTF8.self),
            text.unicodeScalars.allSatisfy(Self.allows)
        else { return nil }
        self.utf8 = bytes
    }

    private static func allows(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && scalar != "+" && !scalar.properties.isWhitespace
    }

    public var description: String { String(decoding: utf8, as: UTF8.self) }
}
