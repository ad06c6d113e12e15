import RecordStore
import TransparencyLog
import VerificationDomain

/// Audit rows of the asking side: identifiers, codes, counts and digests only.
struct CoordinationAudit: Sendable {
    let digests: any Digesting
    let build: String

    func opened(_ opening: CaseOpening) -> AuditDraft {
        let registryDigest = digests.digest(opening.registryBytes, .sha256)
        let rules = digests.digest(opening.rulePackBytes, .sm3)
        let build = build
        return AuditDraft(.caseCreated) { entry in
            entry.caseIdentifier = AuditIdentifier(opening.identifier)
            entry.purpose = try? AuditIdentifier(opening.household.programme.rawValue)
            entry.legalBasis = try? AuditIdentifier(opening.legalBasis.code)
            entry.count = opening.household.members.count
            entry.rules = rules
            entry.build = try? AuditIdentifier(build)
            entry.details.add("legs", .integer(Int64(opening.legs.count)))
            entry.details.add("registrySerial", .integer(opening.registrySerial))
            entry.details.add("registryDigest", .digest(registryDigest))
            entry.details.add("decidingRegion", .region(opening.household.decidingRegion))
        }
    }

    /// The row of one step; a step inside the node that nobody outside can see has its own row all the same.
    func step(_ step: LegStep) -> AuditDraft {
        let digest = step.evidence.map { digests.digest($0.bytes, .sha256) }
        return AuditDraft(Self.kind(step)) { entry in
            entry.caseIdentifier = AuditIdentifier(step.caseIdentifier)
            entry.peer = AuditPeer(organisation: AuditIdentifier(step.region))
            entry.outcome = try? AuditIdentifier(Self.outcome(step))
            entry.details.add("query", .identifier(AuditIdentifier(step.queryIdentifier)))
            entry.details.add("state", Self.code(step.state.rawValue))
            if let cause = step.cause { entry.details.add("cause", Self.code(cause)) }
            if let digest { entry.details.add("digest", .digest(digest)) }
        }
    }

    private static func kind(_ step: LegStep) -> AuditKind {
        switch step.state {
        case .created, .signed, .sent: .queryAsked
        case .accepted: .answerAccepted
        case .quarantined: .answerQuarantined
        case .acknowledged, .answered, .refused, .timedOut, .failed: .legClosed
        }
    }

    private static func outcome(_ step: LegStep) -> String {
        guard let statement = step.statement else { return step.state.rawValue }
        return statement.reason.map { "\(statement.code):\($0)" } ?? statement.code
    }

    /// Causes are codes of this program; one that could not stand in an entry is replaced, never dropped in silence.
    private static func code(_ text: String) -> AuditDetail {
        if let identifier = try? AuditIdentifier(text) { return .identifier(identifier) }
        return .flag(true)
    }

    /// What a row commits to in place of a plain digest: whoever knows the household could guess what was digested.
    static func committed(_ digest: Digest) -> [UInt8] { Array(digest.description.utf8) }

    func merged(_ merge: MergeStep, version: Int, _ opening: AuditOpening) -> AuditDraft {
        let commitment = opening.commitment(digests)
        return AuditDraft(.matchDecided) { entry in
            entry.caseIdentifier = AuditIdentifier(merge.caseIdentifier)
            entry.details.add("version", .integer(Int64(version)))
            entry.commitments = [commitment]
        }
    }

    func issued(_ issue: IssueStep, _ opening: AuditOpening) -> AuditDraft {
        let commitment = opening.commitment(digests)
        return AuditDraft(.resultIssued) { entry in
            entry.caseIdentifier = AuditIdentifier(issue.caseIdentifier)
            entry.outcome = try? AuditIdentifier(issue.indication)
            entry.details.add("version", .integer(Int64(issue.version)))
            entry.details.add("partial", .flag(issue.isPartial))
            entry.commitments = [commitment]
        }
    }
}
