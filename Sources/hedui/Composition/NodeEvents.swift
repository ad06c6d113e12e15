import ExchangeProtocol
import OpenSSLCrypto
import RecordStore
import TransparencyLog
import VerificationDomain

/// Audit rows about the node itself.
struct NodeEvents {
    let node: Node

    func started() async throws {
        let digest = node.digests.digest(node.registry.bytes, .sha256)
        let serial = node.registry.serial
        try await node.store.audit.record([
            AuditDraft(.nodeStarted) { $0.build = try? AuditIdentifier(BuildVersion.text) },
            AuditDraft(.registryLoaded) { entry in
                entry.details.add("serial", .integer(serial))
                entry.details.add("digest", .digest(digest))
            },
        ])
    }

    /// Names the last number of this start's lane, so that a tail that was cut off shows.
    func stopped() async throws {
        let (lane, last) = node.store.audit.lane
        try await node.store.audit.record([
            AuditDraft(.nodeStopped) { entry in
                entry.details.add("start", .identifier(lane))
                entry.details.add("lastNumber", .integer(Int64(last)))
            }
        ])
    }
}
