import ExchangeProtocol
import RecordStore
import TransparencyLog
import VerificationDomain

/// Audit rows of the answering side: codes, counts and digests only.
enum AnsweringAudit {
    static func draft(_ event: AnsweringEvent) -> AuditDraft {
        let kind: AuditKind =
            switch event.kind {
            case .answered, .fetched: .queryAnswered
            case .refused, .turnedAway: .queryRefused
            }
        return AuditDraft(kind) { entry in fill(&entry, event) }
    }

    private static func fill(_ entry: inout AuditEntry, _ event: AnsweringEvent) {
        entry.peer = event.peer.map { AuditPeer(organisation: AuditIdentifier($0)) }
        entry.purpose = event.purpose.flatMap { try? AuditIdentifier($0.rawValue) }
        entry.legalBasis = event.legalBasis.flatMap { try? AuditIdentifier($0.code) }
        if event.subjectCount > 0 { entry.count = event.subjectCount }
        if let identifier = event.queryIdentifier {
            entry.details.add("query", .identifier(AuditIdentifier(identifier)))
        }
        if let digest = event.queryDigest { entry.details.add("queryDigest", .digest(digest)) }
        if let digest = event.replyDigest { entry.details.add("replyDigest", .digest(digest)) }
        switch event.kind {
        case .answered(let records, let outcomes):
            entry.outcome = try? AuditIdentifier("answered")
            entry.details.add("records", .integer(Int64(records)))
            addCounts(outcomes, to: &entry)
        case .fetched: entry.outcome = try? AuditIdentifier("fetched")
        case .refused(let code): entry.outcome = try? AuditIdentifier(code.rawValue)
        case .turnedAway(let kind): entry.outcome = try? AuditIdentifier(kind.rawValue)
        }
    }

    /// How many pairs had each outcome, by the outcome codes of the protocol.
    private static func addCounts(_ counts: [String: Int], to entry: inout AuditEntry) {
        let count = { (code: String) in AuditDetail.integer(Int64(counts[code] ?? 0)) }
        entry.details.add("found", count("found"))
        entry.details.add("none", count("none"))
        entry.details.add("notQueried", count("notQueried"))
        entry.details.add("unavailable", count("unavailable"))
        entry.details.add("identityMismatch", count("identityMismatch"))
        entry.details.add("restricted", count("restricted"))
        entry.details.add("thresholdOnly", count("thresholdOnly"))
    }
}
