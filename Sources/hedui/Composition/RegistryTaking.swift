import ExchangeProtocol
import OpenSSLCrypto
import RecordStore
import TransparencyLog
import VerificationDomain

/// Puts a verified registry into force, unless this node has taken a newer one before.
struct RegistryTaking {
    let store: RecordStore
    /// For the message.
    let file: String

    /// Leaves a `registry.loaded` row for one that is new, an `alert.raised` row for one that is refused.
    func take(_ registry: VerifiedRegistry) async throws {
        let serial = registry.serial
        let digest = OpenSSLDigests().digest(registry.bytes, .sha256)
        let loaded = AuditDraft(.registryLoaded) { entry in
            entry.details.add("serial", .integer(serial))
            entry.details.add("digest", .digest(digest))
        }
        switch try await store.registries.accept(serial: serial, digest: digest, audit: [loaded]) {
        case .accepted, .known: return
        case .older(let highest):
            try await refuse("registrySerialWentBack", serial: serial, digest: digest)
            throw CommandFailure(
                .configuration,
                "\(file): the registry is older than one taken before: serial \(serial) after \(highest); "
                    + "fetch the newest "
                    + "from the joint conference"
            )
        case .differs:
            try await refuse("registryDigestDiffers", serial: serial, digest: digest)
            throw CommandFailure(
                .configuration,
                "\(file): another registry of serial \(serial) was taken before; "
                    + "ask the joint conference which one holds"
            )
        }
    }

    private func refuse(_ outcome: String, serial: Int64, digest: Digest) async throws {
        try await store.audit.record([
            AuditDraft(.alertRaised) { entry in
                entry.outcome = try? AuditIdentifier(outcome)
                entry.details.add("serial", .integer(serial))
                entry.details.add("digest", .digest(digest))
            }
        ])
    }
}
