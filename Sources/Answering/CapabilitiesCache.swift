import Synchronization
import VerificationDomain

/// Makes the capabilities statement at most once a minute, however often and by however many it is asked for: stops a
/// peer from taking the signer's time with a call that costs it nothing.
final class CapabilitiesCache: Sendable {
    private static let seconds: Int64 = 60

    private struct Statement {
        let madeAt: Timestamp
        let bytes: Task<[UInt8], any Error>
    }

    private let kept = Mutex<Statement?>(nil)

    /// The statement of the last minute, or a new one. One that could not be signed is not kept.
    func statement(
        at now: Timestamp,
        make: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> [UInt8] {
        let task = kept.withLock { kept in
            if let kept, (0..<Self.seconds).contains(now.seconds - kept.madeAt.seconds) { return kept.bytes }
            let task = Task { try await make() }
            kept = Statement(madeAt: now, bytes: task)
            return task
        }
        do {
            return try await task.value
        } catch {
            kept.withLock { kept in
                if kept?.bytes == task { kept = nil }
            }
            throw error
        }
    }
}
