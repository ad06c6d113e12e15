import VerificationDomain

/// A bank's total beside its accounts (F-03): the accounts when they are complete, otherwise the total, never both.
enum AggregatePass: Sendable {
    /// Settles every total, and takes out of `accounts` the groups that a total stands for.
    static func settle(
        _ aggregates: [Evidence],
        _ accounts: inout [EvidenceGroup],
        _ category: ItemCategory,
        _ draft: inout PictureDraft
    ) {
        guard !aggregates.isEmpty else { return }
        let totals = EvidenceGrouping.groups(aggregates) { [.init(level: 0, text: "aggregate|\(scope($0))")] }
        var parts: [String: [Int]] = [:]
        for (position, account) in accounts.enumerated() {
            for key in Set(account.evidence.map { "aggregate|\(scope($0))" }) {
                parts[key, default: []].append(position)
            }
        }
        var taken: Set<Int> = []
        for total in totals {
            let positions = (parts[total.key] ?? []).filter { !taken.contains($0) }
            settle(total, positions, &accounts, &taken, category, &draft)
        }
        accounts = accounts.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
    }

    /// Member and bank, and the region unless the source is national: another province's branch is other money.
    private static func scope(_ evidence: Evidence) -> String {
        let bank = evidence.record.key(.bank) ?? evidence.record.key(.custodian)
        let region = evidence.record.source.scope == .national ? "*" : evidence.region.text
        return "\(evidence.member)|\(bank?.text ?? evidence.record.source.organisation)|\(region)"
    }

    private static func settle(
        _ total: EvidenceGroup,
        _ positions: [Int],
        _ accounts: inout [EvidenceGroup],
        _ taken: inout Set<Int>,
        _ category: ItemCategory,
        _ draft: inout PictureDraft
    ) {
        let context = draft.context
        var entry = MoneyEntry.make(total, category, context)
        entry.find(.aggregateAndDetails)
        let sum = positions.map { MoneyEntry.make(accounts[$0], category, context).contribution }
            .reduce(Interval.zero) { $0.adding($1) }
        if !positions.isEmpty, sum == entry.contribution {
            // The accounts are complete; the total is a duplicate of the first of them.
            accounts[positions[0]].evidence += total.evidence
            return
        }
        taken.formUnion(positions)
        let details = positions.flatMap { accounts[$0].evidence }
        if let high = entry.contribution.high, sum.low > high {
            // More in the accounts than in the total: one of the two is wrong.
            entry.find(.aggregateAndDetails, .review)
            entry.contribute(entry.contribution.hull(sum))
            for item in details { entry.use(item, .disputed) }
        } else {
            // A total of unknown height is still no less than its accounts.
            if sum.low > entry.contribution.low {
                entry.contribute(Interval(low: sum.low, high: entry.contribution.high))
            }
            for item in details { entry.use(item, .superseded) }
        }
        draft.add(entry, evidence: total.evidence + details)
    }
}
