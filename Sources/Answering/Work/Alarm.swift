import Dispatch
import Synchronization

/// Rings once after some time: a parameter of everything that must end, so that tests need not wait.
public struct Alarm: Sendable {
    /// Takes back an alarm that has not rung; harmless afterwards.
    public typealias Cancellation = @Sendable () -> Void

    let set: @Sendable (_ milliseconds: Int64, _ ring: @escaping @Sendable () -> Void) -> Cancellation

    public init(
        set: @escaping @Sendable (_ milliseconds: Int64, _ ring: @escaping @Sendable () -> Void) -> Cancellation
    ) {
        self.set = set
    }

    /// The machine's monotonic clock. It rings within a day: longer times are cut.
    public static let machine = Alarm { milliseconds, ring in
        let bell = Bell(ring)
        let delay = DispatchTimeInterval.milliseconds(Int(min(milliseconds, 86_400_000)))
        DispatchQueue.global().asyncAfter(deadline: .now() + delay) { bell.ring() }
        return { bell.disarm() }
    }

    /// The result of `work`, or `nil` when the alarm rings or the calling task is cancelled before.
    ///
    /// Returns in time also when `work` does not listen to its cancellation; what it still does then is dropped.
    func result<Value: Sendable>(
        within milliseconds: Int64,
        of work: @escaping @Sendable () async -> Value
    ) async -> Value? {
        guard milliseconds > 0 else { return nil }
        let first = FirstResult<Value>()
        let task = Task { first.settle(await work()) }
        let giveUp: @Sendable () -> Void = {
            task.cancel()
            first.settle(nil)
        }
        let cancel = set(milliseconds, giveUp)
        defer { cancel() }
        return await withTaskCancellationHandler {
            await first.value()
        } onCancel: {
            giveUp()
        }
    }

    /// Lets go of what it would have rung for as soon as it is disarmed: Dispatch keeps its timers to their end.
    private final class Bell: Sendable {
        private let action: Mutex<(@Sendable () -> Void)?>

        init(_ action: @escaping @Sendable () -> Void) { self.action = Mutex(action) }

        func ring() { take()?() }
        func disarm() { _ = take() }

        private func take() -> (@Sendable () -> Void)? {
            action.withLock { action in
                defer { action = nil }
                return action
            }
        }
    }
}
