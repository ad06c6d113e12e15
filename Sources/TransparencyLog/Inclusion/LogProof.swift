internal import VerificationDomain

/// A proof file: shows offline that an entry is in a signed log (`c2sp.org/tlog-proof@v1`). Extension `.tlog-proof`.
public struct LogProof: Sendable, Hashable {
    /// Bytes of the whole file.
    public static let byteLimit = 512 * 1024
    private static let firstLine = Array("c2sp.org/tlog-proof@v1".utf8)

    /// Application data that nothing protects; `nil` when there is none.
    public let extra: [UInt8]?
    public let index: Int
    public let inclusion: InclusionProof
    /// The signed checkpoint, byte for byte.
    public let checkpoint: SignedNote

    public init(
        index: Int,
        inclusion: InclusionProof,
        checkpoint: SignedNote,
        extra: [UInt8]? = nil
    ) throws(LogError) {
        guard (0..<Checkpoint.sizeLimit).contains(index) else {
            throw LogError(.sizeOutOfRange, "proof of entry \(index)")
        }
        self.extra = extra
        self.index = index
        self.inclusion = inclusion
        self.checkpoint = checkpoint
    }

    /// Reads a proof file.
    public init(parsing bytes: [UInt8]) throws(LogError) {
        guard bytes.count <= Self.byteLimit, let end = Self.firstEmptyLine(bytes) else {
            throw LogError(.proofMalformed, "proof")
        }
        var lines = bytes[..<end].split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
        guard let first = lines.popFirst(), first.elementsEqual(Self.firstLine) else {
            throw LogError(.proofMalformed, "first line of the proof")
        }
        extra = try Self.extra(&lines)
        guard let line = lines.popFirst(), line.starts(with: "index ".utf8),
            let index = DecimalText.number(line.dropFirst(6), limit: Checkpoint.sizeLimit - 1)
        else { throw LogError(.proofMalformed, "index line of the proof") }
        self.index = index
        inclusion = InclusionProof(hashes: try Self.hashes(lines))
        checkpoint = try SignedNote(parsing: Array(bytes[(end + 1)...]))
        // An early empty line would make the hashes part of the note; its text must be a checkpoint.
        _ = try Checkpoint(body: checkpoint.text)
    }

    private static func extra(_ lines: inout ArraySlice<ArraySlice<UInt8>>) throws(LogError) -> [UInt8]? {
        guard let line = lines.first, line.starts(with: "extra ".utf8) else { return nil }
        lines.removeFirst()
        guard let bytes = Base64.standard.decode(line.dropFirst(6)), !bytes.isEmpty else {
            throw LogError(.proofMalformed, "extra line of the proof")
        }
        return bytes
    }

    private static func hashes(_ lines: ArraySlice<ArraySlice<UInt8>>) throws(LogError) -> [TreeHash] {
        let hashes = lines.compactMap { TreeHash(base64: $0) }
        guard hashes.count == lines.count, hashes.count < Int.bitWidth else {
            throw LogError(.proofMalformed, "hash lines of the proof")
        }
        return hashes
    }

    /// The position of the line feed that is the first empty line.
    private static func firstEmptyLine(_ bytes: [UInt8]) -> Int? {
        guard bytes.count > 2 else { return nil }
        return (1..<bytes.count).first { bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A }
    }

    public var bytes: [UInt8] {
        var lines = [String(decoding: Self.firstLine, as: UTF8.self)]
        if let extra { lines.append("extra \(Base64.standard.encode(extra))") }
        lines.append("index \(index)")
        lines += inclusion.hashes.map(\.base64)
        return Array((lines.joined(separator: "\n") + "\n\n").utf8) + checkpoint.bytes
    }
}
