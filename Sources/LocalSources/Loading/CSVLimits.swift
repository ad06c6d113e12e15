/// What a file that is loaded may hold at most. Each stops a file that would fill memory before it is refused.
public struct CSVLimits: Sendable, Hashable {
    /// UTF-8 bytes of one field. An opening quote that is never closed would otherwise swallow the rest of the file.
    public let fieldByteCount: Int
    /// UTF-8 bytes of one record, all its fields together.
    public let recordByteCount: Int
    /// Columns of the file.
    public let columnCount: Int

    public init(fieldByteCount: Int = 8192, recordByteCount: Int = 262_144, columnCount: Int = 200) {
        self.fieldByteCount = fieldByteCount
        self.recordByteCount = recordByteCount
        self.columnCount = columnCount
    }
}
