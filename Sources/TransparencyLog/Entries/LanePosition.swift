/// Where an entry stands among those of its writer.
///
/// A lane is one database connection of one start of a node: it runs one transaction at a time, so it counts without a
/// lock and without gaps. A row that was dropped before it was sealed leaves a hole in the count.
public struct LanePosition: Sendable, Hashable {
    /// The start of a node, such as `node-a:01890000-…`.
    public let node: AuditIdentifier
    public let lane: Int
    /// From 1.
    public let number: Int

    /// `LogError.sizeOutOfRange` for a negative lane or a number below 1.
    public init(node: AuditIdentifier, lane: Int, number: Int) throws(LogError) {
        guard lane >= 0, number >= 1 else { throw LogError(.sizeOutOfRange, "lane and number of an entry") }
        self.node = node
        self.lane = lane
        self.number = number
    }
}
