import Dispatch

/// What ends a look-up that takes too long: a parameter, so that tests need not wait.
public struct LookUpDeadline: Sendable {
    /// Runs `action` once after `limit` unless the returned function is called before.
    let schedule: @Sendable (_ limit: Duration, _ action: @escaping @Sendable () -> Void) -> @Sendable () -> Void

    public init(
        schedule:
            @escaping @Sendable (_ limit: Duration, _ action: @escaping @Sendable () -> Void)
            -> @Sendable () -> Void
    ) {
        self.schedule = schedule
    }

    /// The machine's monotonic clock.
    public static let machine = LookUpDeadline { limit, action in
        let item = DispatchWorkItem(block: action)
        let milliseconds = limit.components.seconds * 1000 + limit.components.attoseconds / 1_000_000_000_000_000
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(Int(milliseconds)), execute: item)
        let cancellable = CancellableItem(item)
        return { cancellable.cancel() }
    }

    /// A `DispatchWorkItem` may be cancelled from any thread, though Dispatch does not declare it.
    // @unchecked Sendable: the item is only ever cancelled, which Dispatch documents as thread-safe.
    private final class CancellableItem: @unchecked Sendable {
        private let item: DispatchWorkItem

        init(_ item: DispatchWorkItem) { self.item = item }

        func cancel() { item.cancel() }
    }
}
