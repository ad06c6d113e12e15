import VerificationDomain

/// What holds between the outcomes and the records of an answer: the builder and the verifier share these rules.
struct OutcomeRules {
    let asked: Set<SubjectItem>
    let outcomes: [ItemOutcome]
    let records: [VerificationRecord]
    /// Whether records may be missing because they have been erased.
    let allowsErasure: Bool

    init(asked: [SubjectItem], outcomes: [ItemOutcome], records: [VerificationRecord], allowsErasure: Bool = false) {
        self.asked = Set(asked)
        self.outcomes = outcomes
        self.records = records
        self.allowsErasure = allowsErasure
    }

    /// The first rule that is broken.
    var violation: AnswerViolation? { coverage ?? permission ?? attribution ?? counts }

    /// Exactly one outcome for every pair that was asked.
    private var coverage: AnswerViolation? {
        var stated: Set<SubjectItem> = []
        for outcome in outcomes {
            let pair = SubjectItem(outcome.subject, outcome.item)
            guard asked.contains(pair) else { return .unaskedOutcome(pair) }
            guard stated.insert(pair).inserted else { return .duplicateOutcome(pair) }
        }
        return asked.subtracting(stated).min().map(AnswerViolation.missingOutcome)
    }

    /// Only outcomes that the answering side can state, each with the number of records that it allows.
    private var permission: AnswerViolation? {
        for outcome in outcomes {
            let pair = SubjectItem(outcome.subject, outcome.item)
            guard outcome.status.mayBeAnswered else { return .outcomeNotAllowed(pair) }
            let needsRecords = outcome.status == .found || outcome.status == .thresholdOnly
            guard needsRecords == (outcome.recordCount > 0) else { return .recordCountMismatch(pair) }
        }
        return nil
    }

    /// Every record belongs to a pair that was asked, and says no more than its outcome allows.
    private var attribution: AnswerViolation? {
        let thresholdOnly = Set(
            outcomes.filter { $0.status == .thresholdOnly }.map { SubjectItem($0.subject, $0.item) }
        )
        for record in records {
            let pair = SubjectItem(record.subject, record.category)
            guard asked.contains(pair) else { return .recordForUnaskedSubject(pair) }
            if thresholdOnly.contains(pair), record.statesAmount { return .amountNotAllowed(pair) }
        }
        return nil
    }

    private var counts: AnswerViolation? {
        var counts: [SubjectItem: Int] = [:]
        for record in records { counts[SubjectItem(record.subject, record.category), default: 0] += 1 }
        for outcome in outcomes {
            let pair = SubjectItem(outcome.subject, outcome.item)
            let count = counts[pair] ?? 0
            let fits = allowsErasure ? count <= outcome.recordCount : count == outcome.recordCount
            guard fits else { return .recordCountMismatch(pair) }
        }
        return nil
    }
}

extension VerificationRecord {
    /// Whether the record's value is more than a statement about a threshold.
    fileprivate var statesAmount: Bool {
        switch value {
        case .exact, .band: true
        case .flag, nil: false
        }
    }
}
