import RecordStore
import Synchronization
import VerificationDomain

/// The leases under which this process writes its steps. A case without one was opened before there were leases.
final class HeldLeases: Sendable {
    private let leases = Mutex<[UniqueIdentifier: CaseLease]>([:])

    subscript(identifier: UniqueIdentifier) -> CaseLease? { leases.withLock { $0[identifier] } }

    func hold(_ lease: CaseLease) { leases.withLock { $0[lease.caseIdentifier] = lease } }

    /// Forgets the lease and returns it.
    func drop(_ identifier: UniqueIdentifier) -> CaseLease? { leases.withLock { $0.removeValue(forKey: identifier) } }
}
