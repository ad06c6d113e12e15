import VerificationDomain

/// Step 7: streams of income over the window.
enum IncomePass: Sendable {
    static let categories: [ItemCategory] = [
        .incomeTax, .publicPayroll, .socialInsurance, .housingFund, .pension, .farmSubsidy, .veteran,
    ]

    static func run(_ evidence: EvidenceByCategory, into draft: inout PictureDraft) {
        var positions: [IncomeStream.Key: Int] = [:]
        var streams: [IncomeStream] = []
        let all = evidence.all(categories)
        var payers = PayerNames(all)
        for item in all {
            if isBalance(item) {
                addBalance(item, &draft)
                continue
            }
            let reading = IncomeReading(item, window: draft.context.window, rulePack: draft.context.rulePack)
            let key = key(reading, &payers)
            let position = positions[key] ?? streams.count
            if position == streams.count {
                positions[key] = position
                streams.append(IncomeStream(key))
            }
            streams[position].add(reading, window: draft.context.window)
        }
        var results = streams.map {
            StreamResult($0, context: draft.context, diedOn: draft.deaths[$0.key.member])
        }
        StreamRelations.note(&results)
        for result in results { draft.add(result.entry, evidence: result.stream.readings.map(\.evidence)) }
    }

    private static func key(_ reading: IncomeReading, _ payers: inout PayerNames) -> IncomeStream.Key {
        let record = reading.evidence.record
        let insurance =
            reading.kind == .wage
            ? "" : record.key(.insuranceKind)?.text ?? record.details.text(.insuranceKind) ?? ""
        return IncomeStream.Key(
            member: reading.evidence.member,
            kind: reading.kind,
            payer: payers.payer(of: reading.evidence),
            insurance: insurance,
            isBonus: reading.isBonus
        )
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
