/// A file of a published log, by its place below the log's prefix. No other name can be read or written.
public enum LogFile: Sendable, Hashable, CustomStringConvertible {
    case checkpoint
    case tile(TilePath)

    /// Reads `checkpoint` or the one spelling of a tile's path.
    public init?(path: some StringProtocol) {
        if path.utf8.elementsEqual("checkpoint".utf8) {
            self = .checkpoint
        } else {
            guard let tile = TilePath(path) else { return nil }
            self = .tile(tile)
        }
    }

    /// Relative, with `/` between folders.
    public var path: String {
        switch self {
        case .checkpoint: "checkpoint"
        case .tile(let tile): tile.description
        }
    }

    public var description: String { path }
}
