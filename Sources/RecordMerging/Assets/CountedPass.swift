import VerificationDomain

/// Things that are counted or added without rules of their own: vessels, companies, medical bills.
enum CountedPass: Sendable {
    static func run(_ evidence: EvidenceByCategory, into draft: inout PictureDraft) {
        var first = draft.entries.count
        for group in groups(evidence[.vessel], [.registrationNumber, .plate]) {
            var entry = counted(group, .vessel, draft.context)
            VehicleExemption.note(group.evidence[0], [], &entry, draft.context)
            draft.add(entry, evidence: group.evidence)
        }
        KeylessDoubt.settle(from: first, in: &draft)
        first = draft.entries.count
        let companies: [ItemCategory] = [.company, .socialOrganisation, .corporateTax]
        for group in groups(evidence.all(companies), [.creditCode, .registrationNumber]) {
            draft.add(company(group, draft.context), evidence: group.evidence)
        }
        KeylessDoubt.settle(from: first, in: &draft)
        first = draft.entries.count
        for group in groups(evidence[.medicalExpense], [.settlementNumber]) {
            draft.add(expense(group, draft.context), evidence: group.evidence)
        }
        KeylessDoubt.settle(from: first, in: &draft)
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
        let key = EvidenceGrouping.name(group, context)
        var entry = EntryDraft(
            category: category,
            key: key,
            members: Set(group.evidence.map(\.member)).sorted(),
            facts: .asset(AssetFacts(value: resolution.value?.floored))
        )
        entry.find(group.evidence.count > 1 ? .severalSources : .singleSource)
        entry.isKeyless = !group.hasKey
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
        let rows = group.evidence.filter { $0.category != .corporateTax }
        let day = rows.map(\.day).max()
        let states = Set(rows.filter { $0.day == day }.map(CompanyState.init))
        switch states.count == 1 ? states.first : nil {
        case .standing: break
        case .cancelled:
            entry.find(.companyState)
            entry.lead(.companyState)
            entry.contribute(.zero)
        case .unsettled, nil:
            entry.find(.companyState, .review)
            entry.contribute(Interval(low: 0, high: 1))
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

/// What a register says of a company's state (IN-13).
private enum CompanyState: Sendable, Hashable {
    /// 存续, or nothing that speaks against it.
    case standing
    /// 注销: it is over.
    case cancelled
    /// 吊销: its licence was revoked, but it still exists; or its end has only begun.
    case unsettled

    init(_ evidence: Evidence) {
        let text = evidence.details.text(.status) ?? ""
        let begun = ["未注销", "拟注销", "待注销", "申请注销", "注销中", "正在注销", "注销公告", "注销备案"]
        if begun.contains(where: { text.contains($0) }) {
            self = .unsettled
        } else if text.contains("注销") || evidence.details.date(.cancelledOn) != nil {
            self = .cancelled
        } else {
            self = text.contains("吊销") ? .unsettled : .standing
        }
    }
}
