public import TransparencyLog

/// An audit entry without what only the writing transaction knows: identifier, time, node, lane and number.
public struct AuditDraft: Sendable {
    public let kind: AuditKind
    let fill: @Sendable (inout AuditEntry) -> Void

    /// `fill` sets the parts of the entry that the reporting code knows; it may run more than once.
    public init(_ kind: AuditKind, _ fill: @escaping @Sendable (inout AuditEntry) -> Void = { _ in }) {
        self.kind = kind
        self.fill = fill
    }
}
