/// A place beside a durable write where a test lets the process die.
///
/// A `before…` point stands where nothing of the write is there yet, an `after…` point where all of it is.
public enum FaultPoint: String, Sendable, Hashable, CaseIterable {
    case beforeCommit
    case afterCommit
    case beforeFileWrite
    case afterFileSync
    case afterFileRename
    case beforeSeal
    case afterSeal
    case beforeSigning
    case afterSigning
    case beforePartialsRemoved
    case beforeCheckpointPublished
    case afterCheckpointPublished
}

/// Called at every fault point; throws to let the work die there. Nothing is cleaned up after such an error that a dead
/// process could not clean up. Production passes `none`.
public struct FaultInjection: Sendable {
    private let body: @Sendable (FaultPoint) throws -> Void

    public init(_ body: @escaping @Sendable (FaultPoint) throws -> Void) { self.body = body }

    public static let none = FaultInjection { _ in }

    func reach(_ point: FaultPoint) throws { try body(point) }
}
