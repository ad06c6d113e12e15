import VerificationDomain

/// What changes who is counted, or who may be paid: one entry for each member's hukou, marriages and death, and one for
/// each other status.
enum StatusPass: Sendable {
    static func run(_ evidence: EvidenceByCategory, into draft: inout PictureDraft) {
        for (member, rows) in byMember(evidence[.hukou]) { HukouEntry.add(member, rows, &draft) }
        for (member, rows) in byMember(evidence[.marriage]) { MarriageEntry.add(member, rows, &draft) }
        for (member, rows) in byMember(evidence[.death]) { DeathEntry.add(member, rows, &draft) }
        for group in grouped(evidence[.assistance]) { AssistanceEntry.add(group, &draft) }
        let others: [ItemCategory] = [
            .publicHousing, .employment, .longTermCare, .disability, .education, .charityAid, .qualification, .judicial,
            .auxiliary,
        ]
        for category in others {
            for group in grouped(evidence[category]) { note(group, category, &draft) }
        }
    }

    private static func byMember(_ evidence: [Evidence]) -> [(Int, [Evidence])] {
        Dictionary(grouping: evidence, by: \.member).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static func grouped(_ evidence: [Evidence]) -> [EvidenceGroup] {
        EvidenceGrouping.groups(evidence) {
            EvidenceGrouping.keys($0, [.certificateNumber, .registrationNumber, .settlementNumber])
        }
    }

    /// The newest record; nothing is decided by it beyond being shown.
    static func entry(
        _ category: ItemCategory,
        key: String,
        _ rows: [Evidence],
        code: String,
        date: CalendarDate? = nil,
        kept: Evidence? = nil
    ) -> EntryDraft {
        let members = Set(rows.map(\.member)).sorted()
        var entry = EntryDraft(
            category: category,
            key: "\(category.rawValue)|\(key)",
            members: members,
            facts: .status(StatusFacts(code: code, date: date))
        )
        entry.find(rows.count > 1 ? .severalSources : .singleSource)
        let latest = kept ?? rows.max { ($0.day, -$0.index) < ($1.day, -$1.index) }
        entry.deciding = latest
        for row in rows {
            let isSame = row.details == latest?.details
            entry.use(row, row === latest ? .kept : isSame ? .duplicate : .superseded)
        }
        return entry
    }

    private static func note(_ group: EvidenceGroup, _ category: ItemCategory, _ draft: inout PictureDraft) {
        let key = group.hasKey ? group.key : EvidenceGrouping.description(group.evidence[0], draft.context)
        var entry = entry(category, key: key, group.evidence, code: "noted")
        switch category {
        case .judicial:
            entry.find(.judicialStatus, .review)
            for holder in entry.holders { draft.note(.judicialStatus, on: holder.member) }
        case .publicHousing: entry.find(.publicHousing, .review)
        case .auxiliary, .charityAid: entry.find(.unhandled, .review)
        default: break
        }
        draft.add(entry, evidence: group.evidence)
    }
}
