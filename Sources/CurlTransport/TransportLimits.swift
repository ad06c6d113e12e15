/// What the transport accepts at most, beside the limits that each request brings with it.
public enum TransportLimits: Sendable {
    /// Stops a peer from filling our memory with header lines, which no body limit counts: interim responses, header
    /// fields and trailers of one request together, in bytes.
    public static let maximumResponseHeadBytes = 64 * 1024
    /// Stops an address that was put together wrongly from being sent as a huge request line, in bytes.
    public static let maximumURLBytes = 8 * 1024
    /// Stops a request from living for ever, in milliseconds (one hour).
    public static let maximumDeadlineMilliseconds = 3_600_000
    /// Stops a configuration that no process may have as many files open for.
    public static let maximumConnections = 4_096
    /// Makes a peer whose certificate was withdrawn show it again: the age at which a connection is not used any more,
    /// in seconds.
    static let connectionLifetimeSeconds = 3_600
    /// Closes a connection before a firewall forgets it silently, in seconds without use.
    static let connectionIdleSeconds = 100
    /// How long the thread sleeps when nothing wakes it, in milliseconds.
    static let idlePollMilliseconds = 10_000
    /// The easy handles kept for the next request; each holds about 30 KiB.
    static let pooledHandles = 64
}
