public import VerificationDomain

/// Legs of the asking side.
public struct LegRepository: Sendable {
    let context: StoreContext

    /// Takes a step: state, evidence and audit rows together.
    ///
    /// Throws `stateConflict` when the leg does not stand in `from` any more, `leaseLost` when its case was taken over,
    /// and `notFound` for an unknown leg. Dies
    /// before the commit: the leg stands where it stood, and the driver asks again; dies after it: state, evidence and
    /// audit rows are all there.
    public func take(_ transition: LegTransition) async throws {
        try transition.check()
        let context = context
        let caseIdentifier = try await owner(of: transition.queryIdentifier)
        var evidence: [SealedEvidence] = []
        if !transition.evidence.isEmpty {
            let key = try await context.key(of: caseIdentifier)
            evidence = try transition.evidence.map { try SealedEvidence($0, key: key, context) }
        }
        let sealed = evidence
        try await context.database.write { connection in
            try transition.lease?.check(connection)
            try Self.move(transition, connection)
            for draft in sealed {
                try draft.insert(connection, caseIdentifier: caseIdentifier, leg: transition.queryIdentifier)
            }
            try context.audit.append(transition.audit, connection)
        }
    }

    /// The leg of this query; `nil` when there is none.
    public func load(_ queryIdentifier: UniqueIdentifier) async throws -> StoredLeg? {
        try await context.database.read { connection in
            try connection.row("SELECT * FROM leg WHERE jti = ?", [.text(queryIdentifier)]).map { try StoredLeg($0) }
        }
    }

    /// The legs of a case in the order of their regions; empty for an unknown case.
    public func all(of caseIdentifier: UniqueIdentifier) async throws -> [StoredLeg] {
        try await context.database.read { try StoredLeg.all(of: caseIdentifier, $0) }
    }

    private func owner(of queryIdentifier: UniqueIdentifier) async throws -> UniqueIdentifier {
        guard let leg = try await load(queryIdentifier) else { throw StoreError(.notFound, "table leg") }
        return leg.caseIdentifier
    }

    private static func move(_ transition: LegTransition, _ connection: any SQLConnection) throws {
        let changed = try connection.execute(
            "UPDATE leg SET state = ?, status_code = ?, finished_at = ? WHERE jti = ? AND state = ?",
            [
                .text(transition.to.rawValue), .optionalText(transition.statusCode),
                .optionalInteger(transition.to.isFinal ? transition.time.milliseconds : nil),
                .text(transition.queryIdentifier), .text(transition.from.rawValue),
            ]
        )
        guard changed == 1 else { throw StoreError(.stateConflict, "table leg") }
    }
}
