/// The one way to the tables.
///
/// Contract, kept by every driver and checked by the conformance suite:
/// - `write`: when it returns, everything that the closure did is durable; when it throws, nothing of it is there. The
///   exception is `commitOutcomeUnknown`, after which every further write is refused until the store was opened again.
/// - The closure may run more than once, and only its last run counts; it must not touch anything but its connection.
/// - Writes of one driver happen one after another, in the order in which they were asked for. One that fails does not
///   fail its neighbours.
/// - `read` sees one moment: everything that was committed before it began, nothing of a running write.
/// - What the closure throws comes out unchanged; the database's own failures come out as `StoreError`.
/// - Nobody retries: a `locked` or `diskFull` is the caller's to repeat.
public protocol SQLDatabase: Sendable {
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result

    @discardableResult
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result

    /// Whether writes are refused with `readOnly`.
    var isReadOnly: Bool { get }

    /// Lets `observer` count along with every write from now on.
    func attach(_ observer: any CommitObserver)

    /// Waits for the running work and closes the files; later calls throw `closed`.
    func close() async throws
}
