/// The place of one tile: `tile/<level>/<index>[.p/<width>]` or `tile/entries/<index>[.p/<width>]` (C2SP tlog-tiles).
public struct TilePath: Sendable, Hashable, CustomStringConvertible {
    public enum Kind: Sendable, Hashable {
        /// Hashes of subtrees of 256^level leaves each; level 0 to 5.
        case hashes(level: Int)
        /// The entries themselves.
        case entries
    }

    /// Hashes or entries in a full tile.
    public static let fullWidth = 256
    /// Levels of hash tiles: six reach every size that a checkpoint may have.
    public static let levels = 0..<6

    public let kind: Kind
    public let index: Int
    /// 1 to 255 for a partial tile, 256 for a full one.
    public let width: Int

    /// `nil` for a level, an index or a width that no log has.
    public init?(kind: Kind, index: Int, width: Int = TilePath.fullWidth) {
        if case .hashes(let level) = kind, !Self.levels.contains(level) { return nil }
        guard (0..<Checkpoint.sizeLimit >> (8 + kind.leafBits)).contains(index), (1...Self.fullWidth).contains(width)
        else { return nil }
        self.init(unchecked: kind, index: index, width: width)
    }

    init(unchecked kind: Kind, index: Int, width: Int) {
        self.kind = kind
        self.index = index
        self.width = width
    }

    /// Reads the one spelling of a path.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8.prefix(65))
        let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard bytes.count <= 64, parts.count >= 3, parts[0].elementsEqual("tile".utf8), let kind = Kind(parts[1]),
            let (index, width) = Self.indexAndWidth(parts[2...])
        else { return nil }
        self.init(kind: kind, index: index, width: width)
        // There is one spelling of each path; whatever is written otherwise is another file.
        guard description.utf8.elementsEqual(bytes) else { return nil }
    }

    private static func indexAndWidth(_ parts: ArraySlice<ArraySlice<UInt8>>) -> (index: Int, width: Int)? {
        var groups = parts
        var width = fullWidth
        if let last = groups.dropLast().last, last.suffix(2).elementsEqual(".p".utf8) {
            guard let partial = DecimalText.number(parts[parts.endIndex - 1], limit: fullWidth - 1) else { return nil }
            width = partial
            groups = groups.dropLast()
            groups[groups.endIndex - 1] = last.dropLast(2)
        }
        var index = 0
        for group in groups {
            let figures = group.first == UInt8(ascii: "x") ? group.dropFirst() : group
            guard figures.count == 3, index < Checkpoint.sizeLimit, let number = threeDigits(figures) else {
                return nil
            }
            index = index * 1000 + number
        }
        return (index, width)
    }

    private static func threeDigits(_ figures: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for figure in figures {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(figure) else { return nil }
            number = number * 10 + Int(figure - UInt8(ascii: "0"))
        }
        return number
    }

    public var isPartial: Bool { width < Self.fullWidth }

    /// The full tile that takes this one's place when the log has grown.
    public var full: TilePath { TilePath(unchecked: kind, index: index, width: Self.fullWidth) }

    /// The leaves that the tile covers.
    public var leaves: Range<Int> {
        let start = index << (8 + kind.leafBits)
        return start..<start + width << kind.leafBits
    }

    public var description: String {
        var groups = [Self.padded(index % 1000)]
        var rest = index / 1000
        while rest > 0 {
            groups.insert("x\(Self.padded(rest % 1000))", at: 0)
            rest /= 1000
        }
        let suffix = isPartial ? ".p/\(width)" : ""
        return "tile/\(kind.text)/\(groups.joined(separator: "/"))\(suffix)"
    }

    private static func padded(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: 3 - text.utf8.count) + text
    }
}

extension TilePath.Kind {
    fileprivate init?(_ text: ArraySlice<UInt8>) {
        if text.elementsEqual("entries".utf8) {
            self = .entries
        } else {
            guard let level = DecimalText.number(text, limit: TilePath.levels.upperBound - 1) else { return nil }
            self = .hashes(level: level)
        }
    }

    fileprivate var text: String {
        switch self {
        case .hashes(let level): String(level)
        case .entries: "entries"
        }
    }

    /// Binary digits of the number of leaves below one element of the tile.
    fileprivate var leafBits: Int {
        switch self {
        case .hashes(let level): 8 * level
        case .entries: 0
        }
    }
}
