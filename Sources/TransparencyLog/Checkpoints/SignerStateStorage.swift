/// Keeps the signer's state apart from the log's database, so that a restored database meets a signer that remembers.
///
/// - `load` gives what the last `replace` stored, or throws `LogError.signerStateMissing`; it never makes a state.
/// - `replace` compares and stores in one atomic step, across tasks and processes: when the stored state is not
///   `expected` it throws `LogError.signerStateChanged` and changes nothing. On return the new state is durable. When
///   it throws anything else, either state may be stored; the caller loads again before it goes on.
public protocol SignerStateStorage: Sendable {
    func load() throws -> SignerState
    func replace(_ expected: SignerState, with new: SignerState) throws
}
