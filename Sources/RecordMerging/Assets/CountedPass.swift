import VerificationDomain

/// Things that are counted or added without rules of their own: vessels, companies, medical bills.
enum CountedPass: Sendable {
    static func run(_ evidence: EvidenceByCategory, into draft: inout PictureDraft) {
        for group in groups(evidence[.vessel], [.registrationNumber, .plate]) {
            let entry = counted(group, .vessel, draft.context)
            draft.add(entry, evidence: group.evidence)
        }
        let companies: [ItemCategory] = [.company, .socialOrganisation, .corporateTax]
        for group in groups(evidence.all(companies), [.creditCode, .registrationNumber]) {
            draft.add(company(group, draft.context), evidence: group.evidence)
        }
        for group in groups(evidence[.medicalExpense], [.settlementNumber]) {
            draft.add(expense(group, draft.context), evidence: group.evidence)
        }
    }

    private static func groups(_ evidence: [Evidence], _ kinds: [RecordKey.Kind]) -> [EvidenceGroup] {
        EvidenceGrouping.groups(evidence) { EvidenceGrouping.keys($0, kinds) }
    }

    private static func counted(
        _ group: EvidenceGroup,
        _ category: ItemCategory,
        _ context: MergeContext
    ) -> EntryDraft {
        let resolution = ValueResolution(group.evidence, category: category, rulePack: context.rulePack)
        let key = group.hasKey ? group.key : EvidenceGrouping.description(group.evidence[0], context)
        var entry = EntryDraft(
            category: category,
            key: key,
            members: Set(group.evidence.map(\.member)).sorted(),
            facts: .asset(AssetFacts(value: resolution.value?.floored))
        )
        entry.find(group.evidence.count > 1 ? .severalSources : .singleSource)
        if !group.hasKey || group.isAmbiguous { entry.find(.noKey, .review) }
        for finding in resolution.findings { entry.find(finding.rule, finding.severity) }
        entry.deciding = resolution.deciding
        for (item, role) in resolution.roles { entry.use(item, role) }
        entry.offer(resolution.candidates)
        entry.contribute(Interval(1))
        return entry
    }

    /// IN-13: a cancelled company is over; one whose licence was revoked, or that only pays taxes, is a question.
    private static func company(_ group: EvidenceGroup, _ context: MergeContext) -> EntryDraft {
        let registered = group.evidence.first { $0.category != .corporateTax }
        var entry = counted(group, registered?.category ?? .corporateTax, context)
        guard registered != nil else {
            entry.find(.unhandled, .review)
            entry.contribute(Interval(low: 0, high: 1))
            return entry
        }
        let latest = group.evidence.filter { $0.category != .corporateTax }.max { $0.day < $1.day }
        let state = latest?.details.text(.status) ?? ""
        if state.contains("注销") || latest?.details.date(.cancelledOn) != nil {
            entry.find(.companyState)
            entry.contribute(.zero)
        } else if state.contains("吊销") {
            entry.find(.companyState, .review)
        }
        return entry
    }

    private static func expense(_ group: EvidenceGroup, _ context: MergeContext) -> EntryDraft {
        var entry = counted(group, .medicalExpense, context)
        if case .asset(let facts) = entry.facts { entry.contribute(facts.value ?? .unknown) }
        // What insurers paid back is not in the record, so the deductible part is for a reviewer.
        entry.find(.unhandled, .review)
        return entry
    }
}
