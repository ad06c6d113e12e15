internal import VerificationDomain

/// One signature line of a note: `— <name> <base64 of id ‖ signature>` (C2SP signed-note).
public struct NoteSignature: Sendable, Hashable {
    /// Bytes of one line; ML-DSA-44 signatures have 2,420 bytes before base64.
    static let byteLimit = 8192
    private static let dash = Array("— ".utf8)

    public let name: KeyName
    public let keyID: KeyID
    /// What follows the id: 64 bytes for Ed25519, more for others.
    public let signature: [UInt8]

    public init(name: KeyName, keyID: KeyID, signature: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.signature = signature
    }

    /// Reads one line without its line feed.
    init?(line: ArraySlice<UInt8>) {
        guard line.count <= Self.byteLimit, line.starts(with: Self.dash) else { return nil }
        let parts = line.dropFirst(Self.dash.count)
            .split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 2, let name = KeyName(utf8: parts[0]), let bytes = Base64.standard.decode(parts[1]),
            bytes.count > 4, let keyID = KeyID(bytes: bytes.prefix(4))
        else { return nil }
        self.init(name: name, keyID: keyID, signature: Array(bytes.dropFirst(4)))
    }

    /// Whether `init(line:)` would take the line.
    var isReadable: Bool { !signature.isEmpty && line.count <= Self.byteLimit + 1 }

    /// The line with its line feed.
    var line: [UInt8] {
        Self.dash + name.utf8 + [UInt8(ascii: " ")] + Base64.standard.encodeToUTF8(keyID.bytes + signature) + [0x0A]
    }
}
