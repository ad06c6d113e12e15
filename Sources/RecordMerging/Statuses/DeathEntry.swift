import VerificationDomain

/// Evidence that a member has died (ID-09): a question for a reviewer, whatever the register.
enum DeathEntry: Sendable {
    static func add(_ member: Int, _ rows: [Evidence], _ draft: inout PictureDraft) {
        let date = earliest(rows)
        let key = "death|\(draft.context.reference(member).text)"
        var entry = StatusPass.entry(.death, key: key, rows, code: "deceased", date: date)
        entry.find(.death, .review)
        draft.note(.death, on: member)
        if let date { draft.noteDeath(of: member, on: date) }
        draft.add(entry, evidence: rows)
    }

    /// A hukou that ended with a death is evidence too; its record already stands in the hukou's entry.
    static func addFromHukou(_ member: Int, _ rows: [Evidence], _ draft: inout PictureDraft) {
        guard let date = earliest(rows) else { return }
        draft.note(.death, on: member)
        draft.noteDeath(of: member, on: date)
        draft.entries[draft.entries.count - 1].find(.death, .review)
    }

    /// Documents may differ; the earliest date is used (domain rule ID-09).
    private static func earliest(_ rows: [Evidence]) -> CalendarDate? {
        rows.flatMap { [$0.details.date(.diedOn), $0.details.date(.crematedOn)] }.compactMap { $0 }.min()
    }
}
