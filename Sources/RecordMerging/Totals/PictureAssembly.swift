import VerificationDomain

/// The last steps: names, decisions, totals, comparison and indication.
enum PictureAssembly: Sendable {
    static func assemble(
        _ entries: [NamedEntry],
        _ draft: PictureDraft,
        coverage: CoverageTable,
        _ input: MergeInput
    ) -> Picture {
        let context = draft.context
        var (named, draft) = (entries, draft)
        DecisionApplication.apply(input, to: &named, &draft)
        DeathConsequence.apply(to: &named, context)
        let members = MemberCounting(named).members(draft)
        var conflicts = draft.conflicts + EntryConflicts.find(named, draft.setAsideRecords, context)
        let totals = TotalsComputation(named, coverage: coverage, draft: draft)
        conflicts += totals.conflicts + packConflicts(context)
        let found = FoundIncome(named)
        let comparison = ComparisonComputation.lines(named, found, totals: totals, draft: draft)
        let indication = IndicationComputation(
            entries: named,
            totals: totals,
            members: members,
            declared: DeclaredAmounts(draft, found),
            context: context
        ).indication(openLegs: coverage.openLegs, needsReview: conflicts.contains { $0.severity >= .review })
        let pack = context.rulePack
        return Picture(
            rulePack: .init(id: pack.id, version: pack.version, isVerified: pack.verification != .unverified),
            incomeWindow: context.window,
            members: members,
            coverage: coverage.cells,
            entries: named.map { $0.finished(context) },
            setAside: draft.setAsideRecords.sorted { $0.reference < $1.reference },
            conflicts: Array(Set(conflicts)).sorted(),
            totals: totals.all,
            comparison: comparison,
            indication: indication
        )
    }

    /// A pack of another place, programme or time, or with another income window, cannot decide.
    private static func packConflicts(_ context: MergeContext) -> [PictureConflict] {
        let (pack, household) = (context.rulePack, context.household)
        var conflicts: [PictureConflict] = []
        if !pack.applies(to: household.programme, in: household.decidingRegion, on: household.applicationDate) {
            conflicts.append(PictureConflict(.foreignRulePack, .review))
        }
        if !pack.hasLimits { conflicts.append(PictureConflict(.noLimits, .info)) }
        if pack.incomeWindowMonths != household.incomeWindow.count {
            conflicts.append(PictureConflict(.outsideWindow, .review))
        }
        return conflicts
    }
}

/// An entry with its name.
struct NamedEntry: Sendable {
    let id: EntryIdentifier
    var draft: EntryDraft

    func finished(_ context: MergeContext) -> PictureEntry {
        let rule = draft.rule
        var notes: [RuleIdentifier] = []
        for finding in draft.findings where finding.rule != rule && !notes.contains(finding.rule) {
            notes.append(finding.rule)
        }
        return PictureEntry(
            id: id,
            category: draft.category,
            holders: draft.holders.map { holder in
                EntryHolder(member: context.reference(holder.member), share: holder.share, part: holder.part)
            },
            contribution: draft.contribution,
            facts: draft.facts,
            decidedBy: draft.deciding?.source,
            rule: rule,
            severity: draft.severity,
            notes: notes,
            explanation: Explanation(rule, notes),
            sources: draft.uses,
            candidates: draft.candidates,
            decision: draft.decision
        )
    }
}

/// Sorts entries and gives each its stable name.
enum EntryNaming: Sendable {
    static func name(_ entries: [EntryDraft]) -> [NamedEntry] {
        var entries = entries
        for index in entries.indices where entries[index].uses.count > 1 {
            entries[index].uses.sort { $0.reference < $1.reference }
        }
        let order = entries.indices.sorted { precedes(entries[$0], entries[$1]) }
        var occurrences: [EntryIdentifier: Int] = [:]
        return order.map { index in
            let entry = entries[index]
            let first = EntryIdentifier(entry, occurrence: 1)
            let occurrence = occurrences[first, default: 0] + 1
            occurrences[first] = occurrence
            let id = occurrence == 1 ? first : EntryIdentifier(entry, occurrence: occurrence)
            return NamedEntry(id: id, draft: entry)
        }
    }

    private static func precedes(_ left: EntryDraft, _ right: EntryDraft) -> Bool {
        if left.category != right.category { return left.category < right.category }
        if left.key != right.key { return left.key < right.key }
        guard let first = left.uses.first, let second = right.uses.first else {
            return left.uses.count < right.uses.count
        }
        return first.reference < second.reference
    }
}

extension EntryIdentifier {
    fileprivate init(_ entry: EntryDraft, occurrence: Int) {
        self.init(valuation: entry.category.valuation, key: entry.key, occurrence: occurrence)
    }
}
