public import VerificationDomain

/// A federation registry that this node has taken: its serial and the digest of its signed bytes.
public struct AcceptedRegistry: Sendable, Hashable {
    public let serial: Int64
    public let digest: Digest

    public init(serial: Int64, digest: Digest) {
        self.serial = serial
        self.digest = digest
    }
}

/// What became of a registry that was to be taken.
public enum RegistryAcceptance: Sendable, Hashable {
    /// It is newer than every one before, and is remembered now.
    case accepted
    /// It is the newest one itself; nothing was written.
    case known
    /// One with a higher serial was taken before: somebody has put an old registry back. Nothing was written.
    case older(than: Int64)
    /// Another registry was taken under this serial. Nothing was written.
    case differs
}

/// Which registries this node has taken, so that none goes back behind another, also after a restart.
///
/// Safe from any task and any process that has the store open.
public struct RegistryMemory: Sendable {
    let context: StoreContext

    /// The newest registry that was taken; `nil` before the first.
    public func highest() async throws -> AcceptedRegistry? {
        try await context.database.read { try Self.highest($0) }
    }

    /// Takes a registry whose signature was verified, with the audit rows that say so; they are written only for
    /// `accepted`.
    ///
    /// Dies before the commit: the registry was never taken, and the next start takes this one or an older one. Dies
    /// after it: it counts as taken though nothing was done under it, and the next start takes no older one.
    public func accept(
        serial: Int64,
        digest: Digest,
        audit: [AuditDraft]
    ) async throws -> RegistryAcceptance {
        let context = context
        return try await context.database.write { connection in
            if let newest = try Self.highest(connection) {
                if serial < newest.serial { return .older(than: newest.serial) }
                if serial == newest.serial { return digest == newest.digest ? .known : .differs }
            }
            try connection.execute(
                "INSERT INTO accepted_registry (serial, digest, accepted_at) VALUES (?, ?, ?)",
                [.integer(serial), .text(digest.description), .integer(context.clock.now().milliseconds)]
            )
            try context.audit.append(audit, connection)
            return .accepted
        }
    }

    private static func highest(_ connection: any SQLConnection) throws -> AcceptedRegistry? {
        try connection.row("SELECT serial, digest FROM accepted_registry ORDER BY serial DESC LIMIT 1").map { row in
            AcceptedRegistry(
                serial: try row.integer("serial"),
                digest: try row.parsed("digest") { Digest(text: $0) }
            )
        }
    }
}
