import ExchangeProtocol
public import VerificationDomain

/// Going on with a check whose process died, or that this node could not finish.
///
/// Every step that was stored stands: no leg gets another query identifier, a query that may have left is sent again
/// byte for byte, and an answer that came is verified as of when it came. What an undisturbed check would have found is
/// found, as far as the regions still say it.
extension CheckService {
    /// Goes on with this check to its report; `nil` when somebody drives it, or when it has come to its end.
    public func resume(
        _ identifier: UniqueIdentifier,
        onProgress: @escaping @Sendable (CheckProgress) -> Void = { _ in }
    ) async throws -> IssuedReport? {
        try await resume(onProgress) { try await parts.ledger.takeOver(identifier, until: $0, at: $1) }
    }

    /// Goes on with the check that was left alone for longest; `nil` when there is none that nobody drives.
    public func resumeNext(
        onProgress: @escaping @Sendable (CheckProgress) -> Void = { _ in }
    ) async throws -> IssuedReport? {
        try await resume(onProgress) { try await parts.ledger.takeOverNext(until: $0, at: $1) }
    }

    private func resume(
        _ onProgress: @escaping @Sendable (CheckProgress) -> Void,
        taking: (_ end: Timestamp, _ now: Timestamp) async throws -> InterruptedCheck?
    ) async throws -> IssuedReport? {
        let now = parts.clock.now()
        guard parts.registry.isFresh(at: now) else { throw CoordinationError(.registryExpired) }
        guard let interrupted = try await taking(parts.deadlines.drivenUntil(from: now), now) else { return nil }
        return try await resume(interrupted, at: now, onProgress: onProgress)
    }

    private func resume(
        _ interrupted: InterruptedCheck,
        at now: Timestamp,
        onProgress: @escaping @Sendable (CheckProgress) -> Void
    ) async throws -> IssuedReport {
        let stored = interrupted.stored
        let under = try service(under: stored)
        let reading = under.reading
        let household = try reading.household(stored)
        let plan = try reading.plan(household, under.parts.registry, on: stored.openedAt.date)
        guard plan.legs.filter({ !$0.asked.isEmpty }).map(\.region) == stored.legs.map(\.region).sorted() else {
            throw CoordinationError(.evidenceChanged, "legs: they are not those that the household asks for")
        }
        let check = try PreparedCheck(
            stored,
            household,
            plan: plan,
            pack: try reading.rulePack(stored),
            parts: under.parts,
            at: now
        )
        return try await under.finish(check, interrupted.requestNumber, after: stored, onProgress: onProgress)
    }

    /// This service under the registry that the check was opened with: what was planned and verified under it must be
    /// verified under it again, now and by every replay.
    ///
    /// Under another registry than today's no region is asked any more, because a key or an agreement may have been
    /// taken back since: a leg that is still open then ends as timed out.
    /// Throws `registryReplaced` when this node's key of today does not stand in it.
    private func service(under stored: ReplayableCheck) throws -> CheckService {
        guard stored.registryBytes != parts.registry.bytes else { return self }
        var other = parts
        other.registry = try reading.registry(stored)
        other.mayAsk = false
        // What is signed from here on is verified under that registry by every replay.
        let identifier = parts.signer.keyIdentifier
        guard case .found(let key) = other.registry.signingKey(identifier, of: parts.region, at: parts.clock.now()),
            key.publicKey == parts.signer.publicKey
        else { throw CoordinationError(.registryReplaced, stored.identifier.description) }
        return CheckService(other)
    }

    private var reading: StoredCheckReading {
        StoredCheckReading(
            rootKey: parts.rootKey,
            verifier: parts.verifier,
            rulePacks: parts.rulePacks,
            region: parts.region
        )
    }
}
