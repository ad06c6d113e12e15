import VerificationDomain

/// Step 7: streams of income over the window.
enum IncomePass: Sendable {
    static let categories: [ItemCategory] = [
        .incomeTax, .publicPayroll, .socialInsurance, .housingFund, .pension, .farmSubsidy, .veteran,
    ]

    static func run(_ evidence: EvidenceByCategory, into draft: inout PictureDraft) {
        var positions: [IncomeStream.Key: Int] = [:]
        var streams: [IncomeStream] = []
        for item in evidence.all(categories) {
            if isBalance(item) {
                addBalance(item, &draft)
                continue
            }
            let reading = IncomeReading(item, window: draft.context.window, rulePack: draft.context.rulePack)
            let key = IncomeStream.Key(reading)
            if positions[key] == nil {
                positions[key] = streams.count
                streams.append(IncomeStream(key))
            }
            streams[positions[key] ?? 0].add(reading, window: draft.context.window)
        }
        var results = streams.map {
            StreamResult($0, context: draft.context, diedOn: draft.deaths[$0.key.member])
        }
        StreamRelations.note(&results)
        for result in results { draft.add(result.entry, evidence: result.stream.readings.map(\.evidence)) }
    }

    /// A housing fund record without a base and without a period is a balance, not income (F-14).
    private static func isBalance(_ evidence: Evidence) -> Bool {
        evidence.category == .housingFund && evidence.details.money(.contributionBase) == nil
            && evidence.details.month(.periodFrom) == nil && evidence.details.month(.periodTo) == nil
    }

    private static func addBalance(_ evidence: Evidence, _ draft: inout PictureDraft) {
        let key = "balance|" + EvidenceGrouping.description(evidence, draft.context)
        var entry = EntryDraft(
            category: .housingFund,
            key: key,
            members: [evidence.member],
            facts: .asset(AssetFacts(value: evidence.value?.floored))
        )
        entry.find(.notDisposable)
        entry.deciding = evidence
        entry.use(evidence, .ignored(.notDisposable))
        draft.add(entry, evidence: [evidence])
    }
}
