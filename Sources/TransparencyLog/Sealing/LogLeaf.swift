/// The exact bytes of an entry: what is hashed, stored and published. Nobody writes them again from their meaning.
public struct LogLeaf: Sendable, Hashable {
    /// Bytes: the length of an entry in a bundle has 16 bits (C2SP tlog-tiles).
    public static let byteLimit = 65_535

    public let bytes: [UInt8]

    /// `LogError.entryTooLarge` over the limit.
    public init(_ bytes: [UInt8]) throws(LogError) {
        guard bytes.count <= Self.byteLimit else { throw LogError(.entryTooLarge, "entry of \(bytes.count) bytes") }
        self.bytes = bytes
    }

    init(unchecked bytes: [UInt8]) { self.bytes = bytes }
}

/// A stored row of the log.
public struct LogEntry: Sendable, Hashable {
    /// The place in the log, from 0.
    public let index: Int
    public let leaf: LogLeaf
    /// As stored; a reader who wants to know computes it again.
    public let leafHash: TreeHash

    public init(index: Int, leaf: LogLeaf, leafHash: TreeHash) {
        self.index = index
        self.leaf = leaf
        self.leafHash = leafHash
    }
}
