import Synchronization
import TransparencyLog

/// A signer's state in memory, which can be told to die at its next write.
final class MemorySignerStorage: SignerStateStorage {
    enum Fault: Sendable { case beforeWriting, afterWriting }
    struct Died: Error {}

    private struct Content {
        var state: SignerState?
        var faults: [Fault?] = []
        var history: [Checkpoint] = []
    }

    private let content: Mutex<Content>

    init(_ state: SignerState?) { content = Mutex(Content(state: state)) }

    /// Faults of the next writes, in their order; `nil` for a write that succeeds.
    func fail(_ faults: [Fault?]) { content.withLock { $0.faults = faults } }

    /// Every checkpoint that was ever promised.
    var promised: [Checkpoint] { content.withLock { $0.history } }

    func load() throws -> SignerState {
        guard let state = content.withLock({ $0.state }) else { throw LogError(.signerStateMissing, "test signer") }
        return state
    }

    func replace(_ expected: SignerState, with new: SignerState) throws {
        try content.withLock { content in
            let fault = content.faults.isEmpty ? nil : content.faults.removeFirst()
            if fault == .beforeWriting { throw Died() }
            guard content.state == expected else { throw LogError(.signerStateChanged, "test signer") }
            content.state = new
            if new.note == nil { content.history.append(new.checkpoint) }
            if fault == .afterWriting { throw Died() }
        }
    }
}
