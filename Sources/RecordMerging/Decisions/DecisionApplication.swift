import VerificationDomain

/// Applies reviewers' decisions: of several about one entry the latest.
enum DecisionApplication: Sendable {
    static func apply(_ input: MergeInput, to entries: inout [NamedEntry], _ draft: inout PictureDraft) {
        guard !input.decisions.isEmpty, let digesting = input.digesting else { return }
        var latest: [EntryIdentifier: ReviewDecision] = [:]
        for decision in input.decisions {
            if let known = latest[decision.entry], !isLater(decision, known) { continue }
            latest[decision.entry] = decision
        }
        let basis = DecisionBasis(RecordMerger.records(of: input.legs), digesting)
        for index in entries.indices {
            guard let decision = latest.removeValue(forKey: entries[index].id) else { continue }
            let fits = basis.digest(of: entries[index]) == decision.basis && apply(decision, to: &entries[index].draft)
            if !fits { entries[index].draft.find(.decisionDoesNotFit, .review) }
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
            adopt(value, &entry)
        case .confirm: confirm(&entry)
        case .exclude:
            entry.contribute(.zero)
            entry.otherUseCount = .zero
        }
        entry.settle(decision)
        return true
    }

    /// A home or a vehicle stays one and is worth what was chosen; an amount becomes it, divided as its holders divide
    /// it.
    private static func adopt(_ value: Interval, _ entry: inout EntryDraft) {
        switch entry.category.valuation {
        case .money: HolderParts.apply(value, &entry)
        case .income, .expenditure: entry.contribute(value)
        case .realEstate, .vehicle, .business, .status: break
        }
        if case .asset(let facts) = entry.facts {
            entry.facts = .asset(AssetFacts(use: facts.use, value: value.floored, share: facts.share))
        }
    }

    /// What may or may not count does, in full; a property of unknown use is taken for a home.
    private static func confirm(_ entry: inout EntryDraft) {
        if let high = entry.contribution.high, entry.contribution.low < high {
            entry.contribute(Interval(high))
            if entry.category.valuation == .money, entry.holders.count > 1 {
                for index in entry.holders.indices { entry.holders[index].part = Interval(low: 0, high: high) }
            }
            if entry.category.valuation == .realEstate { entry.otherUseCount = .zero }
        } else if let high = entry.otherUseCount.high {
            entry.otherUseCount = Interval(high)
        }
    }
}
