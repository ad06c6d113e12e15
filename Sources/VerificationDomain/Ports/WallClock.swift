/// The time now. The one place that reads the machine's clock is in `hedui`; tests pass a clock that they move.
public protocol WallClock: Sendable {
    func now() -> Timestamp
}
