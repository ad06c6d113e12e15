import ExchangeProtocol
import RecordStore
import TransparencyLog
import VerificationDomain

/// Audit rows about the node itself.
struct NodeEvents {
    let node: Node

    /// The registry has its own row from when it was taken; this one says which it runs under.
    func started() async throws {
        let serial = node.registry.serial
        try await node.store.audit.record([
            AuditDraft(.nodeStarted) { entry in
                entry.build = try? AuditIdentifier(BuildVersion.text)
                entry.details.add("registrySerial", .integer(serial))
            }
        ])
    }
}

/// Audit rows about reports that somebody looks at.
struct ReportEvents {
    let store: RecordStore

    /// Dies after it: the report counts as opened, though nobody may have seen it.
    func opened(_ report: StoredReport) async throws {
        let (identifier, version) = (report.caseIdentifier, report.version)
        try await store.audit.record([
            AuditDraft(.reportOpened) { entry in
                entry.caseIdentifier = AuditIdentifier(identifier)
                entry.details.add("version", .integer(Int64(version)))
            }
        ])
    }
}
