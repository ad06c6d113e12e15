import Dispatch

/// Lets time pass: a parameter of everything that waits, so that tests need not.
public struct Pause: Sendable {
    let wait: @Sendable (_ milliseconds: Int64) async -> Void

    /// - Parameter wait: returns after so many milliseconds, and at once when its task is cancelled.
    public init(wait: @escaping @Sendable (_ milliseconds: Int64) async -> Void) { self.wait = wait }

    /// The machine's monotonic clock; a day at most.
    public static let machine = Pause { milliseconds in
        let (end, continuation) = AsyncStream<Void>.makeStream()
        let delay = DispatchTimeInterval.milliseconds(Int(min(milliseconds, 86_400_000)))
        DispatchQueue.global().asyncAfter(deadline: .now() + delay) { continuation.finish() }
        // Its iteration ends with its task too.
        for await _ in end {}
    }
}
