/// What a JSON text from outside may hold at most. Each limit stops a document that is small to send and dear to read.
public struct JSONLimits: Sendable, Hashable {
    /// Bytes of the whole text.
    public let byteCount: Int
    /// Nested arrays and objects; deeper ones are stack exhaustion.
    public let depth: Int
    /// UTF-8 bytes of one string after escapes are resolved.
    public let stringByteCount: Int
    /// Values of any kind in the whole text; more are memory exhaustion, as a value takes more room than its text.
    public let valueCount: Int

    public init(byteCount: Int, depth: Int = 32, stringByteCount: Int = 4096, valueCount: Int = 200_000) {
        self.byteCount = byteCount
        self.depth = depth
        self.stringByteCount = stringByteCount
        self.valueCount = valueCount
    }
}
