import VerificationDomain

/// Applies reviewers' decisions: of several about one entry the latest.
enum DecisionApplication: Sendable {
    static func apply(_ decisions: [ReviewDecision], to entries: inout [NamedEntry], _ draft: inout PictureDraft) {
        guard !decisions.isEmpty else { return }
        var latest: [EntryIdentifier: ReviewDecision] = [:]
        for decision in decisions {
            if let known = latest[decision.entry], !isLater(decision, known) { continue }
            latest[decision.entry] = decision
        }
        for index in entries.indices {
            guard let decision = latest.removeValue(forKey: entries[index].id) else { continue }
            if !apply(decision, to: &entries[index].draft) { entries[index].draft.find(.decisionDoesNotFit, .review) }
        }
        for unused in latest.keys {
            draft.conflicts.append(PictureConflict(.decisionDoesNotFit, .info, entries: [unused]))
        }
    }

    private static func isLater(_ left: ReviewDecision, _ right: ReviewDecision) -> Bool {
        if left.decidedAt != right.decidedAt { return left.decidedAt > right.decidedAt }
        return left.json.canonicalBytes.lexicographicallyPrecedes(right.json.canonicalBytes)
    }

    /// `false` when the decision does not fit what stands here now.
    private static func apply(_ decision: ReviewDecision, to entry: inout EntryDraft) -> Bool {
        switch decision.choice {
        case .adopt(let label, let value):
            guard entry.candidates.contains(where: { $0.label == label && $0.value == value }) else { return false }
            replace(value, &entry)
        case .confirm:
            if let high = entry.contribution.high, entry.contribution.low < high { replace(Interval(high), &entry) }
        case .exclude: entry.contribute(.zero)
        }
        entry.settle(decision)
        return true
    }

    /// A home or a vehicle stays one; an amount becomes what was chosen, of which several holders have unknown parts.
    private static func replace(_ value: Interval, _ entry: inout EntryDraft) {
        switch entry.category.valuation {
        case .money, .income, .expenditure:
            entry.contribute(value)
            guard entry.holders.count > 1 else { return }
            for index in entry.holders.indices { entry.holders[index].part = value.floored.doubtful }
        case .realEstate, .vehicle, .business:
            if case .asset(let facts) = entry.facts, !entry.candidates.isEmpty {
                entry.facts = .asset(AssetFacts(use: facts.use, value: value))
            } else {
                entry.contribute(value)
            }
        case .status: break
        }
    }
}
