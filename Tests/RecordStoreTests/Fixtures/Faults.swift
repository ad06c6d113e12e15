import RecordStore
import Synchronization

/// The process died here.
struct SimulatedDeath: Error, Equatable {
    let point: FaultPoint
}

/// Lets the work die at one point once it is armed, and calls back there first.
final class DeathTrap: Sendable {
    private let armed = Mutex<FaultPoint?>(nil)
    private let visit: @Sendable (FaultPoint) throws -> Void

    init(visit: @escaping @Sendable (FaultPoint) throws -> Void = { _ in }) { self.visit = visit }

    func arm(_ point: FaultPoint) { armed.withLock { $0 = point } }

    var faults: FaultInjection {
        FaultInjection { [self] point in
            guard armed.withLock({ $0 == point }) else { return }
            armed.withLock { $0 = nil }
            try visit(point)
            throw SimulatedDeath(point: point)
        }
    }
}

/// Runs `body` and gives the code of the `StoreError` that it threw.
func storeErrorCode(_ body: () async throws -> Void) async -> StoreError.Code? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? StoreError)?.code
    }
}
