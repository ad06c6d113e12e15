import VerificationDomain

/// Assistance that a member already receives (ID-14): in another province it stops the report.
enum AssistanceEntry: Sendable {
    static func add(_ group: EvidenceGroup, _ draft: inout PictureDraft) {
        let context = draft.context
        let key = group.hasKey ? group.key : EvidenceGrouping.description(group.evidence[0], context)
        let active = group.evidence.filter { isActive($0, on: context.household.applicationDate) }
        var entry = StatusPass.entry(
            .assistance,
            key: key,
            group.evidence,
            code: active.isEmpty ? "ended" : "active",
            date: (active.first ?? group.evidence[0]).details.date(.startsOn)
        )
        if !active.isEmpty {
            let home = context.household.decidingRegion.province
            let isElsewhere = active.contains { $0.region != home && isBasicLiving($0) }
            entry.find(.assistanceElsewhere, isElsewhere ? .block : .info)
            entry.lead(.assistanceElsewhere)
            for holder in entry.holders where isElsewhere { draft.note(.assistanceElsewhere, on: holder.member) }
        }
        draft.add(entry, evidence: group.evidence)
    }

    private static func isActive(_ evidence: Evidence, on day: CalendarDate) -> Bool {
        if let end = evidence.details.date(.endsOn), end < day { return false }
        if let start = evidence.details.date(.startsOn), start > day { return false }
        let status = evidence.details.text(.status) ?? ""
        return !["停", "终止", "注销", "stopped", "ended"].contains { status.contains($0) }
    }

    /// The programmes that exclude each other; temporary and emergency help may come on top.
    private static func isBasicLiving(_ evidence: Evidence) -> Bool {
        guard let text = evidence.details.text(.programme) else { return true }
        if let programme = AssistanceProgramme(rawValue: text) {
            return [.dibao, .dibaoMargin, .tekun].contains(programme)
        }
        return ["低保", "最低生活保障", "特困"].contains { text.contains($0) }
    }
}
