/// Where a case stands; the raw value is what the store keeps.
public enum StoredCaseState: String, Sendable, Hashable, CaseIterable {
    case draft, authorised, dispatched, collecting, merged, reported, failed

    /// Whether a driver goes on with it.
    public var isOpen: Bool { self != .reported && self != .failed }
}
