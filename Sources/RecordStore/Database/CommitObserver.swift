/// Something outside the database that counts along with its transactions, as a gap-free counter does.
///
/// A driver calls these on its one writer, in order: each write request either stays or is taken back; each batch of
/// requests is then committed or taken back as a whole.
public protocol CommitObserver: Sendable {
    /// A request begins; what it counts from here on may be taken back.
    func requestBegan()
    /// The request's savepoint was rolled back.
    func requestTakenBack()
    /// Everything since the last commit is durable.
    func batchCommitted()
    /// Everything since the last commit is gone.
    func batchTakenBack()
}
