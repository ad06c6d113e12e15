import VerificationDomain

/// The conflicts that entries and set-aside records amount to.
enum EntryConflicts: Sendable {
    static func find(
        _ entries: [NamedEntry],
        _ setAside: [SetAsideRecord],
        _ context: MergeContext
    ) -> [PictureConflict] {
        var conflicts: [PictureConflict] = []
        for entry in entries {
            for finding in entry.draft.findings where finding.severity >= .review {
                conflicts.append(
                    PictureConflict(
                        finding.rule,
                        finding.severity,
                        subjects: entry.draft.holders.map { context.reference($0.member) },
                        entries: [entry.id]
                    )
                )
            }
        }
        for record in setAside where record.reason != .organisation {
            conflicts.append(
                PictureConflict(
                    record.reason.rule,
                    record.reason.severity,
                    subjects: [record.reference.subject],
                    regions: [record.reference.region],
                    records: [record.reference]
                )
            )
        }
        return conflicts
    }
}
