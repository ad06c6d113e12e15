import RecordStore
import Synchronization

/// Carries an error's code out of a task.
final class ResultBox: Sendable {
    private let value = Mutex<StoreError.Code?>(nil)

    var code: StoreError.Code? { value.withLock { $0 } }
    func keep(_ code: StoreError.Code?) { value.withLock { $0 = code } }
}
