import RecordStore
import Synchronization

/// The process died here.
struct SimulatedDeath: Error, Equatable {
    let point: FaultPoint
}

/// Lets the work die at one occurrence of a point once it is armed, and calls back there first.
final class DeathTrap: Sendable {
    private struct Target {
        let point: FaultPoint
        /// Times that the point is still passed unharmed.
        var passes: Int
    }

    private let target = Mutex<Target?>(nil)
    private let visit: @Sendable (FaultPoint) throws -> Void

    init(visit: @escaping @Sendable (FaultPoint) throws -> Void = { _ in }) { self.visit = visit }

    /// `occurrence` counts from 1, from now on.
    func arm(_ point: FaultPoint, occurrence: Int = 1) {
        target.withLock { $0 = Target(point: point, passes: occurrence - 1) }
    }

    /// Whether the point was not reached often enough: nothing died.
    var isArmed: Bool { target.withLock { $0 != nil } }

    var faults: FaultInjection {
        FaultInjection { [self] point in
            let isDue = target.withLock { target in
                guard target?.point == point else { return false }
                defer { if target?.passes == 0 { target = nil } else { target?.passes -= 1 } }
                return target?.passes == 0
            }
            guard isDue else { return }
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
