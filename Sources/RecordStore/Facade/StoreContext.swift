internal import VerificationDomain

/// What every repository needs.
struct StoreContext: Sendable {
    let database: any SQLDatabase
    let vault: EvidenceVault
    let random: any RandomSource
    let clock: any WallClock
    let audit: AuditOutbox

    var keyring: DataKeyring { DataKeyring(vault: vault) }

    func newIdentifier() -> UniqueIdentifier { UniqueIdentifier(at: clock.now(), random: random) }

    /// The data key of a case, read by itself, so that sealing happens outside the one writer.
    func key(of caseIdentifier: UniqueIdentifier) async throws -> SymmetricKey {
        let keyring = keyring
        return try await database.read { try keyring.key(for: .verificationCase(caseIdentifier), $0) }
    }
}
