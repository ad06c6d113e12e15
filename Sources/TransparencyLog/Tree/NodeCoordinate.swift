/// The place of a complete subtree: it covers the leaves from `index · 2^level` to before `(index + 1) · 2^level`.
public struct NodeCoordinate: Sendable, Hashable {
    /// 0 for a leaf.
    public let level: Int
    public let index: Int

    public init(level: Int, index: Int) {
        self.level = level
        self.index = index
    }

    /// The leaves below.
    public var leaves: Range<Int> { index << level..<(index + 1) << level }
}

/// How RFC 6962 section 2.1 cuts a tree.
enum TreeShape {
    /// The largest power of two strictly below `count`, which is 2 or more.
    static func split(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }

    /// The complete subtrees of these leaves from left to right; `leaves.lowerBound` is a multiple of the first's
    /// width.
    static func completeSubtrees(of leaves: Range<Int>) -> [NodeCoordinate] {
        var places: [NodeCoordinate] = []
        var start = leaves.lowerBound
        while start < leaves.upperBound {
            let level = Int.bitWidth - 1 - (leaves.upperBound - start).leadingZeroBitCount
            places.append(NodeCoordinate(level: level, index: start >> level))
            start += 1 << level
        }
        return places
    }
}
