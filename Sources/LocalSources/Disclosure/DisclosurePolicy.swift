import VerificationDomain

/// Takes away from a record what the agreement does not let this region tell.
struct DisclosurePolicy: Sendable {
    let disclosure: Disclosure
    /// The asking side's limit, when the disclosure is `threshold`.
    let threshold: Money?

    init(_ request: RegisterRequest) {
        disclosure = request.disclosure
        threshold = request.threshold
    }

    /// Whether records of these registers can be told at all: a statement about a threshold needs a threshold.
    ///
    /// Decided by the mapping before anything is read. Decided by the records, the outcome would tell whether there are
    /// any.
    func permits(_ registers: [MappedRegister]) -> Bool {
        guard disclosure == .threshold, threshold == nil else { return true }
        return registers.allSatisfy { $0.amount?.statesOnlyFlags ?? true }
    }

    /// The record as it may leave.
    func apply(to record: VerificationRecord) -> VerificationRecord {
        guard disclosure != .full else { return record }
        return VerificationRecord(
            subject: record.subject,
            category: record.category,
            source: record.source,
            asOf: record.asOf,
            retrievedAt: record.retrievedAt,
            owner: record.owner,
            keys: record.keys,
            value: record.value.flatMap(value),
            details: withoutAmounts(record.details)
        )
    }

    private func value(_ value: RecordValue) -> RecordValue? {
        switch (disclosure, value) {
        case (.full, _), (_, .flag): value
        case (.banded, .exact(let amount)): AmountBands.band(of: amount)
        case (.banded, .band(let minimum, let maximum)): AmountBands.band(from: minimum, to: maximum)
        case (.threshold, .exact(let amount)): threshold.flatMap { Self.flag(amount, amount, $0) }
        case (.threshold, .band(let minimum, let maximum)): threshold.flatMap { Self.flag(minimum, maximum, $0) }
        }
    }

    /// Over the threshold, or not; `nil` when the amount lies on both sides of it or is of another currency.
    private static func flag(_ minimum: Money?, _ maximum: Money?, _ threshold: Money) -> RecordValue? {
        if let minimum, minimum.currency == threshold.currency, minimum.fen > threshold.fen {
            return .flag(threshold: threshold, exceeds: true)
        }
        if let maximum, maximum.currency == threshold.currency, maximum.fen <= threshold.fen {
            return .flag(threshold: threshold, exceeds: false)
        }
        return nil
    }

    /// An amount that stands in a detail says as much as one that stands in the value.
    private func withoutAmounts(_ details: RecordDetails) -> RecordDetails {
        var kept: [DetailName: DetailValue?] = [:]
        for name in details.names where name.kind != .money { kept[name] = details[name] }
        return RecordDetails(kept)
    }
}
