/// A text with signature lines below it, not yet checked (C2SP signed-note).
///
/// Every note has one spelling: what is read is written again byte for byte.
public struct SignedNote: Sendable, Hashable {
    /// Bytes of a whole note: far above any checkpoint, far below what would hurt a reader.
    public static let byteLimit = 256 * 1024
    /// Signature lines. The format asks for 16 at least; thousands would cost a reader time for keys it does not know.
    public static let signatureLimit = 64

    /// What is signed, with its last line feed.
    public let text: [UInt8]
    public let signatures: [NoteSignature]

    /// A note from its parts; refuses what could not be read back.
    public init(text: [UInt8], signatures: [NoteSignature]) throws(LogError) {
        self.text = text
        self.signatures = signatures
        guard !signatures.isEmpty, signatures.count <= Self.signatureLimit, text.last == 0x0A, Self.isPlain(text),
            bytes.count <= Self.byteLimit, signatures.allSatisfy(\.isReadable)
        else { throw LogError(.noteMalformed, "note") }
    }

    /// Reads a note; the text ends before the last empty line.
    public init(parsing bytes: [UInt8]) throws(LogError) {
        guard bytes.count <= Self.byteLimit, bytes.last == 0x0A, Self.isPlain(bytes),
            let end = Self.lastEmptyLine(bytes)
        else { throw LogError(.noteMalformed, "note") }
        let lines = bytes[(end + 1)...].dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count <= Self.signatureLimit else { throw LogError(.noteMalformed, "signature lines of a note") }
        var signatures: [NoteSignature] = []
        for line in lines {
            guard let signature = NoteSignature(line: line) else {
                throw LogError(.noteMalformed, "signature line \(signatures.count + 1) of a note")
            }
            signatures.append(signature)
        }
        text = Array(bytes[..<end])
        self.signatures = signatures
    }

    /// The whole note.
    public var bytes: [UInt8] { text + [0x0A] + signatures.flatMap(\.line) }

    /// The same text with one more signature line, for a second key during a rotation.
    public func adding(_ signature: NoteSignature) throws(LogError) -> SignedNote {
        try SignedNote(text: text, signatures: signatures + [signature])
    }

    /// UTF-8 without control bytes except line feeds.
    private static func isPlain(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 >= 0x20 || $0 == 0x0A } && String(validating: bytes, as: UTF8.self) != nil
    }

    /// The position of the line feed that is the last empty line.
    private static func lastEmptyLine(_ bytes: [UInt8]) -> Int? {
        guard bytes.count > 2 else { return nil }
        return (1..<bytes.count).last { bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A }
    }
}
