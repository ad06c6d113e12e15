import Synchronization
public import VerificationDomain

/// A clock that stands still until a test moves it.
public final class TestClock: WallClock, Sendable {
    private let time: Mutex<Timestamp>

    public init(_ start: Timestamp = TestFederation.now) { time = Mutex(start) }

    public func now() -> Timestamp { time.withLock { $0 } }

    public func advance(seconds: Int64) { time.withLock { $0 = $0.adding(seconds: seconds) } }
}
