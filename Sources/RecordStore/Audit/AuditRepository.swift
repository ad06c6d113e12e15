public import TransparencyLog
public import VerificationDomain

/// Audit rows that belong to no other change, such as the start of the node.
public struct AuditRepository: Sendable {
    let context: StoreContext

    /// Stores the rows together; returns the identifiers of their entries, in order.
    @discardableResult
    public func record(_ drafts: [AuditDraft]) async throws -> [UniqueIdentifier] {
        let audit = context.audit
        return try await context.database.write { try audit.append(drafts, $0) }
    }

    /// Stores the row by which this start of the node says that it stopped: the last of its lane, with the number
    /// before
    /// it, so that a tail that was cut off shows.
    public func recordStop() async throws {
        try await record([
            AuditDraft(.nodeStopped) { entry in
                entry.details.add("start", .identifier(entry.position.node))
                entry.details.add("lastNumber", .integer(Int64(entry.position.number - 1)))
            }
        ])
    }

    /// This start of the node as it stands in the entries, and the last number of its lane that is durable.
    public var lane: (node: AuditIdentifier, lastNumber: Int) { (context.audit.node, context.audit.lastNumber) }

    /// Rows that wait to be sealed.
    public func unsealedCount() async throws -> Int {
        try await context.database.read { connection in
            let row = try connection.row("SELECT COUNT(*) AS rows FROM audit_outbox")
            return Int(try row?.integer("rows") ?? 0)
        }
    }
}
