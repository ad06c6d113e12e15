import VerificationDomain

/// What an income paid after a documented death comes to, once a reviewer has settled whether the person died (ID-09).
struct DeathCases: Sendable {
    let alive: Interval
    let dead: Interval
    /// Records of nothing but later months.
    let later: Set<RecordReference>
}

/// Carries a reviewer's decision about a death on to what was paid afterwards.
enum DeathConsequence: Sendable {
    static func apply(to entries: inout [NamedEntry], _ context: MergeContext) {
        let counting = MemberCounting(entries)
        for index in entries.indices {
            guard let cases = entries[index].draft.deathCases, entries[index].draft.decision == nil,
                let member = entries[index].draft.holders.first?.member
            else { continue }
            if counting.isConfirmed(member) {
                settle(&entries[index].draft, at: cases.dead, context)
                entries[index].draft.uses = entries[index].draft.uses.map { use in
                    cases.later.contains(use.reference) ? RecordUse(use.reference, .ignored(.afterDeath)) : use
                }
            } else if counting.isDenied(member) {
                settle(&entries[index].draft, at: cases.alive, context)
            }
        }
    }

    private static func settle(_ entry: inout EntryDraft, at amount: Interval, _ context: MergeContext) {
        entry.contribute(amount)
        entry.calm(.death)
        guard case .income(let facts) = entry.facts else { return }
        entry.facts = .income(
            IncomeFacts(
                kind: facts.kind,
                isCounted: facts.isCounted,
                coveredMonths: facts.coveredMonths,
                gaps: facts.gaps,
                monthly: amount.monthly(over: context.window.count)
            )
        )
    }
}
