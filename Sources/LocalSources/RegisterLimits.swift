/// How much one look-up may take, and what a record can hold.
public struct RegisterLimits: Sendable, Hashable {
    /// Time for all registers of one item. A register without an index would hold an answer, and a reader, for minutes.
    public let lookUpTime: Duration
    /// Milliseconds that a look-up waits for another process that writes to the file.
    public let lockWaitMilliseconds: Int
    /// Look-ups that read at the same moment; more wait.
    public let readerCount: Int

    public init(lookUpTime: Duration = .seconds(10), lockWaitMilliseconds: Int = 2000, readerCount: Int = 4) {
        self.lookUpTime = lookUpTime
        self.lockWaitMilliseconds = lockWaitMilliseconds
        self.readerCount = readerCount
    }

    /// Rows of one register for one person when the mapping says nothing. More are not a person's but a wrong filter's,
    /// and a list that was cut would pass for a whole one.
    static let maximumRows = 500

    /// Fen, and every other integer, that canonical JSON can hold: ±2^53 (RFC 7493 section 2.2).
    static let amounts: ClosedRange<Int64> = -9_007_199_254_740_992...9_007_199_254_740_992

    /// Characters of a key: what a record on the wire takes.
    static let keyLength = 1...128
    /// Characters of a name on the wire.
    static let nameLength = 1...64
    /// Characters of an identity number on the wire.
    static let identityLength = 1...32
    /// Characters of a share that cannot be read.
    static let shareLength = 1...40
}
