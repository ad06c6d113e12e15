/// How the embedded database is opened.
public struct SQLiteOptions: Sendable {
    /// Seconds that a statement waits for another process's lock, before it is `locked`.
    public var busyTimeoutSeconds: Double
    /// Connections for reading; a seventh reader waits.
    public var readerCount: Int
    /// Pages of 4 KiB that the file may grow to; `nil` for the disk's own limit. Stops a runaway file from filling the
    /// disk that the log is on; tests use it as a full disk.
    public var maximumPageCount: Int?
    public var faults: FaultInjection

    public init(
        busyTimeoutSeconds: Double = 5,
        readerCount: Int = 6,
        maximumPageCount: Int? = nil,
        faults: FaultInjection = .none
    ) {
        self.busyTimeoutSeconds = busyTimeoutSeconds
        self.readerCount = readerCount
        self.maximumPageCount = maximumPageCount
        self.faults = faults
    }
}
