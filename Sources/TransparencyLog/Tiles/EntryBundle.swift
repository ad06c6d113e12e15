/// The content of an entry tile: for each entry its length in two big-endian bytes, then the entry (C2SP tlog-tiles).
public struct EntryBundle: Sendable, Hashable {
    public let entries: [LogLeaf]

    public init(entries: [LogLeaf]) { self.entries = entries }

    /// Reads at least `width` entries to the exact end of the bytes, and keeps `width`.
    public init(bytes: [UInt8], width: Int) throws(LogError) {
        var entries: [LogLeaf] = []
        var position = 0
        while position < bytes.count {
            guard position + 2 <= bytes.count, entries.count < TilePath.fullWidth else { throw Self.malformed(entries) }
            let start = position + 2
            let end = start + Int(bytes[position]) << 8 + Int(bytes[position + 1])
            guard end <= bytes.count else { throw Self.malformed(entries) }
            entries.append(LogLeaf(unchecked: Array(bytes[start..<end])))
            position = end
        }
        guard entries.count >= width else { throw Self.malformed(entries) }
        self.entries = Array(entries.prefix(width))
    }

    public var bytes: [UInt8] {
        entries.flatMap { [UInt8($0.bytes.count >> 8), UInt8($0.bytes.count & 0xFF)] + $0.bytes }
    }

    private static func malformed(_ entries: [LogLeaf]) -> LogError {
        LogError(.tileMalformed, "entry bundle after \(entries.count) entries")
    }
}
