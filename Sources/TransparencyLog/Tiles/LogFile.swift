/// A file of a published log, by its place below the log's prefix. No other name can be read or written.
public enum LogFile: Sendable, Hashable, CustomStringConvertible {
    case checkpoint
    case tile(TilePath)

    /// Relative, with `/` between folders.
    public var path: String {
        switch self {
        case .checkpoint: "checkpoint"
        case .tile(let tile): tile.description
        }
    }

    public var description: String { path }
}
