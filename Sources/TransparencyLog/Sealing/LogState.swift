/// The sealed state of a log: the one row that every append compares and replaces.
public struct LogState: Sendable, Hashable {
    public let origin: KeyName
    public let frontier: Frontier
    public let root: TreeHash

    /// Entries.
    public var size: Int { frontier.size }

    /// A log without entries.
    public init(opening origin: KeyName, hasher: TreeHasher) {
        self.init(origin: origin, frontier: Frontier(), hasher: hasher)
    }

    /// The stored columns; `LogError.frontierMalformed` when they contradict each other.
    public init(
        origin: KeyName,
        size: Int,
        root: TreeHash,
        frontier: [UInt8],
        hasher: TreeHasher
    ) throws(LogError) {
        self.init(origin: origin, frontier: try Frontier(bytes: frontier), hasher: hasher)
        guard self.size == size, self.root == root else {
            throw LogError(.frontierMalformed, "sealed state of \(origin)")
        }
    }

    init(origin: KeyName, frontier: Frontier, hasher: TreeHasher) {
        self.origin = origin
        self.frontier = frontier
        root = frontier.root(hasher: hasher)
    }

    /// What is to be signed for this state.
    public func checkpoint() throws(LogError) -> Checkpoint {
        try Checkpoint(origin: origin, size: size, root: root)
    }
}
