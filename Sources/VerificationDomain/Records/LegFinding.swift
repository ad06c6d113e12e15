/// What one region said, or what is stated for it when it said nothing: an outcome for every subject × item asked.
public struct LegFinding: Sendable, Hashable {
    public let region: ProvinceCode
    /// Exactly one for each subject × item that was planned for this region.
    public let outcomes: [ItemOutcome]
    public let records: [VerificationRecord]

    public init(region: ProvinceCode, outcomes: [ItemOutcome], records: [VerificationRecord]) {
        self.region = region
        self.outcomes = outcomes
        self.records = records
    }

    /// A leg without an answer: the same outcome for everything that was asked.
    public init(region: ProvinceCode, asked: [SubjectItem], status: OutcomeStatus) {
        self.init(
            region: region,
            outcomes: asked.map { ItemOutcome(subject: $0.subject, item: $0.item, status: status) },
            records: []
        )
    }
}

/// One person and one item: the grain of asking, of outcomes and of coverage.
public struct SubjectItem: Sendable, Hashable, Comparable {
    public let subject: SubjectReference
    public let item: ItemCategory

    public init(_ subject: SubjectReference, _ item: ItemCategory) {
        self.subject = subject
        self.item = item
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.subject, left.item) < (right.subject, right.item)
    }
}
