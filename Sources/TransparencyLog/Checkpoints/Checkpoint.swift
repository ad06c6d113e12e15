/// The size and the root of a log at one moment (C2SP tlog-checkpoint). Extension lines are not used and not taken.
public struct Checkpoint: Sendable, Hashable {
    /// Entries. Six levels of tiles reach this far (C2SP tlog-tiles); a larger size only wants to overflow somebody.
    public static let sizeLimit = 1 << 48

    public let origin: KeyName
    /// Entries.
    public let size: Int
    public let root: TreeHash

    /// `LogError.sizeOutOfRange` for a size below 0 or over the limit.
    public init(origin: KeyName, size: Int, root: TreeHash) throws(LogError) {
        guard (0...Self.sizeLimit).contains(size) else { throw LogError(.sizeOutOfRange, "checkpoint of \(origin)") }
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Reads the text of a note: exactly origin, size and root, each on its line.
    public init(body: [UInt8]) throws(LogError) {
        let lines = body.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count == 4, lines[3].isEmpty, let origin = KeyName(utf8: lines[0]),
            let size = DecimalText.number(lines[1], limit: Self.sizeLimit), let root = TreeHash(base64: lines[2])
        else { throw LogError(.checkpointMalformed, "text of a checkpoint") }
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// The text that is signed.
    public var body: [UInt8] { Array("\(origin)\n\(size)\n\(root.base64)\n".utf8) }
}
